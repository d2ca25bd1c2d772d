import assert from 'node:assert/strict';
import type { OptionValues } from '../../../../src/core/generate/generator.ts';
import type { ServingPlan } from '../../../../src/core/serving/plan/servingPlan.ts';
import { fastapiApp, planOf, pyproject } from '../../../support/serving/planOf.ts';

interface Case {
  readonly name: string;
  readonly files: Record<string, string>;
  readonly values?: OptionValues;
  /** Paths into the plan and what stands there. */
  readonly expected: Readonly<Record<string, unknown>>;
  /** Words of warnings. */
  readonly warns?: readonly string[];
}

const loads = (call: string, head = 'from transformers import pipeline'): string =>
  `from fastapi import FastAPI\n${head}\n\napp = FastAPI()\nmodel = ${call}\n`;
const hf = pyproject(['fastapi', 'uvicorn', 'transformers', 'torch']);
const generation = 'from transformers import AutoModelForCausalLM';
const uvLock = (packages: string): string => `version = 1\n\n${packages}`;
const locked = (name: string, version: string, source = 'https://pypi.org/simple'): string =>
  `[[package]]\nname = "${name}"\nversion = "${version}"\nsource = { registry = "${source}" }\n\n`;

const cases: readonly Case[] = [
  // the default of the guide
  {
    name: 'a pipeline without a model',
    files: { 'pyproject.toml': hf, 'main.py': loads('pipeline("sentiment-analysis")') },
    expected: {
      target: 'transformers',
      platform: 'cloud-run',
      gpu: undefined,
      'model.id': 'distilbert/distilbert-base-uncased-finetuned-sst-2-english',
      'model.loading': 'baked',
      'model.layout': 'hub-cache',
      'app.module': 'main',
      'app.workers': 1,
      'python.torch.variant': 'cpu',
      'resources.concurrency': 8,
      'model.revision': '714eb0f',
      'environment.HF_HUB_OFFLINE': undefined,
      'environment.HF_HUB_CACHE': '/models/hub',
    },
    warns: ['main.py:5 names no model'],
  },
  {
    name: 'a short name of sentence-transformers',
    files: {
      'requirements.txt': 'fastapi==1\nuvicorn==1\nsentence-transformers==3.0.0\n',
      'main.py': loads(
        'SentenceTransformer("all-MiniLM-L6-v2")',
        'from sentence_transformers import SentenceTransformer',
      ),
    },
    expected: { 'model.id': 'sentence-transformers/all-MiniLM-L6-v2', 'environment.HF_HUB_OFFLINE': '1' },
  },
  {
    name: 'sentence-transformers',
    files: {
      'requirements.txt': 'fastapi==0.1\nuvicorn==0.1\nsentence-transformers==3.0.0\n',
      'api/server.py': loads(
        'SentenceTransformer("BAAI/bge-large-en-v1.5")',
        'from sentence_transformers import SentenceTransformer',
      ),
    },
    expected: {
      target: 'transformers',
      'model.task': 'embeddings',
      'model.parametersBillion': 0.335,
      'app.module': 'api.server',
      gpu: undefined,
    },
  },
  {
    name: 'a small language model stays on the CPU',
    files: {
      'pyproject.toml': hf,
      'main.py': loads('AutoModelForCausalLM.from_pretrained("Qwen/Qwen2.5-0.5B-Instruct")', generation),
    },
    expected: {
      gpu: undefined,
      'model.task': 'text-generation',
      'resources.concurrency': 4,
      'model.dtype': 'float32',
    },
  },
  {
    name: 'a language model of 8 B takes an L4 and a bucket',
    files: {
      'pyproject.toml': hf,
      'main.py': loads('AutoModelForCausalLM.from_pretrained("Qwen/Qwen3-8B")', generation),
    },
    expected: {
      target: 'transformers',
      'gpu.accelerator': 'nvidia-l4',
      'model.loading': 'bucket',
      'resources.maxInstances': 1,
      'resources.cpuThrottling': false,
      'python.torch.variant': 'cu128',
      'resources.memoryMiB': 32768,
    },
    warns: ['main.py:5', 'MODEL_ID'],
  },
  {
    name: 'one of 14 B takes the larger GPU',
    files: {
      'pyproject.toml': hf,
      'main.py': loads('AutoModelForCausalLM.from_pretrained("Qwen/Qwen3-14B")', generation),
    },
    expected: {
      'gpu.accelerator': 'nvidia-rtx-pro-6000',
      'gpu.preview': true,
      'python.torch.variant': 'cu130',
      'resources.cpu': 20,
    },
  },
  {
    name: 'one of 70 B goes to GKE, to vLLM on two GPUs',
    files: {
      'pyproject.toml': hf,
      'main.py': loads(
        'AutoModelForCausalLM.from_pretrained("meta-llama/Llama-3.3-70B-Instruct")',
        generation,
      ),
    },
    expected: {
      target: 'vllm',
      platform: 'gke',
      'gpu.count': 2,
      'gpu.nodes': 1,
      'gpu.machineType': 'g4-standard-96',
      python: undefined,
    },
    warns: ['--set dtype=fp8'],
  },
  {
    name: 'loaded in 4 bits it is smaller',
    files: {
      'pyproject.toml': hf,
      'main.py': loads(
        'AutoModelForCausalLM.from_pretrained("Qwen/Qwen3-14B", load_in_4bit=True)',
        generation,
      ),
    },
    expected: { 'gpu.accelerator': 'nvidia-l4', 'model.dtype': 'int4' },
  },
  {
    name: 'the id in a constant',
    files: {
      'pyproject.toml': hf,
      'main.py': loads(
        'pipeline("text-classification", model=MODEL)',
        'from transformers import pipeline\nMODEL = "ProsusAI/finbert"',
      ),
    },
    expected: { 'model.id': 'ProsusAI/finbert', 'model.task': 'classification' },
  },
  {
    name: 'the id from a variable with a default gets a folder',
    files: {
      'pyproject.toml': hf,
      'main.py': loads(
        'pipeline("text-classification", model=os.getenv("CLASSIFIER", "ProsusAI/finbert"))',
        'import os\nfrom transformers import pipeline',
      ),
    },
    expected: {
      'model.path': '/models/finbert',
      'model.layout': undefined,
      'environment.CLASSIFIER': '/models/finbert',
      'environment.HF_HUB_OFFLINE': '1',
    },
  },
  {
    name: 'the id in settings of another file',
    files: {
      'pyproject.toml': hf,
      'app/__init__.py': '',
      'app/settings.py':
        'from pydantic_settings import BaseSettings\n\n\nclass Settings(BaseSettings):\n    model_name: str = "unitary/toxic-bert"\n\n\nsettings = Settings()\n',
      'app/main.py': loads(
        'pipeline("text-classification", model=settings.model_name)',
        'from transformers import pipeline\nfrom .settings import settings',
      ),
    },
    expected: {
      'model.id': 'unitary/toxic-bert',
      'environment.MODEL_NAME': '/models/toxic-bert',
      'app.module': 'app.main',
    },
  },
  {
    name: 'several models: the largest is the one, the others count',
    files: {
      'pyproject.toml': hf,
      'main.py': `${loads('SentenceTransformer("BAAI/bge-m3")', 'from sentence_transformers import CrossEncoder, SentenceTransformer')}ranker = CrossEncoder("BAAI/bge-reranker-base")\n`,
    },
    expected: { 'model.id': 'BAAI/bge-m3', 'environment.HF_HUB_OFFLINE': undefined },
    warns: ['BAAI/bge-reranker-base'],
  },
  {
    name: 'a model folder of the project',
    files: {
      'pyproject.toml': hf,
      'main.py': loads(
        'AutoModelForSequenceClassification.from_pretrained("./model")',
        'from transformers import AutoModelForSequenceClassification',
      ),
      'model/config.json':
        '{"model_type": "bert", "architectures": ["BertForSequenceClassification"], "hidden_size": 128, "num_hidden_layers": 2, "num_attention_heads": 2, "vocab_size": 1000}',
      'model/model.safetensors': 'x'.repeat(4000),
    },
    expected: {
      'model.id': 'model',
      'model.loading': 'project',
      'model.weightsBytes': 4000,
      'model.path': '/app/model',
    },
  },
  {
    name: 'diffusers takes a GPU',
    files: {
      'requirements.txt': 'fastapi==1\nuvicorn==1\ndiffusers==0.30\ntorch==2.7.1\n',
      'main.py': loads(
        'StableDiffusionPipeline.from_pretrained("stable-diffusion-v1-5/stable-diffusion-v1-5")',
        'from diffusers import StableDiffusionPipeline',
      ),
    },
    expected: { target: 'transformers', 'gpu.accelerator': 'nvidia-l4', 'model.loading': 'bucket' },
  },
  {
    name: 'no server yet: the scaffold',
    files: {
      'pyproject.toml': pyproject(['transformers', 'torch']),
      'predict.py': 'from transformers import pipeline\nprint(pipeline("sentiment-analysis")("x"))\n',
    },
    expected: {
      'app.scaffold': true,
      'app.module': 'app.main',
      'app.readyPath': '/ready',
      'environment.MODEL_ID': '/models/distilbert-base-uncased-finetuned-sst-2-english',
    },
    warns: ['generate fastapi'],
  },
  {
    name: 'an empty folder and a model',
    files: {},
    values: { model: 'HuggingFaceTB/SmolLM2-135M-Instruct' },
    expected: {
      target: 'transformers',
      'app.scaffold': true,
      'python.install': 'pyproject',
      'python.torch.chosenByProject': true,
      name: 'smollm2-135m-instruct',
    },
  },
  // engines
  {
    name: 'vLLM in the code',
    files: {
      'requirements.txt': 'vllm==0.10.0\n',
      'run.py': 'from vllm import LLM\n\nllm = LLM(model="Qwen/Qwen3-4B")\n',
    },
    expected: {
      target: 'vllm',
      'gpu.accelerator': 'nvidia-l4',
      'gpu.cudaCompatibility': true,
      'environment.VLLM_ENABLE_CUDA_COMPATIBILITY': '1',
      'model.loading': 'baked',
      'resources.concurrency': 16,
      'probes.startup.initialDelaySeconds': 30,
      python: undefined,
      'app.kind': 'engine',
    },
  },
  {
    name: 'vLLM in a Compose file',
    files: {
      'compose.yaml':
        'services:\n  llm:\n    image: vllm/vllm-openai:v0.9.0\n    command: ["--model", "mistralai/Mistral-7B-Instruct-v0.3"]\n',
    },
    values: { target: 'vllm', model: 'mistralai/Mistral-7B-Instruct-v0.3' },
    expected: { target: 'vllm', 'model.parametersBillion': 7.25, 'gpu.accelerator': 'nvidia-l4' },
  },
  {
    name: 'vLLM on the larger GPU needs no compatibility',
    files: {},
    values: { target: 'vllm', model: 'Qwen/Qwen3-32B', dtype: 'fp8' },
    expected: {
      'gpu.accelerator': 'nvidia-rtx-pro-6000',
      'gpu.cudaCompatibility': false,
      'environment.VLLM_ENABLE_CUDA_COMPATIBILITY': undefined,
    },
  },
  {
    name: 'TensorRT-LLM',
    files: {
      'requirements.txt': 'tensorrt-llm==1.2.1\n',
      'run.py': 'from tensorrt_llm import LLM\n\nllm = LLM(model="nvidia/Llama-3.1-8B-Instruct-FP8")\n',
    },
    expected: {
      target: 'tensorrt-llm',
      'model.dtype': 'fp8',
      'gpu.accelerator': 'nvidia-l4',
      'app.entrypoint': ['trtllm-serve'],
    },
  },
  {
    name: 'FP4 needs the newer architecture',
    files: {},
    values: { model: 'nvidia/Llama-3.1-8B-Instruct-NVFP4' },
    expected: { target: 'tensorrt-llm', 'model.dtype': 'nvfp4', 'gpu.accelerator': 'nvidia-rtx-pro-6000' },
  },
  {
    name: 'a Modelfile',
    files: { Modelfile: 'FROM gemma3:4b\nSYSTEM You are brief.\n' },
    expected: {
      target: 'ollama',
      'model.loading': 'baked',
      'gpu.accelerator': 'nvidia-l4',
      'environment.OLLAMA_NUM_PARALLEL': '4',
    },
  },
  {
    name: 'a Modelfile on a file in GGUF, with a backslash and Windows line ends',
    files: {
      Modelfile: 'FROM .\\weights\\tiny.gguf\r\nSYSTEM hi\r\n',
      'weights/tiny.gguf': `GGUF${'x'.repeat(100)}`,
    },
    expected: { target: 'ollama', 'model.loading': 'project', 'model.weightsBytes': 104 },
  },
  {
    name: 'a client of Ollama alone is an application',
    files: {
      'requirements.txt': 'fastapi==1\nuvicorn==1\nollama==0.4\n',
      'main.py': `import ollama\n${fastapiApp}`,
    },
    expected: { target: 'generic', model: undefined },
  },
  // agents and clients
  {
    name: 'an ADK agent without a server',
    files: {
      'pyproject.toml': pyproject(['google-adk']),
      'my_agent/__init__.py': 'from . import agent\n',
      'my_agent/agent.py':
        'from google.adk.agents import Agent\n\nroot_agent = Agent(name="a", model="gemini-2.5-flash")\n',
    },
    expected: {
      target: 'adk',
      'app.command': ['adk', 'api_server', '--host', '0.0.0.0', '--port', '${PORT}', '.'],
      'app.sources': ['my_agent'],
      'identity.roles.0.role': 'roles/aiplatform.user',
      'environment.GOOGLE_GENAI_USE_VERTEXAI': 'true',
      'environment.GOOGLE_GENAI_USE_ENTERPRISE': 'true',
      'resources.concurrency': 40,
    },
    warns: ['Sessions'],
  },
  {
    name: 'ADK behind FastAPI',
    files: {
      'pyproject.toml': pyproject(['google-adk']),
      'main.py':
        'from google.adk.cli.fast_api import get_fast_api_app\n\napp = get_fast_api_app(agents_dir=".")\n',
      'one/agent.py': 'from google.adk.agents import Agent\nroot_agent = Agent(name="a")\n',
    },
    expected: { target: 'adk', 'app.kind': 'asgi', 'app.module': 'main', 'app.healthPath': '/list-apps' },
  },
  {
    name: 'LangGraph behind FastAPI, with a database',
    files: {
      'pyproject.toml': pyproject(['fastapi', 'uvicorn', 'langgraph']),
      'app/main.py': `import os\nfrom langgraph.graph import StateGraph\n${fastapiApp}\ngraph = StateGraph(dict)\nurl = os.environ["DATABASE_URL"]\n`,
      'langgraph.json': '{"graphs": {"agent": "./app/main.py:graph"}}',
    },
    expected: {
      target: 'langgraph',
      'secrets.0.name': 'DATABASE_URL',
      'secrets.0.secret': 'database-url',
      'secrets.0.version': '1',
    },
  },
  {
    name: 'a client of Vertex AI, without a key',
    files: {
      'requirements.txt': 'fastapi==1\nuvicorn==1\ngoogle-genai==1\n',
      'main.py': `import os\nfrom google import genai\n${fastapiApp}\nclient = genai.Client(api_key=os.environ["GOOGLE_API_KEY"])\n`,
    },
    expected: {
      target: 'vertex',
      secrets: [],
      'identity.roles.0.on': 'project',
      'environment.GOOGLE_CLOUD_LOCATION': 'global',
    },
    warns: ['GOOGLE_API_KEY'],
  },
  // applications
  {
    name: 'FastAPI alone',
    files: { 'pyproject.toml': pyproject(['fastapi[standard]']), 'main.py': fastapiApp },
    expected: {
      target: 'generic',
      'python.extraPackages': [],
      'resources.memoryMiB': 512,
      'resources.concurrency': 80,
      'app.healthPath': '/health',
      'identity.roles': [],
      'python.torch': undefined,
    },
  },
  {
    name: 'a factory in a package under src',
    files: {
      'pyproject.toml': pyproject(
        ['fastapi', 'uvicorn'],
        '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n',
      ),
      'src/shop_api/__init__.py': '',
      'src/shop_api/web.py':
        'from fastapi import FastAPI\n\n\ndef create_app(debug: bool = False) -> FastAPI:\n    app = FastAPI()\n    return app\n',
    },
    expected: {
      'app.module': 'shop_api.web',
      'app.object': 'create_app',
      'app.factory': true,
      'app.directory': 'src',
      'python.installsProject': true,
      'app.sources': ['src'],
    },
  },
  {
    name: 'a factory that another module calls',
    files: {
      'requirements.txt': 'fastapi==1\nuvicorn==1\n',
      'web/__init__.py': '',
      'web/factory.py': 'from fastapi import FastAPI\n\n\ndef create_app():\n    return FastAPI()\n',
      'web/main.py': 'from web.factory import create_app\n\napp = create_app()\n',
    },
    expected: { 'app.module': 'web.main', 'app.object': 'app', 'app.factory': undefined },
  },
  {
    name: 'a folder whose files import their neighbours',
    files: {
      'requirements.txt': 'fastapi==1\nuvicorn==1\n',
      'backend/main.py': `from routes import router\n${fastapiApp}`,
      'backend/routes.py': 'router = 1\n',
    },
    expected: { 'app.module': 'main', 'app.directory': 'backend', 'app.sources': ['backend'] },
  },
  {
    name: 'a folder whose name is none for Python, with spaces',
    files: { 'requirements.txt': 'fastapi==1\nuvicorn==1\n', 'my service/main.py': fastapiApp },
    expected: { 'app.module': 'main', 'app.directory': 'my service', 'app.sources': ['my service'] },
  },
  {
    name: 'the Dockerfile decides among several applications',
    files: {
      'requirements.txt': 'fastapi==1\nuvicorn==1\n',
      'main.py': fastapiApp,
      'admin/panel.py': fastapiApp,
      Dockerfile: 'FROM python:3.11-slim\nCMD ["uvicorn", "admin.panel:app", "--host", "0.0.0.0"]\n',
    },
    expected: { 'app.module': 'admin.panel', 'python.version': '3.11' },
  },
  {
    name: 'an object that only a command names',
    files: {
      'requirements.txt': 'mesop==1\ngunicorn==1\ngoogle-genai==1\n',
      'main.py': 'import mesop as me\nfrom google import genai\n',
      Procfile: 'web: gunicorn --bind :8080 main:me\n',
    },
    expected: { target: 'vertex', 'app.kind': 'wsgi', 'app.object': 'me' },
  },
  {
    name: 'Flask',
    files: {
      'requirements.txt': 'flask==3.0.0\n',
      'app.py':
        'from flask import Flask\n\napp = Flask(__name__)\n\n\n@app.route("/ping")\ndef ping():\n    return "pong"\n',
    },
    expected: {
      'app.kind': 'wsgi',
      'python.extraPackages': ['gunicorn==27.0.1'],
      'app.healthPath': '/ping',
      'resources.concurrency': 16,
    },
    warns: ['gunicorn'],
  },
  {
    name: 'Django',
    files: {
      'requirements.txt': 'django==5.0\ngunicorn==22.0\n',
      'manage.py': '',
      'site_one/wsgi.py':
        'from django.core.wsgi import get_wsgi_application\n\napplication = get_wsgi_application()\n',
      'site_one/asgi.py':
        'from django.core.asgi import get_asgi_application\n\napplication = get_asgi_application()\n',
    },
    expected: { 'app.kind': 'wsgi', 'app.module': 'site_one.wsgi', 'app.object': 'application' },
  },
  {
    name: 'Streamlit',
    files: {
      'requirements.txt': 'streamlit==1.40.0\n',
      'ui/page.py': 'import streamlit as st\n\nst.title("x")\n',
    },
    expected: {
      'app.kind': 'streamlit',
      'app.module': 'ui/page.py',
      'app.healthPath': '/_stcore/health',
      'resources.maxInstances': 1,
    },
  },
  {
    name: 'dependencies in the table of Poetry beside [project]',
    files: {
      'pyproject.toml':
        '[project]\nname = "auditor"\nversion = "0.1.0"\nreadme = "README.md"\n\n[tool.poetry.dependencies]\npython = "^3.11"\nfastapi = "^0.115"\nuvicorn = "^0.30"\n\n[build-system]\nrequires = ["poetry-core>=2.0.0"]\nbuild-backend = "poetry.core.masonry.api"\n',
      'README.md': '# Auditor\n',
      'auditor/main.py': fastapiApp,
    },
    expected: { 'python.install': 'setup' },
  },
  {
    name: 'Gradio',
    files: {
      'requirements.txt': 'gradio==5.0.0\n',
      'app.py': 'import gradio as gr\n\nwith gr.Blocks() as demo:\n    gr.Textbox()\ndemo.launch()\n',
    },
    expected: {
      'app.kind': 'gradio',
      'app.command': [
        'env',
        'GRADIO_SERVER_PORT=${PORT}',
        'python',
        '-c',
        "import runpy, signal, sys; signal.signal(signal.SIGTERM, lambda *_: sys.exit(0)); sys.path[0] = ''; runpy.run_path('app.py', run_name='__main__')",
      ],
      'environment.GRADIO_SERVER_NAME': '0.0.0.0',
    },
  },
  {
    name: 'a path that Cloud Run keeps to itself',
    files: {
      'requirements.txt': 'fastapi==1\nuvicorn==1\n',
      'main.py': fastapiApp.replace('/health', '/healthz'),
    },
    expected: { 'app.healthPath': undefined, 'probes.startup.path': undefined, 'probes.liveness': undefined },
    warns: ['/healthz', 'main.py:6'],
  },
  {
    name: 'data that the code names goes along, the rest does not',
    files: {
      'requirements.txt': 'fastapi==1\nuvicorn==1\n',
      'main.py': `import lib\n${fastapiApp}\nrows = open("data/rows.json")\n`,
      'lib.py': '',
      'other.py': '',
      'data/rows.json': '[]',
      'templates/a.html': '',
      'notes/x.txt': '',
    },
    expected: { 'app.sources': ['data', 'lib.py', 'main.py', 'templates'] },
  },
  // dependencies
  {
    name: 'uv.lock',
    files: {
      'pyproject.toml': pyproject(['fastapi', 'uvicorn']),
      'uv.lock': uvLock(locked('fastapi', '0.115.0') + locked('uvicorn', '0.30.0')),
      'main.py': fastapiApp,
    },
    expected: {
      'python.install': 'uv-lock',
      'python.dependencyFiles': ['pyproject.toml', 'uv.lock'],
      warnings: [],
    },
  },
  {
    name: 'poetry.lock, with the version that wrote it',
    files: {
      'pyproject.toml':
        '[tool.poetry]\nname = "x-api"\n[tool.poetry.dependencies]\npython = "^3.10"\nfastapi = "*"\nuvicorn = "*"\n',
      'poetry.lock':
        '# This file is automatically @generated by Poetry 1.8.3 and should not be changed by hand.\n\n[[package]]\nname = "fastapi"\nversion = "0.115.0"\n',
      'main.py': fastapiApp,
    },
    expected: {
      'python.install': 'poetry-lock',
      'python.installer': 'poetry==1.8.3',
      'python.version': '3.12',
    },
  },
  {
    name: 'Poetry without a lock is built by its own build system',
    files: {
      'pyproject.toml':
        '[tool.poetry]\nname = "x-api"\n[tool.poetry.dependencies]\npython = "~3.11"\nfastapi = "*"\nuvicorn = "*"\n[build-system]\nrequires = ["poetry-core"]\n',
      'main.py': fastapiApp,
    },
    expected: { 'python.install': 'setup', 'python.version': '3.11' },
  },
  {
    name: 'pylock.toml',
    files: {
      'pylock.toml': 'lock-version = "1.0"\n[[packages]]\nname = "uvicorn"\nversion = "0.30.0"\n',
      'main.py': fastapiApp,
    },
    expected: {
      'python.install': 'pylock',
      'python.dependencyFiles': ['pylock.toml'],
      'python.extraPackages': [],
    },
  },
  {
    name: 'requirements that include others',
    files: {
      'requirements.txt': '-r base.txt\nuvicorn==1\n',
      'base.txt': 'fastapi==1\n',
      'main.py': fastapiApp,
    },
    expected: { 'python.dependencyFiles': ['requirements.txt', 'base.txt'], 'python.extraPackages': [] },
  },
  {
    name: 'what the Dockerfile installs',
    files: {
      'requirements.txt': 'fastapi\n',
      'requirements-api.txt': 'fastapi==1\nuvicorn==1\n',
      'main.py': fastapiApp,
      Dockerfile: 'FROM python:3.9\nCOPY . .\nRUN pip install -r requirements-api.txt\n',
    },
    expected: { 'python.dependencyFiles': ['requirements-api.txt'], 'python.version': '3.12' },
    warns: ['3.9'],
  },
  {
    name: 'Debian packages and git',
    files: {
      'requirements.txt': 'fastapi==1\nuvicorn==1\nopencv-python==4.9\nlib @ git+https://github.com/a/b@v1\n',
      'main.py': fastapiApp,
    },
    expected: { 'python.systemPackages': ['libgl1', 'libglib2.0-0'], 'python.buildPackages': ['git'] },
  },
  {
    name: 'torch from an index that the requirements name',
    files: {
      'requirements.txt':
        '--extra-index-url https://download.pytorch.org/whl/cpu\nfastapi==1\nuvicorn==1\ntorch==2.6.0\ntransformers==4.50.0\n',
      'main.py': loads('pipeline("ner", model="dslim/bert-base-NER")'),
    },
    expected: { 'python.torch.variant': 'cpu', 'python.torch.chosenByProject': true, warnings: [] },
  },
  // the cloud
  {
    name: 'project, region and repository from the files',
    files: {
      'requirements.txt': 'fastapi==1\nuvicorn==1\n',
      'main.py': fastapiApp,
      'infra/main.tf': 'provider "google" {\n  project = "acme-prod-1"\n  region  = "europe-west4"\n}\n',
      '.git/config':
        '[core]\n\tbare = false\n[remote "origin"]\n\turl = https://someone:secret@github.com/acme/shop.git\n',
    },
    expected: {
      'deployment.project': 'acme-prod-1',
      'deployment.region': 'europe-west4',
      'identity.githubRepository': 'acme/shop',
      name: 'shop',
    },
  },
  {
    name: 'two projects of Google Cloud: none is taken',
    files: {
      'requirements.txt': 'fastapi==1\nuvicorn==1\n',
      'main.py': fastapiApp,
      'deploy.sh': 'gcloud run deploy --project acme-dev-1\ngcloud run deploy --project acme-live-1\n',
    },
    expected: { 'deployment.project': '' },
  },
  {
    name: 'a region of the files without the GPU is left for the nearest with it',
    files: {
      'pyproject.toml': hf,
      'deploy.sh': 'gcloud run deploy --region europe-west9\n',
      'main.py': loads('AutoModelForCausalLM.from_pretrained("Qwen/Qwen3-8B")', generation),
    },
    expected: { 'deployment.region': 'europe-west1' },
    warns: ['europe-west9'],
  },
  {
    name: 'the roles of a bucket and of secrets',
    files: {
      'pyproject.toml': hf,
      'main.py': `${loads('AutoModelForCausalLM.from_pretrained("Qwen/Qwen3-8B")', generation)}import os\nkey = os.environ["WEATHER_API_KEY"]\nlimit = os.environ["MAX_TOKEN_COUNT"]\n`,
    },
    values: { bucket: 'gs://acme-weights', invoker: 'group:team@acme.com' },
    expected: {
      'model.bucket': 'acme-weights',
      'identity.roles.0.resource': 'acme-weights',
      'identity.roles.1.resource': 'weather-api-key',
      'identity.roles.2': undefined,
      'identity.invokers': ['group:team@acme.com'],
    },
  },
  {
    name: 'network and port as they were given',
    files: { 'requirements.txt': 'fastapi==1\nuvicorn==1\n', 'main.py': fastapiApp },
    values: {
      network: 'net-a/sub-a',
      egress: 'all-traffic',
      port: '9000',
      name: 'web',
      'max-instances': '3',
      'base-image': 'python:3.12-slim-trixie',
    },
    expected: {
      'deployment.network': { network: 'net-a', subnetwork: 'sub-a', egress: 'all-traffic' },
      'app.port': 9000,
      name: 'web',
      'identity.serviceAccount': 'web-service',
      'image.base': 'python:3.12-slim-trixie',
    },
  },
];

