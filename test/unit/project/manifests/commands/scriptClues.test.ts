import assert from 'node:assert/strict';
import { scriptClues } from '../../../../../src/core/project/manifests/commands/scriptClues.ts';
import { clueLines } from '../../../../support/clueLines.ts';

const read = (script: string) => clueLines({ clues: scriptClues(script, 1, 'runtime') });

describe('scriptClues', () => {
  const programs: [string, string[]][] = [
    ['uvicorn main:app --host 0.0.0.0', ['1 command uvicorn {target=main:app}']],
    ['exec gunicorn -k uvicorn.workers.UvicornWorker app:app', ['1 command gunicorn {target=app:app}']],
    ['vllm serve meta-llama/Llama', ['1 command vllm serve']],
    [
      'python -m vllm.entrypoints.openai.api_server --model x',
      ['1 command vllm serve {module=vllm.entrypoints.openai.api_server}'],
    ],
    ['python3 -m uvicorn a:b', ['1 command uvicorn {target=a:b}']],
    ['python3.11 -u train.py --lr 1', ['1 command python {script=train.py}']],
    ['python -m my.pkg', ['1 command python {module=my.pkg}']],
    ['python -c "import vllm"', []],
    ['uv run --extra gpu uvicorn a:b', ['1 command uvicorn {target=a:b}']],
    ['poetry run streamlit run app.py', ['1 command streamlit run']],
    ['conda run -n env --no-capture-output torchrun t.py', ['1 command torchrun']],
    ['sh -c "cd /app && ollama serve"', ['1 command ollama serve']],
    ['bash -lc \'exec sh -c "vllm serve x"\'', ['1 command vllm serve']],
    ['/usr/bin/tini -- /usr/local/bin/tritonserver --model-repository=/m', ['1 command tritonserver']],
    ['nohup ollama serve &', ['1 command ollama serve']],
    ['sudo -u www ollama pull llama3', ['1 command ollama pull']],
    ['if ! ollama pull x; then exit 1; fi', ['1 command ollama pull']],
    ['adk api_server --port 8080', ['1 command adk api_server']],
    ['langgraph dev', ['1 command langgraph dev']],
    ['trtllm-serve m', ['1 command trtllm-serve']],
    ['text-generation-launcher --model-id x', ['1 command text-generation-launcher']],
    ['accelerate launch --num_processes 2 train.py', ['1 command accelerate launch']],
    ['OLLAMA_HOST=0.0.0.0 ollama serve', ['1 variable OLLAMA_HOST', '1 command ollama serve']],
    ['export OPENAI_API_KEY=abc i=0', ['1 variable OPENAI_API_KEY']],
    [
      'docker run --gpus all -p 8000:8000 --rm -it vllm/vllm-openai:v1 --model x',
      ['1 image vllm/vllm-openai v1'],
    ],
    ['docker run -d ubuntu sh -c "ollama serve"', ['1 image ubuntu', '1 command ollama serve']],
    ['echo vllm serve; cat ollama; grep uvicorn x', []],
    ['ollama --version', []],
  ];
  for (const [script, expected] of programs) it(script, () => assert.deepEqual(read(script), expected));

  const installs: [string, string[]][] = [
    [
      'pip install --no-cache-dir -r req.txt torch==2.1 "transformers[torch]>=4,<5"',
      ['torch ==2.1', 'transformers >=4,<5'],
    ],
    ['pip3 --no-cache-dir install fastapi', ['fastapi']],
    ['python -m pip install -U pip vllm', ['pip', 'vllm']],
    ['uv pip install --system --index-url https://x.y/z vllm', ['vllm']],
    ['uv add "peft~=0.1"', ['peft ~=0.1']],
    ['poetry add langchain@^0.2 --group dev', ['langchain']],
    ['pip install torch==$TORCH "jax==${V}"', ['torch', 'jax']],
    ['pip install git+https://github.com/huggingface/peft.git', ['peft']],
    ['pip install -e . ./local /abs ~/x', []],
    ['conda install -c pytorch -y pytorch=2.1 numpy', ['torch =2.1', 'numpy']],
    ['pip download torch', []],
  ];
  for (const [script, expected] of installs) {
    it(script, () => {
      const found = scriptClues(script, 1, 'runtime').map((clue) =>
        [clue.name, clue.version].filter(Boolean).join(' '),
      );
      assert.deepEqual(found, expected);
    });
  }

  const clouds: [string, string[]][] = [
    [
      'gcloud run deploy api \\\n  --gpu=1 \\\n  --service-account sa@p.iam.gserviceaccount.com',
      ['1 resource gcloud run deploy {gpu=1}', '3 resource service-account-attached {via=gcloud run deploy}'],
    ],
    ['gcloud beta run deploy x', ['1 resource gcloud run deploy']],
    ['gcloud run services list', []],
    ['gcloud builds submit --tag x', ['1 resource gcloud builds submit']],
    ['gcloud iam service-accounts create sa', ['1 resource gcloud iam service-accounts create']],
    [
      'gcloud projects add-iam-policy-binding p --member=m --role roles/aiplatform.user',
      ['1 resource iam role {role=roles/aiplatform.user}'],
    ],
    [
      'gcloud iam service-accounts add-iam-policy-binding s --role=roles/iam.workloadIdentityUser',
      ['1 resource workload-identity {role=roles/iam.workloadIdentityUser}'],
    ],
    ['adk deploy cloud_run --project p agent', ['1 resource adk deploy {target=cloud_run}']],
    ['adk deploy agent_engine x', ['1 resource adk deploy {target=agent_engine}']],
    ['gcloud compute tpus tpu-vm create t', ['1 resource gcloud compute tpus']],
  ];
  for (const [script, expected] of clouds)
    it(script.split('\n')[0]!, () => assert.deepEqual(read(script), expected));

  it('keeps values of variables out of the evidence', () => {
    const value = 'hf_' + 'x1'.repeat(17);
    for (const clue of scriptClues(`export HF_TOKEN=${value}\nAPI_KEY="${value}" uvicorn a:b`, 1, 'dev')) {
      assert.ok(!JSON.stringify(clue).includes(value));
      if (clue.kind === 'variable') assert.equal(clue.text, `${clue.name}=…`);
    }
  });
});
