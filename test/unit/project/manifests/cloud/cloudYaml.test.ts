import assert from 'node:assert/strict';
import { isAppEngine, readAppEngine } from '../../../../../src/core/project/manifests/cloud/appEngine.ts';
import { readCloudBuild } from '../../../../../src/core/project/manifests/cloud/cloudBuild.ts';
import { readHelmChart } from '../../../../../src/core/project/manifests/cloud/helmChart.ts';
import { readKubernetes } from '../../../../../src/core/project/manifests/cloud/kubernetes.ts';
import {
  isServiceAccountKey,
  readServiceAccountKey,
} from '../../../../../src/core/project/manifests/cloud/serviceAccountKey.ts';
import { readSkaffold } from '../../../../../src/core/project/manifests/cloud/skaffold.ts';
import { readLines } from '../../../../support/clueLines.ts';
import { sourceFile } from '../../../../support/sourceFile.ts';

describe('readKubernetes', () => {
  const read = (text: string) => readLines(readKubernetes, 'k.yaml', text);

  it('reads a Cloud Run service', () => {
    const text = `apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: llm}
spec:
  template:
    spec:
      serviceAccountName: sa@p.iam.gserviceaccount.com
      nodeSelector:
        run.googleapis.com/accelerator: nvidia-l4
      containers:
        - image: vllm/vllm-openai:v0.6
          args: ["--model", "x"]
          env:
            - name: HF_TOKEN
              value: hidden
          resources:
            limits: {nvidia.com/gpu: "1"}
`;
    assert.deepEqual(read(text), [
      '2 resource serving.knative.dev/Service {apiVersion=serving.knative.dev/v1}',
      '9 resource run.googleapis.com/accelerator {value=nvidia-l4}',
      '7 resource service-account-attached {via=Service}',
      '11 image vllm/vllm-openai v0.6',
      '14 variable HF_TOKEN',
      '17 resource nvidia.com/gpu {value=1}',
    ]);
  });

  it('reads several documents, jobs and lists', () => {
    const text = `apiVersion: v1
kind: ServiceAccount
metadata:
  annotations:
    iam.gke.io/gcp-service-account: a@b
---
{apiVersion: batch/v1, kind: CronJob, spec: {jobTemplate: {spec: {template: {spec: {containers: [{image: a/b, command: [torchrun, t.py]}]}}}}}}
---
apiVersion: v1
kind: List
items:
  - apiVersion: apps/v1
    kind: Deployment
    spec: {template: {spec: {nodeSelector: {cloud.google.com/gke-tpu-accelerator: tpu-v5}, containers: [{image: redis:7}]}}}
`;
    assert.deepEqual(read(text), [
      '2 resource ServiceAccount {apiVersion=v1}',
      '5 resource workload-identity {via=annotation}',
      '7 resource CronJob {apiVersion=batch/v1}',
      '7 image a/b',
      '7 command torchrun',
      '13 resource Deployment {apiVersion=apps/v1}',
      '14 resource cloud.google.com/gke-tpu-accelerator {value=tpu-v5}',
      '14 image redis 7',
    ]);
  });

  it('is silent about templates, broken text and other YAML', () => {
    const texts = [
      'apiVersion: v1\nkind: {{ .Values.kind }}\n',
      'apiVersion: v1\nkind: Pod\n  x: [\n',
      'kind: Pod\n',
      'openapi: 3\n',
    ];
    for (const text of texts)
      assert.deepEqual(readKubernetes(sourceFile('k.yaml', text)), { clues: [], problems: [] });
  });
});

