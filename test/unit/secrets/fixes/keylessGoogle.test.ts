import assert from 'node:assert/strict';
import { fixed, fixesOf, itFixes, obstacleOf } from './fixCase.ts';

const key = `«${'AI' + 'za'}{word:35}»`;
const id = 'switch-to-vertex-adc';
const google = (path: string, source: string) => ({
  path,
  source,
  rule: 'google-api-key',
  provider: 'google-ai',
  name: 'api_key',
});
const python = (source: string) => google('agent.py', source);
const typescript = (source: string) => google('agent.ts', source);

const place =
  'project=os.environ["GOOGLE_CLOUD_PROJECT"], location=os.environ.get("GOOGLE_CLOUD_LOCATION", "global")';
const vertex = `vertexai=True, ${place}`;
const options =
  "vertexai: true, project: process.env.GOOGLE_CLOUD_PROJECT, location: process.env.GOOGLE_CLOUD_LOCATION ?? 'global'";

describe('switching Google clients in Python to Vertex AI', () => {
  itFixes(
    'google-genai, and the model’s name',
    python(
      `from google import genai\n\nc = genai.Client(api_key="${key}")\nc.models.generate_content(model="models/gemini-2.5-flash", contents="hi")\n`,
    ),
    `import os\nfrom google import genai\n\nc = genai.Client(${vertex})\nc.models.generate_content(model="gemini-2.5-flash", contents="hi")\n`,
    id,
  );
  itFixes(
    'google-genai by a variable, on lines of its own',
    python(
      `import os\nfrom google.genai import Client, types\n\nAPI_KEY = "${key}"\n\ndef make():\n    return Client(\n        api_key=API_KEY,\n        http_options=types.HttpOptions(api_version="v1alpha"),\n    )\n`,
    ),
    'import os\nfrom google.genai import Client, types\n\n\ndef make():\n    return Client(\n        vertexai=True,\n        project=os.environ["GOOGLE_CLOUD_PROJECT"],\n        location=os.environ.get("GOOGLE_CLOUD_LOCATION", "global"),\n        http_options=types.HttpOptions(api_version="v1beta1"),\n    )\n',
    id,
  );
  itFixes(
    'google-genai by a default',
    python(
      `import os\nfrom google import genai\nKEY = os.getenv("GEMINI_API_KEY", "${key}")\nc = genai.Client(api_key=KEY)\n`,
    ),
    `import os\nfrom google import genai\nc = genai.Client(${vertex})\n`,
    id,
  );
  itFixes(
    'google-genai that has a location',
    python(
      `import os\nfrom google import genai\nc = genai.Client(api_key="${key}", location="europe-west4")\n`,
    ),
    'import os\nfrom google import genai\nc = genai.Client(vertexai=True, project=os.environ["GOOGLE_CLOUD_PROJECT"], location="europe-west4")\n',
    id,
  );
  itFixes(
    'google-genai by an environment variable that is set and read',
    python(
      `import os\nfrom google import genai\nos.environ["GEMINI_API_KEY"] = "${key}"\nc = genai.Client(api_key=os.environ["GEMINI_API_KEY"])\n`,
    ),
    `import os\nfrom google import genai\nc = genai.Client(${vertex})\n`,
    id,
  );
  itFixes(
    'an environment variable that the library reads',
    python(
      `import os\nfrom google.adk.agents import Agent\nos.environ["GOOGLE_API_KEY"] = "${key}"\nroot_agent = Agent(model="gemini-2.5-flash")\n`,
    ),
    'import os\nfrom google.adk.agents import Agent\nos.environ["GOOGLE_GENAI_USE_VERTEXAI"] = "TRUE"\nos.environ.setdefault("GOOGLE_CLOUD_LOCATION", "global")\nroot_agent = Agent(model="gemini-2.5-flash")\n',
    id,
  );
  itFixes(
    'LangChain',
    python(
      `from langchain_google_genai import ChatGoogleGenerativeAI\nm = ChatGoogleGenerativeAI(model="gemini-2.5-flash", google_api_key="${key}", temperature=0)\n`,
    ),
    `import os\nfrom langchain_google_genai import ChatGoogleGenerativeAI\nm = ChatGoogleGenerativeAI(model="gemini-2.5-flash", ${vertex}, temperature=0)\n`,
    id,
  );
  itFixes(
    'LangChain’s init_chat_model',
    python(
      `from langchain.chat_models import init_chat_model\nm = init_chat_model("google_genai:gemini-2.5-flash", api_key="${key}")\n`,
    ),
    `import os\nfrom langchain.chat_models import init_chat_model\nm = init_chat_model("google_genai:gemini-2.5-flash", ${vertex})\n`,
    id,
  );
  itFixes(
    'LlamaIndex',
    python(
      `import os\nfrom llama_index.llms.google_genai import GoogleGenAI\nm = GoogleGenAI(model="gemini-2.5-flash", api_key="${key}")\n`,
    ),
    'import os\nfrom llama_index.llms.google_genai import GoogleGenAI\nm = GoogleGenAI(model="gemini-2.5-flash", vertexai_config={"project": os.environ["GOOGLE_CLOUD_PROJECT"], "location": os.environ.get("GOOGLE_CLOUD_LOCATION", "global")})\n',
    id,
  );
  itFixes(
    'vertexai.init',
    python(`import os\nimport vertexai\nvertexai.init(api_key="${key}")\n`),
    `import os\nimport vertexai\nvertexai.init(${place})\n`,
    id,
  );
  itFixes(
    'google-generativeai',
    python(
      `import os\nimport google.generativeai as genai\n\ngenai.configure(api_key="${key}")\nmodel = genai.GenerativeModel("gemini-2.5-flash", system_instruction="Be kind")\nprint(model.generate_content("hi").text)\nfor part in model.generate_content("x", stream=True):\n    print(part.text)\nchat = model.start_chat(history=[])\nprint(chat.send_message("yo", stream=True))\n`,
    ),
    `import os\nfrom google import genai\n\nclient = genai.Client(${vertex})\nmodel = "gemini-2.5-flash"\nprint(client.models.generate_content(model=model, contents="hi", config={"system_instruction": "Be kind"}).text)\nfor part in client.models.generate_content_stream(model=model, contents="x", config={"system_instruction": "Be kind"}):\n    print(part.text)\nchat = client.chats.create(model=model, config={"system_instruction": "Be kind"})\nprint(chat.send_message_stream("yo"))\n`,
    id,
  );
  itFixes(
    'google-generativeai, asynchronous and with settings',
    python(
      `import os\nimport google.generativeai as genai\ngenai.configure(api_key="${key}")\nm = genai.GenerativeModel("gemini-2.5-flash")\nasync def f(client):\n    return await m.generate_content_async("x", generation_config=genai.GenerationConfig(top_k=1))\n`,
    ),
    `import os\nfrom google import genai\ngenai_client = genai.Client(${vertex})\nm = "gemini-2.5-flash"\nasync def f(client):\n    return await genai_client.aio.models.generate_content(model=m, contents="x", config={"top_k": 1})\n`,
    id,
  );

  itFixes(
    'google-generativeai with settings of its own',
    python(
      `import os\nimport google.generativeai as genai\ngenai.configure(api_key="${key}")\nsettings = {"top_k": 1}\nmodel = genai.GenerativeModel(\n    model_name="models/gemini-2.5-flash",\n    generation_config=settings,\n)\nchat = model.start_chat()\n`,
    ),
    `import os\nfrom google import genai\nclient = genai.Client(${vertex})\nsettings = {"top_k": 1}\nmodel = "gemini-2.5-flash"\nchat = client.chats.create(model=model, config=settings)\n`,
    id,
  );

  it('OpenAI’s client on Gemini’s endpoint', () => {
    const after = fixed(
      python(
        `from openai import OpenAI\n\nclient = OpenAI(\n    api_key="${key}",\n    base_url="https://generativelanguage.googleapis.com/v1beta/openai/",\n)\nclient.chat.completions.create(model="gemini-2.5-flash", messages=[])\n`,
      ),
      id,
    );
    assert.match(
      after ?? '',
      /^import os\nimport google\.auth\nimport google\.auth\.transport\.requests\nfrom openai import OpenAI\n\n_google_credentials, _ =/,
    );
    assert.match(
      after ?? '',
      /OpenAI\(\n {4}api_key=google_access_token,\n {4}base_url=vertex_openai_url\(\),\n\)\n.*model="google\/gemini-2\.5-flash"/,
    );
  });

  it('OpenAI’s asynchronous client', () => {
    const after = fixed(
      python(
        `import os\nfrom openai import AsyncOpenAI\nURL = "https://generativelanguage.googleapis.com/v1beta/openai/"\nKEY = "${key}"\nclient = AsyncOpenAI(api_key=KEY, base_url=URL)\n`,
      ),
      id,
    );
    assert.match(after ?? '', /api_key=google_access_token_async, base_url=vertex_openai_url\(\)/);
    assert.match(after ?? '', /^import asyncio\n/m);
    assert.doesNotMatch(after ?? '', /^KEY/m);
  });

  it('is not offered where the key is used for something else', () => {
    assert.equal(
      fixed(
        python(`from google import genai\nKEY = "${key}"\nshow(KEY)\nc = genai.Client(api_key=KEY)\n`),
        id,
      ),
      undefined,
    );
    assert.equal(fixed(python(`import googlemaps\nc = googlemaps.Client(key="${key}")\n`), id), undefined);
    assert.equal(fixed(python(`from openai import OpenAI\nc = OpenAI(api_key="${key}")\n`), id), undefined);
  });

  it('says what has no counterpart', () => {
    assert.match(
      obstacleOf(
        python(`from google import genai\nc = genai.Client(api_key="${key}")\nc.files.upload(file="a")\n`),
        id,
      ) ?? '',
      /Cloud Storage/,
    );
    const old = 'import google.generativeai as genai\n';
    assert.match(
      obstacleOf(
        python(`${old}genai.configure(api_key="${key}")\ngenai.embed_content(model="m", content="x")\n`),
        id,
      ) ?? '',
      /genai\.embed_content/,
    );
    assert.match(
      obstacleOf(
        python(`${old}genai.configure(api_key="${key}")\nm = genai.GenerativeModel("x")\nuse(m)\n`),
        id,
      ) ?? '',
      /`m`/,
    );
  });
});

