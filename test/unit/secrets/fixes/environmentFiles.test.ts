import assert from 'node:assert/strict';
import { fixed, fixesOf, itFixes, obstacleOf } from './fixCase.ts';

const key = '«{alnum:24}»';
const at = (path: string, source: string) => ({ path, source, name: 'myToken' });
const compose = 'services:\n  a:\n    image: x\n    environment:\n';

describe('reading from the environment in scripts and configuration', () => {
  itFixes('shell: unquoted', at('a.sh', `export TOKEN=${key}\n`), 'export TOKEN="${MY_TOKEN:?set MY_TOKEN}"\n');
  itFixes('shell: in double quotes', at('a.sh', `curl -H "Authorization: Bearer ${key}"\n`), 'curl -H "Authorization: Bearer ${MY_TOKEN:?set MY_TOKEN}"\n');
  itFixes('shell: in single quotes', at('a.sh', `curl -u 'me:${key}' x\n`), `curl -u 'me:'"\${MY_TOKEN:?set MY_TOKEN}" x\n`);
  itFixes('shell: whole single quotes', at('a.sh', `T='${key}'\n`), 'T="${MY_TOKEN:?set MY_TOKEN}"\n');
  itFixes('shell: here-document', at('a.sh', `cat <<EOF\n${key}\nEOF\n`), 'cat <<EOF\n${MY_TOKEN:?set MY_TOKEN}\nEOF\n');
  itFixes('fish', at('a.fish', `set -x T "${key}"\n`), 'set -x T "$MY_TOKEN"\n');
  itFixes('batch', at('a.bat', `set T=${key}\r\n`), 'set T=%MY_TOKEN%\r\n');
  itFixes('makefile is left', at('Makefile', `T = ${key}\n`), undefined);
  itFixes('PowerShell: whole', at('a.ps1', `$t = "${key}"\n`), '$t = $env:MY_TOKEN\n');
  itFixes('PowerShell: part of double quotes', at('a.ps1', `$h = "Bearer ${key} x"\n`), '$h = "Bearer $($env:MY_TOKEN) x"\n');
  itFixes('PowerShell: part of single quotes', at('a.ps1', `$h = 'Bearer ${key}'\n`), `$h = ('Bearer ' + $env:MY_TOKEN)\n`);
  itFixes('PowerShell: here-strings', at('a.ps1', `$h = @"\nBearer ${key}\n"@\n`), '$h = @"\nBearer $($env:MY_TOKEN)\n"@\n');
  itFixes('PowerShell: raw here-strings are left', at('a.ps1', `$h = @'\n${key}\n'@\n`), undefined);
  itFixes('compose: mapping', at('compose.yaml', `${compose}      A: ${key}\n`), `${compose}      A: \${MY_TOKEN:?set MY_TOKEN}\n`);
  itFixes('compose: list', at('docker-compose.yml', `${compose}      - A=${key}\n`), `${compose}      - A=\${MY_TOKEN:?set MY_TOKEN}\n`);
  itFixes('compose: part of a quoted address', at('compose.yaml', `${compose}      A: "redis://u:${key}@r"\n`), `${compose}      A: "redis://u:\${MY_TOKEN:?set MY_TOKEN}@r"\n`);
  itFixes('compose: in a flow mapping', at('compose.yaml', `services: { a: { image: x, environment: { A: ${key} } } }\n`), 'services: { a: { image: x, environment: { A: "${MY_TOKEN:?set MY_TOKEN}" } } }\n');
  itFixes('GitHub workflow', { ...at('.github/workflows/a.yml', `env:\n  A: ${key}\n`), name: 'github_token' }, 'env:\n  A: ${{ secrets.GH_TOKEN }}\n');
  itFixes(
    'Kubernetes',
    at('k.yaml', `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  env:\n    - name: A_KEY\n      value: "${key}"\n    - name: B\n`),
    'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  env:\n    - name: A_KEY\n      valueFrom:\n        secretKeyRef:\n          name: web-secrets\n          key: A_KEY\n    - name: B\n',
  );
  itFixes(
    'Cloud Run, name below',
    at('s.yaml', `apiVersion: serving.knative.dev/v1\nkind: Service\nmetadata:\n  name: web\n  annotations:\n    run.googleapis.com/ingress: all\nspec:\n  env:\n  - value: ${key}\n    name: A_KEY\n`),
    'apiVersion: serving.knative.dev/v1\nkind: Service\nmetadata:\n  name: web\n  annotations:\n    run.googleapis.com/ingress: all\nspec:\n  env:\n  - valueFrom:\n      secretKeyRef:\n        name: a-key\n        key: latest\n    name: A_KEY\n',
  );
  itFixes('a Secret of Kubernetes is left', at('s.yaml', `apiVersion: v1\nkind: Secret\nstringData:\n  a: ${key}\n`), undefined);
  itFixes('YAML of an unknown reader is left', at('values.yaml', `token: ${key}\n`), undefined);
  itFixes('LiteLLM', at('config.yaml', `model_list:\n  - litellm_params:\n      api_key: ${key}\n`), 'model_list:\n  - litellm_params:\n      api_key: os.environ/MY_TOKEN\n');
  itFixes('Spring', at('src/application-prod.yml', `a:\n  b: ${key}\n`), 'a:\n  b: ${MY_TOKEN}\n');
  itFixes('Spring properties', at('application.properties', `a.b=${key}\n`), 'a.b=${MY_TOKEN}\n');
  itFixes('npm', at('.npmrc', `//r.example/:_authToken=${key}\n`), '//r.example/:_authToken=${MY_TOKEN}\n');
  itFixes('pip', at('requirements-dev.txt', `--index-url https://u:${key}@h/s\n`), '--index-url https://u:${MY_TOKEN}@h/s\n');
  itFixes('MCP servers of VS Code', at('.vscode/mcp.json', `{"env": {"A": "${key}"}}`), '{"env": {"A": "${env:MY_TOKEN}"}}');
  itFixes('other JSON is left', at('config.json', `{"a": "${key}"}`), undefined);
  itFixes('TOML is left', at('a.toml', `a = "${key}"\n`), undefined);
  itFixes('Terraform', at('main.tf', `provider "x" {\n  token = "${key}"\n}\n`), 'provider "x" {\n  token = var.my_token\n}\n\nvariable "my_token" {\n  type      = string\n  sensitive = true\n}\n');
  itFixes('Terraform: part, and the name is taken', at('main.tf', `variable "my_token" {}\nlocals {\n  u = "a ${key} b"\n}\n`), 'variable "my_token" {}\nlocals {\n  u = "a ${var.my_token_2} b"\n}\n\nvariable "my_token_2" {\n  type      = string\n  sensitive = true\n}\n');
  itFixes('Terraform: a default goes', at('v.tf', `variable "t" {\n  type    = string\n  default = "${key}"\n}\n`), 'variable "t" {\n  type    = string\n  sensitive = true\n}\n');
  itFixes('Terraform: values', at('a.tfvars', `t = "${key}"\nb = 1\n`), 'b = 1\n');
  itFixes('Dockerfile: a value goes', at('Dockerfile', `FROM x\nARG A_KEY="${key}"\nCMD y\n`), 'FROM x\nCMD y\n');
  itFixes('Dockerfile: needed at build time', at('Dockerfile', `FROM x\nENV A_KEY=${key}\nRUN a && \\\n  b $A_KEY\n`), '# syntax=docker/dockerfile:1\nFROM x\nRUN --mount=type=secret,id=A_KEY,env=A_KEY a && \\\n  b $A_KEY\n');
  itFixes('Dockerfile: needed elsewhere', at('Dockerfile', `FROM x\nARG A_KEY=${key}\nLABEL a=$A_KEY\n`), undefined);
  itFixes('Dockerfile: in RUN', at('Dockerfile', `# syntax=docker/dockerfile:1.10\nFROM x\nRUN pip install --index-url 'https://u:${key}@h'\n`), `# syntax=docker/dockerfile:1.10\nFROM x\nRUN --mount=type=secret,id=MY_TOKEN,env=MY_TOKEN pip install --index-url 'https://u:'"\${MY_TOKEN}"'@h'\n`);

  it('says what is to be done with a comment, and in a raw here-document', () => {
    for (const [path, source] of [['a.sh', `# ${key}\n`], ['a.ps1', `# ${key}\n`], ['compose.yaml', `services:\n  # a: ${key}\n`], ['main.tf', `# ${key}\n`], ['Dockerfile', `# ${key}\n`]] as const) {
      assert.match(obstacleOf(at(path, source)) ?? '', /comment/, path);
    }
    assert.match(obstacleOf(at('a.sh', `cat <<'EOF'\n${key}\nEOF\n`)) ?? '', /here-document/);
  });

  it('offers .env only where it is read', () => {
    const moves = (path: string, source: string): boolean => fixesOf(at(path, source)).some(({ id }) => id === 'move-to-dotenv');
    assert.equal(moves('compose.yaml', `${compose}      A: ${key}\n`), true);
    assert.equal(moves('.github/workflows/a.yml', `env:\n  A: ${key}\n`), false);
    assert.equal(moves('main.tf', `t = "${key}"\n`), false);
    assert.equal(fixed(at('a.sh', `T=${key}\n`), 'move-to-dotenv'), 'T="${MY_TOKEN:?set MY_TOKEN}"\n');
  });
}); // prettier-ignore
