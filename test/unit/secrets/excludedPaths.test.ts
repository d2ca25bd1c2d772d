import assert from 'node:assert/strict';
import { isExcludedFile } from '../../../src/core/secrets/excludedPaths.ts';

describe('files that a scan leaves out', () => {
  const excluded = [
    'package-lock.json', 'web/yarn.lock', 'Cargo.lock', 'go.sum', 'uv.lock', 'static/app.min.js', 'x-min.css', 'main.bundle.js',
    'dist2/app.js.map', 'logo.PNG', 'a/model.safetensors', 'vocab.bin', 'api_pb2.py', 'api.pb.go', 'js/jquery-3.7.1.js', 'js/jquery.js', 'lib.so',
  ]; // prettier-ignore
  const scanned = [
    '.env', 'a.py', 'id_rsa', 'server.key', 'cert.pem', 'config.json', 'package.json', 'notebook.ipynb', 'jquery.setup.js', 'd3-chart.js',
    'bootstrap-app.js', 'Makefile', 'data.json', '.npmrc', 'lock.py', 'png', '.png', 'x.ts', 'terraform.tfstate', 'go.mod', 'mapping.map',
  ]; // prettier-ignore
  it('are lock files, bundles and formats that are no text', () =>
    assert.deepEqual(
      [...excluded, ...scanned].filter((path) => isExcludedFile(path)),
      excluded,
    ));
});
