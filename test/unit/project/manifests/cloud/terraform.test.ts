import assert from 'node:assert/strict';
import { readTerraform } from '../../../../../src/core/project/manifests/cloud/terraform.ts';
import { readLines } from '../../../../support/clueLines.ts';
import { sourceFile } from '../../../../support/sourceFile.ts';

const read = (text: string) => readLines(readTerraform, 'main.tf', text);

const service = `# resource "google_redis_instance" "commented" {}
/* resource "google_redis_instance" "commented" {
} */
resource "google_cloud_run_v2_service" "api" {
  name = "\${var.name}-{"
  template {
    service_account = google_service_account.sa.email
    containers {
      image   = "us-docker.pkg.dev/p/r/vllm:1"
      command = ["vllm",
        "serve"]
      env {
        name  = "HF_TOKEN"
        value = "hidden"
      }
      resources { limits = { "nvidia.com/gpu" = "1" } }
    }
  }
}`;

describe('readTerraform', () => {
  const cases: [string, string, string[]][] = [
    [
      'a Cloud Run service',
      service,
      [
        '4 file terraform',
        '4 resource google_cloud_run_v2_service',
        '7 resource service-account-attached {via=google_cloud_run_v2_service}',
        '9 image us-docker.pkg.dev/p/r/vllm 1',
        '10 command vllm serve',
        '13 variable HF_TOKEN',
        '16 resource nvidia.com/gpu {value=1}',
      ],
    ],
    [
      'roles, single and in a list',
      'resource "google_project_iam_member" "a" {\n  role = "roles/aiplatform.user"\n}\nlocals {\n  roles = toset([\n    "roles/run.invoker",\n    "roles/iam.workloadIdentityUser"\n  ])\n}\n',
      [
        '1 file terraform',
        '2 resource iam role {role=roles/aiplatform.user}',
        '1 resource google_project_iam_member',
        '6 resource iam role {role=roles/run.invoker}',
        '7 resource workload-identity {role=roles/iam.workloadIdentityUser}',
      ],
    ],
    [
      'here-documents are text',
      'resource "x_y" "a" {\n  s = <<-EOT\n    resource "google_redis_instance" "b" {\n  EOT\n}\n',
      ['1 file terraform', '1 resource x_y'],
    ],
    [
      'modules from a registry',
      'module "a" {\n  source = "G/cloud-run/google"\n}\nmodule "b" {\n  source = "./local"\n}\n',
      ['1 file terraform', '2 resource terraform module {source=G/cloud-run/google}'],
    ],
    [
      'images made of references are unknown',
      'resource "a_b" "c" {\n  image = var.image\n}\n',
      ['1 file terraform', '1 resource a_b'],
    ],
    [
      'CRLF',
      'resource "a_b" "c" {\r\n  x = 1\r\n}\r\nresource "d_e" "f" {\r\n}\r\n',
      ['1 file terraform', '1 resource a_b', '4 resource d_e'],
    ],
    ['data sources are not resources', 'data "google_project" "p" {}\n', ['1 file terraform']],
    ['anything else', 'hello = "x"\nfoo { }\n', []],
  ];
  for (const [name, text, expected] of cases) it(name, () => assert.deepEqual(read(text), expected));

  const broken: [string, number][] = [
    ['resource "a" "b" {\n  x = {\n', 1],
    ['x = 1\n}\n', 2],
    [`resource "a" "b" ${'{\n'.repeat(1000)}`, 101],
  ];
  for (const [text, line] of broken) {
    it(`names line ${line} of ${JSON.stringify(text.slice(0, 20))}`, () => {
      const { clues, problems } = readTerraform(sourceFile('main.tf', text));
      assert.deepEqual([clues, problems.map((problem) => problem.line)], [[], [line]]);
      assert.deepEqual(
        readTerraform(sourceFile('main.tf', text, true)).problems,
        [],
        'a part of a file is not judged',
      );
    });
  }
});
