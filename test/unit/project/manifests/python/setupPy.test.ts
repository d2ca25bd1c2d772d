import assert from 'node:assert/strict';
import { readSetupPy } from '../../../../../src/core/project/manifests/python/setupPy.ts';
import { sourceFile } from '../../../../support/sourceFile.ts';
import { clueRows, problemLines } from './clueRow.ts';

function read(text: string): ReturnType<typeof readSetupPy> {
  return readSetupPy(sourceFile('pkg/setup.py', text));
}

function includes(text: string): string[] {
  return (read(text).includes ?? []).map(({ path, scope, line }) => `${line} ${path} ${scope}`);
}

describe('readSetupPy', () => {
  const cases: [title: string, text: string, rows: string[]][] = [
    [
      'a literal list',
      'from setuptools import setup\nsetup(\n  name="x",\n  install_requires=[\n    "torch>=2",  # why\n    \'numpy\'\n  ],\n)',
      ['5 torch >=2 runtime', '6 numpy - runtime'],
    ],
    [
      'variables, tuples and concatenation',
      'a = ("torch",)\nb = a + ("jax",) \nimport setuptools\nsetuptools.setup(install_requires=list(b) + ["x"])',
      ['1 torch - runtime', '2 jax - runtime', '4 x - runtime'],
    ],
    [
      'extras as a dict, with additions',
      'extras = {\n "gpu": ["vllm"],\n "dev": ["pytest"], ":python_version<\'3.9\'": ["y"]}\nextras["all"] = extras["gpu"] + ["trl"]\nextras.update(docs=["sphinx"])\nsetup(extras_require=extras)',
      [
        '2 vllm - optional group=gpu',
        '3 pytest - dev group=dev',
        '3 y - runtime',
        '4 trl - optional group=all',
        '5 sphinx - dev group=docs',
      ],
    ],
    [
      'later changes',
      'r = []\nr += ["a"]\nr.append("b")\nr.extend(["c"])\nif x:\n  r = ["d"]\nelse:\n  r.insert(0, "e")\nsetup(install_requires=r)',
      ['2 a - runtime', '3 b - runtime', '4 c - runtime', '6 d - runtime', '8 e - runtime'],
    ],
    [
      'a table of all requirements',
      '_deps = [\n"torch>=2",\n"Foo_x==1",\n"jax"]\ndeps = {b: a for a, b in (re.findall(r"^x", x)[0] for x in _deps)}\ndef deps_list(*pkgs):\n  return [deps[p] for p in pkgs]\nextras = {}\nextras["torch"] = deps_list("torch")\nsetup(install_requires=[deps["Foo_x"]], extras_require=extras)',
      ['3 foo-x ==1 runtime', '2 torch >=2 optional group=torch'],
    ],
    [
      'versions that are put in',
      'V = get()\nsetup(install_requires=[f"torch>={V}", "jax==" + V, "trl~=%s" % V, "peft>={}".format(V), f"{n}==1", n + "==1", "a==V".replace("V", V)])',
      ['2 torch - runtime', '2 jax - runtime', '2 trl - runtime', '2 peft - runtime'],
    ],
    [
      'text of several lines',
      'setup(tests_require="""\npytest\n# no\nmock>1""", setup_requires="a\\nb")',
      [
        '2 pytest - dev group=tests',
        '4 mock >1 dev group=tests',
        '4 a - dev group=setup',
        '4 b - dev group=setup',
      ],
    ],
    [
      'keywords in a dict',
      'config = dict(install_requires=["torch"])\nconfig["extras_require"] = {"x": ["jax"]}\nsetup(**config)',
      ['1 torch - runtime', '2 jax - optional group=x'],
    ],
    [
      'a call in a function',
      'def main():\n  reqs = ["torch"]\n  setup(install_requires=reqs)\nif __name__ == "__main__":\n  main()',
      ['2 torch - runtime'],
    ],
    [
      'joined literals and the project itself',
      'setup(name="me", install_requires=["tor" "ch", "me[x]"])',
      ['1 torch - runtime'],
    ],
    ['annotated variables', 'R: list[str] = ["torch"]\nsetup(install_requires=R)', ['1 torch - runtime']],
    ['a list of itself', 'r = ["a"]\nr = r + r\nr += r\nsetup(install_requires=r)', ['1 a - runtime']],
    ['what is not known', 'setup(install_requires=read_all(), extras_require=make(), tests_require=x.y)', []],
    ['no use of setup', 'install_requires = ["torch"]\nprint("setup")', []],
  ];
  for (const [title, text, rows] of cases) {
    it(title, () => {
      const found = read(text);
      assert.deepEqual([clueRows(found), found.problems], [rows, []]);
    });
  }

  const files: [title: string, text: string, includes: string[]][] = [
    [
      'open',
      'setup(install_requires=open("requirements.txt").read().splitlines())',
      ['1 pkg/requirements.txt runtime'],
    ],
    [
      'with and a comprehension',
      'with open("r.txt", encoding="utf-8") as f:\n  r = [x.strip() for x in f.readlines() if x]\nsetup(install_requires=r)',
      ['1 pkg/r.txt runtime'],
    ],
    [
      'a loop',
      'r = []\nwith open("r.txt") as f:\n  for x in f:\n    r.append(x.strip())\nsetup(install_requires=r)',
      ['2 pkg/r.txt runtime'],
    ],
    [
      'a joined path',
      'p = os.path.join(here, "requirements", "base.txt")\nsetup(install_requires=parse(p))',
      ['1 pkg/requirements/base.txt runtime'],
    ],
    [
      'pathlib',
      'setup(install_requires=(Path(__file__).parent / "requirements.txt").read_text().split("\\n"))',
      ['1 pkg/requirements.txt runtime'],
    ],
    [
      'a function with the path',
      'def fetch(p):\n  return open(p).readlines()\nsetup(install_requires=fetch("a.txt"), extras_require={"dev": fetch("b.txt")})',
      ['3 pkg/a.txt runtime', '3 pkg/b.txt dev'],
    ],
    [
      'a function that knows the path',
      'def get():\n  with open(f"{HERE}/requirements.txt") as f:\n    return f.read()\nsetup(install_requires=get())',
      ['2 pkg/requirements.txt runtime'],
    ],
    [
      'another file',
      'setup(long_description=open("README.txt").read(), install_requires=open("README.txt").read())',
      [],
    ],
  ];
  for (const [title, text, expected] of files)
    it(`includes a file read by ${title}`, () => assert.deepEqual(includes(text), expected));

  it('reports what is malformed or cannot be read', () => {
    assert.deepEqual(problemLines(read('setup(\n install_requires=[\n "torch=2"])')), [3]);
    assert.deepEqual(problemLines(read('install_requires = ["a"\nsetup(((')), [2]);
  });
});