describe('switching Google clients in TypeScript to Vertex AI', () => {
  itFixes(
    '@google/genai',
    typescript(
      `import { GoogleGenAI } from '@google/genai';\nconst ai = new GoogleGenAI({ apiKey: '${key}' });\n`,
    ),
    `import { GoogleGenAI } from '@google/genai';\nconst ai = new GoogleGenAI({ ${options} });\n`,
    id,
  );
  itFixes(
    '@google/genai by a shorthand',
    typescript(
      `import { GoogleGenAI } from '@google/genai';\nconst apiKey = '${key}';\nconst ai = new GoogleGenAI({ apiKey });\n`,
    ),
    `import { GoogleGenAI } from '@google/genai';\nconst ai = new GoogleGenAI({ ${options} });\n`,
    id,
  );
  itFixes(
    '@google/genai by an environment variable',
    google(
      'a.cjs',
      `const { GoogleGenAI } = require('@google/genai');\nprocess.env.GEMINI_API_KEY = '${key}';\nconst ai = new GoogleGenAI({});\n`,
    ),
    "const { GoogleGenAI } = require('@google/genai');\nprocess.env.GOOGLE_GENAI_USE_VERTEXAI = 'true';\nconst ai = new GoogleGenAI({});\n",
    id,
  );
  itFixes(
    'LangChain',
    typescript(
      `import { ChatGoogleGenerativeAI } from '@langchain/google-genai';\nlet m: ChatGoogleGenerativeAI;\nm = new ChatGoogleGenerativeAI({\n  model: 'gemini-2.5-flash',\n  apiKey: '${key}',\n});\n`,
    ),
    "import { ChatVertexAI } from '@langchain/google-vertexai';\nlet m: ChatVertexAI;\nm = new ChatVertexAI({\n  model: 'gemini-2.5-flash',\n  location: process.env.GOOGLE_CLOUD_LOCATION ?? 'global',\n});\n",
    id,
  );
  itFixes(
    'the AI SDK',
    google(
      'a.mjs',
      `import { createGoogleGenerativeAI } from '@ai-sdk/google';\nconst google = createGoogleGenerativeAI({ apiKey: '${key}' });\n`,
    ),
    "import { createVertex } from '@ai-sdk/google-vertex';\nconst google = createVertex({ project: process.env.GOOGLE_CLOUD_PROJECT, location: process.env.GOOGLE_CLOUD_LOCATION ?? 'global' });\n",
    id,
  );
  itFixes(
    '@google/generative-ai',
    google(
      'a.mjs',
      `import { GoogleGenerativeAI } from '@google/generative-ai';\nconst genAI = new GoogleGenerativeAI('${key}');\nconst model = genAI.getGenerativeModel({ model: 'gemini-2.5-flash', generationConfig: { topK: 1 } });\nconst result = await model.generateContent('hi');\nconst response = await result.response;\nconsole.log(response.text(), result.response.text());\nconst s = await model.generateContentStream({ contents: prompt });\nfor await (const chunk of s.stream) console.log(chunk.text());\nconst chat = model.startChat();\nconst r = await chat.sendMessage('hey');\nconsole.log((await r.response).text());\n`,
    ),
    `import { GoogleGenAI } from '@google/genai';\nconst genAI = new GoogleGenAI({ ${options} });\nconst model = 'gemini-2.5-flash';\nconst result = await genAI.models.generateContent({ model, contents: 'hi', config: { topK: 1 } });\nconst response = result;\nconsole.log(response.text, result.text);\nconst s = await genAI.models.generateContentStream({ model, contents: prompt, config: { topK: 1 } });\nfor await (const chunk of s) console.log(chunk.text);\nconst chat = genAI.chats.create({ model, config: { topK: 1 } });\nconst r = await chat.sendMessage({ message: 'hey' });\nconsole.log(r.text);\n`,
    id,
  );

  it('OpenAI’s client on Gemini’s endpoint', () => {
    const after = fixed(
      typescript(
        `import OpenAI from 'openai';\nconst openai = new OpenAI({\n  apiKey: '${key}',\n  baseURL: 'https://generativelanguage.googleapis.com/v1beta/openai/',\n});\nopenai.chat.completions.create({ model: 'gemini-2.5-flash', messages: [] });\n`,
      ),
      id,
    );
    assert.match(
      after ?? '',
      /^import \{ GoogleAuth \} from 'google-auth-library';\nimport OpenAI from 'openai';\n\nconst googleAuth/,
    );
    assert.match(
      after ?? '',
      /apiKey: googleAccessToken,\n {2}baseURL: vertexOpenaiUrl\(\),\n\}\);\n.*'google\/gemini-2\.5-flash'/,
    );
  });

  it('says what has no counterpart, and that the browser keeps no secret', () => {
    const old = `import { GoogleGenerativeAI } from '@google/generative-ai';\nconst g = new GoogleGenerativeAI('${key}');\n`;
    assert.match(
      obstacleOf(typescript(`${old}const m = g.getGenerativeModel({ model: 'x' });\nuse(m);\n`), id) ?? '',
      /`m`/,
    );
    assert.match(
      obstacleOf(
        typescript(
          `import { GoogleGenAI } from '@google/genai';\nconst a = new GoogleGenAI({ apiKey: '${key}' });\ndocument.title = 'x';\n`,
        ),
        id,
      ) ?? '',
      /browser/,
    );
  });

  it('leaves a key alone that is exported', () => {
    assert.equal(
      fixed(
        typescript(
          `import { GoogleGenAI } from '@google/genai';\nexport const KEY = '${key}';\nconst a = new GoogleGenAI({ apiKey: KEY });\n`,
        ),
        id,
      ),
      undefined,
    );
  });
});

describe('switching Google clients in .env', () => {
  itFixes('a key makes way for the variables of Vertex AI', google('.env', `A=1\nGOOGLE_API_KEY=${key}\nGOOGLE_GENAI_USE_VERTEXAI=FALSE\n`), 'A=1\nGOOGLE_CLOUD_PROJECT=\nGOOGLE_CLOUD_LOCATION=global\nGOOGLE_GENAI_USE_VERTEXAI=TRUE\n', id);
  itFixes('what is there stays', google('.env', `GOOGLE_GENAI_USE_VERTEXAI=1\nGOOGLE_CLOUD_PROJECT=p\nGOOGLE_CLOUD_LOCATION=l\nGEMINI_API_KEY=${key}\n`), 'GOOGLE_GENAI_USE_VERTEXAI=1\nGOOGLE_CLOUD_PROJECT=p\nGOOGLE_CLOUD_LOCATION=l\n', id);

  it('opens the steps of Workload Identity', () => {
    const fix = fixesOf(google('.env', `GOOGLE_API_KEY=${key}\n`)).find((found) => found.id === id);
    assert.deepEqual(fix?.afterwards, { revoke: true, guide: 'workload-identity' });
    assert.equal(fix.preferred, true);
  });
}); // prettier-ignore
