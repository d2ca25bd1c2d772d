import assert from 'node:assert/strict';
import { normaliseName, parseRequirement } from '../../../../../src/core/project/manifests/python/pep508.ts';

describe('parseRequirement', () => {
  const cases: [text: string, expected: string | undefined][] = [
    ['torch', 'torch'],
    ['Torch_Vision.X', 'torch-vision-x'],
    ['torch>=2.4,<3', 'torch >=2.4,<3'],
    ['torch >= 2.4 , < 3', 'torch >=2.4,<3'],
    ['torch (>=2.4)', 'torch >=2.4'],
    ['torch~=2.4', 'torch ~=2.4'],
    ['torch===2.4+local', 'torch ===2.4+local'],
    ['torch==2.4.0+cu121', 'torch ==2.4.0+cu121'],
    ['torch==2.*', 'torch ==2.*'],
    ['torch>=2,', 'torch >=2'],
    ['torch==${TORCH_VERSION}', 'torch'],
    ['transformers[torch, sentencepiece] >=4.40', 'transformers >=4.40 [torch,sentencepiece]'],
    ['transformers [torch]', 'transformers [torch]'],
    ['uvicorn[]', 'uvicorn'],
    ["jax>=0.4; sys_platform == 'darwin'", "jax >=0.4 ; sys_platform == 'darwin'"],
    ['jax;python_version<"3.9"', 'jax ; python_version<"3.9"'],
    [
      'peft @ git+https://github.com/huggingface/peft.git@main',
      'peft @ git+https://github.com/huggingface/peft.git@main',
    ],
    ['peft@git+https://github.com/huggingface/peft', 'peft @ git+https://github.com/huggingface/peft'],
    ['numpy @ file:///croot/numpy_1/work', 'numpy @ file:///croot/numpy_1/work'],
    ["x @ https://e.org/x.zip ; python_version>'3'", "x @ https://e.org/x.zip ; python_version>'3'"],
    [
      'torch @ https://download.pytorch.org/whl/torch-2.4.0%2Bcu121-cp311-cp311-linux_x86_64.whl',
      'torch 2.4.0+cu121 @ https://download.pytorch.org/whl/torch-2.4.0%2Bcu121-cp311-cp311-linux_x86_64.whl',
    ],
    [
      'git+https://github.com/huggingface/peft.git@main',
      'peft @ git+https://github.com/huggingface/peft.git@main',
    ],
    ['git+https://github.com/a/b@feature/x', 'b @ git+https://github.com/a/b@feature/x'],
    ['git+ssh://git@github.com/a/Flash_Attn.git', 'flash-attn @ git+ssh://git@github.com/a/Flash_Attn.git'],
    ['git+git@github.com:a/b.git@v1', 'b @ git+git@github.com:a/b.git@v1'],
    [
      'git+https://h/x.git@v1#egg=trl[peft]&subdirectory=py',
      'trl [peft] @ git+https://h/x.git@v1#egg=trl[peft]&subdirectory=py',
    ],
    [
      'https://e.org/w/torch-2.4.0+cu121-cp311-cp311-linux_x86_64.whl',
      'torch 2.4.0+cu121 @ https://e.org/w/torch-2.4.0+cu121-cp311-cp311-linux_x86_64.whl',
    ],
    [
      './wheels/vllm-0.6.1-1-cp38-abi3-manylinux1_x86_64.whl',
      'vllm 0.6.1 @ ./wheels/vllm-0.6.1-1-cp38-abi3-manylinux1_x86_64.whl',
    ],
    [
      'https://github.com/huggingface/trl/archive/main.zip',
      'trl @ https://github.com/huggingface/trl/archive/main.zip',
    ],
    ['https://e.org/jax-0.4.1.tar.gz', 'jax 0.4.1 @ https://e.org/jax-0.4.1.tar.gz'],
    ['', undefined],
    ['torch=2.4', undefined],
    ['torch 2.4', undefined],
    ['torch numpy', undefined],
    ['torch>=', undefined],
    ['torch; whatever', undefined],
    ['-torch', undefined],
    ['torch-', undefined],
    ['torch[a b]', undefined],
    ['torch @', undefined],
    ['name@example.org', undefined],
    ['foo#egg=torch', undefined],
    ['https://example.org/', undefined],
    ['"torch"', undefined],
    [`torch${'>=1,'.repeat(2000)}`, undefined],
  ];
  for (const [text, expected] of cases) {
    it(text.slice(0, 60) || 'empty', () => {
      const found = parseRequirement(text);
      const row = found && [
        found.name,
        found.version,
        found.extras.length > 0 ? `[${found.extras.join(',')}]` : undefined,
        found.url === undefined ? undefined : `@ ${found.url}`,
        found.marker === undefined ? undefined : `; ${found.marker}`,
      ];
      assert.equal(row?.filter((part) => part !== undefined).join(' '), expected);
    });
  }

  it('normalises names as PyPI does', () => {
    assert.equal(normaliseName('Foo__Bar.-baz'), 'foo-bar-baz');
  });
});