describe('readCloudBuild', () => {
  const read = (text: string) => readLines(readCloudBuild, 'cloudbuild.yaml', text);

  it('reads deployments in the gcloud builder, scripts and bash', () => {
    const text = `steps:
  - name: gcr.io/cloud-builders/docker
    args: [build, -t, x, .]
  - name: 'gcr.io/google.com/cloudsdktool/cloud-sdk:slim'
    entrypoint: gcloud
    args:
      - run
      - deploy
      - api
      - --service-account=$_SA
  - name: gcr.io/cloud-builders/gcloud
    args: [run, deploy, api]
  - name: python
    entrypoint: bash
    args:
      - -c
      - |
        pip install vllm
        adk deploy cloud_run .
  - name: ubuntu
    script: |
      gcloud builds submit
`;
    assert.deepEqual(read(text), [
      '2 file cloudbuild',
      '2 image gcr.io/cloud-builders/docker',
      '4 image gcr.io/google.com/cloudsdktool/cloud-sdk slim',
      '5 resource gcloud run deploy',
      '10 resource service-account-attached {via=gcloud run deploy}',
      '11 image gcr.io/cloud-builders/gcloud',
      '12 resource gcloud run deploy',
      '13 image python',
      '18 dependency vllm runtime',
      '19 resource adk deploy {target=cloud_run}',
      '20 image ubuntu',
      '22 resource gcloud builds submit',
    ]);
  });

  it('names the line of an error, but not in a template', () => {
    const broken = 'steps:\n  - name: a\n   x: 1\n';
    assert.equal(readCloudBuild(sourceFile('cloudbuild.yaml', broken)).problems[0]?.line, 3);
    assert.deepEqual(readCloudBuild(sourceFile('cloudbuild.yaml', `${broken}{{ x }}`)).problems, []);
  });
});

describe('other files of the cloud', () => {
  const cases: [string, typeof readSkaffold, string, string, string[]][] = [
    [
      'skaffold',
      readSkaffold,
      'skaffold.yaml',
      'apiVersion: skaffold/v4beta6\nkind: Config\nbuild:\n  artifacts:\n    - image: gcr.io/p/app\ndeploy:\n  cloudrun: {region: x}\n',
      ['1 file skaffold', '5 image gcr.io/p/app', '7 resource gcloud run deploy'],
    ],
    [
      'App Engine',
      readAppEngine,
      'app.yaml',
      'runtime: python312\nentrypoint: gunicorn main:app\nenv_variables:\n  GEMINI_API_KEY: hidden\nservice_account: a@b\n',
      [
        '1 resource app-engine {runtime=python312}',
        '2 command gunicorn {target=main:app}',
        '4 variable GEMINI_API_KEY',
        '5 resource service-account-attached {via=App Engine}',
      ],
    ],
    ['a chart', readHelmChart, 'Chart.yaml', 'apiVersion: v2\nname: x\n', ['1 file helm-chart']],
    [
      'values of a chart',
      readHelmChart,
      'values.yaml',
      'image:\n  repository: vllm/vllm-openai\n  tag: v1\nredis:\n  image: redis:7\n',
      ['2 image vllm/vllm-openai v1', '5 image redis 7'],
    ],
    [
      'a service account key',
      readServiceAccountKey,
      'service-account.json',
      `{\n "type": "service_account",\n "private_key": "${'x'.repeat(9)}"}`,
      ['2 file service-account-key'],
    ],
    [
      'credentials of another kind',
      readServiceAccountKey,
      'credentials.json',
      '{"type": "authorized_user"}',
      [],
    ],
  ];
  for (const [name, reader, path, text, expected] of cases) {
    it(name, () => assert.deepEqual(readLines(reader, path, text), expected));
  }

  it('are meant by their names', () => {
    for (const path of ['app.yaml', 'a/app.flex.yaml', 'app-flex.yml']) assert.ok(isAppEngine(path), path);
    for (const path of ['myapp.yaml', 'app.config.yaml']) assert.ok(!isAppEngine(path), path);
    for (const path of ['gcp-key.json', 'my-service_account.json', 'x/credentials.json'])
      assert.ok(isServiceAccountKey(path), path);
    for (const path of ['package.json', 'keyboard.json']) assert.ok(!isServiceAccountKey(path), path);
  });
});
