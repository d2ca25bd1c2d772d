import assert from 'node:assert/strict';
import type { FileReader } from '../../../../src/core/project/clue.ts';
import { readModelFile } from '../../../../src/core/project/assets/modelFolder.ts';
import {
  isCheckpoint,
  readCheckpoint,
  readGguf,
  readSafetensors,
} from '../../../../src/core/project/assets/weights.ts';
import { clueLines, readLines } from '../../../support/clueLines.ts';

const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'0a'.repeat(32)}\nsize 4661211808\n`;

describe('readers of model files', () => {
  const cases: [string, FileReader, string, string, string[]][] = [
    ['gguf', readGguf, 'm-Q4_K_M.gguf', 'GGUF\x03\0\0\0', ['1 asset gguf {bytes=8 quantisation=Q4_K_M}']],
    ['gguf in Git LFS', readGguf, 'm.gguf', pointer, ['1 asset gguf {bytes=4661211808}']],
    [
      'a pointer with CRLF',
      readGguf,
      'm.gguf',
      pointer.replaceAll('\n', '\r\n'),
      ['1 asset gguf {bytes=4661211808}'],
    ],
    ['no gguf', readGguf, 'm.gguf', 'hello', []],
    ['half a pointer', readGguf, 'm.gguf', pointer.slice(0, 60), []],
    [
      'safetensors',
      readSafetensors,
      'm.safetensors',
      '\x08\0\0\0\0\0\0\0{"__metadata__":{}}',
      ['1 asset safetensors {bytes=27}'],
    ],
    [
      'safetensors in Git LFS',
      readSafetensors,
      'm.safetensors',
      pointer,
      ['1 asset safetensors {bytes=4661211808}'],
    ],
    ['no safetensors', readSafetensors, 'm.safetensors', '{"a": 1}', []],
    ['a checkpoint', readCheckpoint, 'a/m.onnx', 'x', ['1 asset checkpoint {bytes=1 format=onnx}']],
    [
      'a torch checkpoint',
      readCheckpoint,
      'pytorch_model-00001.bin',
      'x',
      ['1 asset checkpoint {bytes=1 format=bin}'],
    ],
    ['an empty checkpoint', readCheckpoint, 'a.pt', '', []],
    [
      'config.json',
      readModelFile,
      'config.json',
      '{\n "architectures": ["LlamaForCausalLM"],\n "model_type": "llama",\n "quantization_config": {"quant_method": "gptq", "bits": 4}\n}',
      ['3 asset config {modelType=llama architecture=LlamaForCausalLM quantMethod=gptq quantBits=4}'],
    ],
    [
      'config.json with architectures only',
      readModelFile,
      'config.json',
      '{"architectures": ["A"]}',
      ['1 asset config {architecture=A}'],
    ],
    ['another config.json', readModelFile, 'config.json', '{"port": 1}', []],
    ['a broken config.json', readModelFile, 'config.json', '{"model_type": ', []],
    [
      'a config.json with a model_type that is no name',
      readModelFile,
      'config.json',
      '{"model_type": 3}',
      [],
    ],
    [
      'adapter_config.json',
      readModelFile,
      'a/adapter_config.json',
      '{\n"base_model_name_or_path": "m/x",\n"peft_type": "LORA"}',
      ['3 asset adapter {peftType=LORA baseModel=m/x}'],
    ],
    [
      'tokenizer.json',
      readModelFile,
      'tokenizer.json',
      '{\n "version": "1.0",\n "added_tokens": [',
      ['3 asset tokenizer'],
    ],
    ['another tokenizer.json', readModelFile, 'tokenizer.json', '{"a": 1}', []],
    [
      'tokenizer_config.json',
      readModelFile,
      'tokenizer_config.json',
      '{"tokenizer_class": "X"}',
      ['1 asset tokenizer'],
    ],
    [
      'generation_config.json',
      readModelFile,
      'generation_config.json',
      '{"eos_token_id": 1}',
      ['1 asset config {part=generation}'],
    ],
    [
      'model_index.json',
      readModelFile,
      'model_index.json',
      '{\n"_diffusers_version": "1"}',
      ['2 asset config {part=diffusers}'],
    ],
    [
      'an index of shards',
      readModelFile,
      'model.safetensors.index.json',
      '{\n"metadata": {"total_size": 123},\n"weight_map": {}}',
      ['2 asset safetensors {bytes=123 part=index}'],
    ],
  ];
  for (const [name, reader, path, text, expected] of cases) {
    it(name, () => assert.deepEqual(readLines(reader, path, text), expected));
  }

  it('gives the size of the whole file, and text fit to show', () => {
    const reading = readGguf({ path: 'a/m.gguf', text: 'GGUF', size: 5_000, sampled: false });
    assert.deepEqual(clueLines(reading), ['1 asset gguf {bytes=5000}']);
    assert.equal(reading.clues[0]?.text, 'm.gguf (5000 bytes)');
  });

  it('names the place of an error in adapter_config.json', () => {
    const reading = readModelFile({
      path: 'adapter_config.json',
      text: '{\n"peft_type" 1}',
      size: 9,
      sampled: false,
    });
    assert.deepEqual([reading.clues, reading.problems[0]?.line], [[], 2]);
  });

  it('knows checkpoints by name', () => {
    for (const path of ['a.keras', 'A.H5', 'x.pth', 'saved_model.pb', 'adapter_model.bin'])
      assert.ok(isCheckpoint(path), path);
    for (const path of ['a.bin', 'x.pb', 'a.pt.md', 'script.py']) assert.ok(!isCheckpoint(path), path);
  });
});