/** Each plan once, as several tests look at all of them. */
const plans = cases.map(({ files, values }) => {
  let plan: Promise<ServingPlan> | undefined;
  return (): Promise<ServingPlan> => (plan ??= planOf(files, values));
});

describe('the plan of a project', () => {
  for (const [index, { name, expected, warns = [] }] of cases.entries()) {
    it(name, async () => {
      const plan = await plans[index]!();
      for (const [path, wanted] of Object.entries(expected)) assert.deepEqual(at(plan, path), wanted, path);
      for (const words of warns)
        assert.ok(
          plan.warnings.some((warning) => warning.includes(words)),
          `${words} in ${plan.warnings.join(' ')}`,
        );
    });
  }

  it('has a reason for each decision, an option that changes it, and evidence that is there', async () => {
    for (const [index, { files }] of cases.entries()) {
      const plan = await plans[index]!();
      for (const { option, reason, value, evidence, source } of plan.decisions) {
        assert.match(reason, /^\S.*\.$/, `${option}: ${reason}`);
        assert.notEqual(value, '');
        if (source === 'evidence') assert.ok(evidence.length > 0);
        for (const { file, line } of evidence) {
          const text = files[file];
          assert.ok(text !== undefined, file);
          assert.ok(line >= 1 && line <= text.split('\n').length, `${file}:${line}`);
        }
      }
      const options = plan.decisions.map(({ option }) => option);
      assert.equal(new Set(options).size, options.length, 'each option once');
    }
  });

  it('is the same for the same folder, in whatever order it is listed', async () => {
    for (const [index, { files, values }] of cases.entries()) {
      if (index % 5 !== 0) continue;
      const turned = Object.fromEntries(Object.entries(files).reverse());
      assert.deepEqual(await planOf(turned, values), await plans[index]!());
    }
  });

  it('keeps a secret out, also that of an address in .git/config', async () => {
    const all = await Promise.all(plans.map((plan) => plan()));
    assert.doesNotMatch(JSON.stringify(all), /someone:secret/);
  });
});

/** `environment.NAME` looks a setting up by its name. */
function at(plan: ServingPlan, path: string): unknown {
  if (path.startsWith('environment.'))
    return plan.environment.find(({ name }) => name === path.slice('environment.'.length))?.value;
  let value: unknown = plan;
  for (const key of path.split('.')) value = (value as Record<string, unknown> | undefined)?.[key];
  return value;
}
