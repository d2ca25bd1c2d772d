import assert from 'node:assert/strict';
import { fixed, itFixes, obstacleOf } from './fixCase.ts';

const key = '«{alnum:24}»';
const python = (source: string, name = 'my_token') => ({ path: 'app/main.py', source, name });

describe('reading from the environment in Python', () => {
  itFixes(
    'imports os after hashbang, docstring and __future__',
    python(`#!/usr/bin/env python\n"""Doc."""\nfrom __future__ import annotations\n\nimport sys\n\nKEY = "${key}"\n`),
    '#!/usr/bin/env python\n"""Doc."""\nfrom __future__ import annotations\n\nimport os\nimport sys\n\nKEY = os.environ["MY_TOKEN"]\n',
  );
  itFixes('imports os after a docstring that ends the file’s head', python(`"""Doc."""\nKEY = "${key}"\n`), '"""Doc."""\nimport os\nKEY = os.environ["MY_TOKEN"]\n');
  itFixes('takes an import by another name', python(`import os as system\nKEY = "${key}"\n`), 'import os as system\nKEY = system.environ["MY_TOKEN"]\n');
  itFixes('takes environ where that is imported', python(`from os import environ\nKEY = "${key}"\n`), 'from os import environ\nKEY = environ["MY_TOKEN"]\n');
  itFixes('takes an import that shares its line', python(`import os; KEY = "${key}"\n`), 'import os; KEY = os.environ["MY_TOKEN"]\n');
  itFixes('imports os again where the import comes later', python(`KEY = "${key}"\nimport os\n`), 'import os\nKEY = os.environ["MY_TOKEN"]\nimport os\n');
  itFixes('keeps CRLF', python(`import sys\r\nKEY = "${key}"\r\n`), 'import os\r\nimport sys\r\nKEY = os.environ["MY_TOKEN"]\r\n');
  itFixes('encodes for bytes', python(`import os\nKEY = b"${key}"\n`), 'import os\nKEY = os.environ["MY_TOKEN"].encode()\n');
  itFixes('makes an f-string of a part', python(`import os\nh = {"Authorization": "Bearer ${key}"}\n`), 'import os\nh = {"Authorization": f"Bearer {os.environ[\'MY_TOKEN\']}"}\n');
  itFixes('doubles braces and keeps raw', python(`import os\nr = r'a\\d${key}{x}'\n`), "import os\nr = fr'a\\d{os.environ[\"MY_TOKEN\"]}{{x}}'\n");
  itFixes('encodes a part of bytes', python(`import os\nh = b"Bearer ${key}"\n`), 'import os\nh = f"Bearer {os.environ[\'MY_TOKEN\']}".encode()\n');
  itFixes('puts a value into an f-string', python(`import os\nh = f"{kind} ${key}"\n`), 'import os\nh = f"{kind} {os.environ[\'MY_TOKEN\']}"\n');
  itFixes('formats one of several joined strings', python(`import os\nk = ("a" "${key}")\n`), 'import os\nk = ("a" f"{os.environ[\'MY_TOKEN\']}")\n');
  itFixes('keeps the quote of a string within a string', python(`import os\nh = f"{call('${key}')}"\n`), 'import os\nh = f"{call(os.environ[\'MY_TOKEN\'])}"\n');
  itFixes('leaves a part of a string within a string', python(`import os\nh = f"{call('a ${key}')}"\n`), undefined);
  itFixes('replaces a text of several lines', python(`import os\nk = """\\\n«-----BEGIN {alnum:9}\n{alnum:20}»\n"""\n`), 'import os\nk = os.environ["MY_TOKEN"]\n');
  itFixes('replaces a default argument', python(`import os\ndef f(k="${key}"):\n    return k\n`), 'import os\ndef f(k=os.environ["MY_TOKEN"]):\n    return k\n');

  itFixes(
    'quotes a password in an address',
    { ...python(`URL = "postgresql://me:${key}@db/{name}"\n`), name: 'DATABASE_URL' },
    'import os\nfrom urllib.parse import quote\nURL = f"postgresql://me:{quote(os.environ[\'DATABASE_PASSWORD\'], safe=\'\')}@db/{{name}}"\n',
  );

  it('drops the default of a variable that is read already', () => {
    for (const call of [`os.getenv("FOO", "${key}")`, `os.environ.get("FOO", "${key}")`, `os.getenv("FOO") or "${key}"`]) {
      assert.equal(fixed(python(`import os\nk = ${call}\n`)), 'import os\nk = os.environ["FOO"]\n');
    }
    assert.equal(fixed(python(`k = config("FOO", default="${key}")\n`)), 'k = config("FOO")\n');
  });

  it('takes an assignment to the environment out', () => {
    assert.equal(fixed(python(`import os\nos.environ["FOO_KEY"] = "${key}"\nrun()\n`)), 'import os\nrun()\n');
    assert.equal(fixed(python(`import os\nif debug:\n    os.environ["FOO_KEY"] = "${key}"\n`)), 'import os\nif debug:\n    pass\n');
    assert.equal(fixed(python(`import os\nos.environ.setdefault("FOO_KEY", "${key}")\n`)), 'import os\n');
    assert.equal(fixed(python(`import os\na = 1; os.environ["FOO_KEY"] = "${key}"; b = 2\n`)), 'import os\na = 1; b = 2\n');
  });

  it('reads cells of notebooks', () => {
    const cell = (source: string) => ({ path: 'n.ipynb', source, name: 'my_token' });
    assert.equal(fixed(cell(`%pip install x\nKEY = "${key}"\n`)), '%pip install x\nimport os\nKEY = os.environ["MY_TOKEN"]\n');
    assert.equal(fixed(cell(`%env FOO=${key}\nrun()\n`)), '# FOO comes from the environment that Jupyter was started in.\nrun()\n');
    assert.equal(fixed(cell(`!curl -H "Authorization: Bearer ${key}" x\n`)), '!curl -H "Authorization: Bearer $MY_TOKEN" x\n');
    assert.equal(fixed(cell(`%%bash\nexport A=${key}\n`)), '%%bash\nexport A="${MY_TOKEN:?set MY_TOKEN}"\n');
    assert.equal(fixed(cell(`{"cells": [{"source": ["k = '${key}'"]}]}`)), undefined);
  });

  it('says what is to be done with a comment', () => {
    assert.match(obstacleOf(python(`# old key: ${key}\n`)) ?? '', /comment/);
  });

  it('offers nothing where the text is no value', () => {
    assert.equal(fixed(python(`"""Use ${key} here."""\n`)), undefined);
    assert.equal(fixed(python(`k = (b"a" b"${key}")\n`)), undefined);
  });
}); // prettier-ignore
