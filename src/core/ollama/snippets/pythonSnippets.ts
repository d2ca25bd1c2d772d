import { examplePrompt, onlyEmbeds, type ClientSnippet, type SnippetTarget } from './clientSnippet.ts';

/** Small models with open licences on the Hugging Face Hub, to begin with; names differ from Ollama's. */
const hubChatModel = 'Qwen/Qwen3-0.6B';
const hubEmbeddingModel = 'sentence-transformers/all-MiniLM-L6-v2';

/** Python that talks to the model, and the second step of the guide: the application loads a model itself. */
export function pythonSnippets(target: SnippetTarget): ClientSnippet[] {
  const embeds = onlyEmbeds(target.capabilities);
  if (target.notebook)
    return [ollamaClient(target, embeds), openaiClient(target, embeds), ...(embeds ? [] : [pipelineCell()])];
  return [ollamaClient(target, embeds), openaiClient(target, embeds), embeds ? embeddingApp() : chatApp()];
}

function ollamaClient({ endpoint, model }: SnippetTarget, embeds: boolean): ClientSnippet {
  const use = embeds
    ? [
        `answer = client.embed(model=${quoted(model)}, input=["${examplePrompt}"])`,
        'print(len(answer.embeddings[0]), "numbers")',
      ]
    : [
        'for part in client.chat(',
        `    model=${quoted(model)},`,
        `    messages=[{"role": "user", "content": "${examplePrompt}"}],`,
        '    stream=True,',
        '):',
        '    print(part.message.content or "", end="", flush=True)',
      ];
  return {
    kind: 'ollama',
    language: 'python',
    title: 'ollama library',
    detail: 'All that Ollama can do, streamed. Needs: pip install ollama',
    imports: [{ module: 'ollama', name: 'Client' }],
    body: [`client = Client(host=${quoted(endpoint)})`, '', ...use].join('\n'),
    placeholder: examplePrompt,
  };
}

function openaiClient({ endpoint, model }: SnippetTarget, embeds: boolean): ClientSnippet {
  const use = embeds
    ? [
        `answer = client.embeddings.create(model=${quoted(model)}, input=["${examplePrompt}"])`,
        'print(len(answer.data[0].embedding), "numbers")',
      ]
    : [
        'answer = client.chat.completions.create(',
        `    model=${quoted(model)},`,
        `    messages=[{"role": "user", "content": "${examplePrompt}"}],`,
        ')',
        'print(answer.choices[0].message.content)',
      ];
  return {
    kind: 'openai',
    language: 'python',
    title: 'OpenAI-compatible client',
    detail: 'The same code for other servers that speak this protocol. Needs: pip install openai',
    imports: [{ module: 'openai', name: 'OpenAI' }],
    body: [
      '# The library wants some key; Ollama looks at none.',
      `client = OpenAI(base_url=${quoted(`${endpoint}/v1`)}, api_key="none")`,
      '',
      ...use,
    ].join('\n'),
    placeholder: examplePrompt,
  };
}

function chatApp(): ClientSnippet {
  return {
    kind: 'transformers',
    language: 'python',
    title: 'transformers + FastAPI',
    detail:
      'Step two of the guide: your own service, ready for a container. Needs: pip install "fastapi[standard]" transformers torch accelerate',
    imports: [
      { module: 'contextlib', name: 'asynccontextmanager' },
      { module: 'fastapi', name: 'FastAPI' },
      { module: 'pydantic', name: 'BaseModel, Field' },
      { module: 'transformers', name: 'pipeline' },
    ],
    body: `# A name on the Hugging Face Hub, where models are called otherwise than in Ollama.
MODEL = "${hubChatModel}"


@asynccontextmanager
async def lifespan(app: FastAPI):
    # Once, when the server starts, and not in a request.
    app.state.generate = pipeline("text-generation", model=MODEL, device_map="auto")
    yield


app = FastAPI(lifespan=lifespan)


class Question(BaseModel):
    text: str = Field(min_length=1, max_length=8000)
    max_new_tokens: int = Field(default=256, ge=1, le=2048)


class Answer(BaseModel):
    text: str


@app.get("/health")
def health() -> dict[str, str]:
    return {"status": "ok"}


@app.post("/generate")
def generate(question: Question) -> Answer:
    # def, not async def: FastAPI runs it in a thread, because inference blocks.
    messages = [{"role": "user", "content": question.text}]
    outputs = app.state.generate(messages, max_new_tokens=question.max_new_tokens)
    return Answer(text=outputs[0]["generated_text"][-1]["content"])`,
    placeholder: hubChatModel,
  };
}

function embeddingApp(): ClientSnippet {
  return {
    kind: 'transformers',
    language: 'python',
    title: 'sentence-transformers + FastAPI',
    detail:
      'Step two of the guide: your own service, ready for a container. Needs: pip install "fastapi[standard]" sentence-transformers',
    imports: [
      { module: 'contextlib', name: 'asynccontextmanager' },
      { module: 'fastapi', name: 'FastAPI' },
      { module: 'pydantic', name: 'BaseModel, Field' },
      { module: 'sentence_transformers', name: 'SentenceTransformer' },
    ],
    body: `# A name on the Hugging Face Hub, where models are called otherwise than in Ollama.
MODEL = "${hubEmbeddingModel}"


@asynccontextmanager
async def lifespan(app: FastAPI):
    # Once, when the server starts, and not in a request.
    app.state.model = SentenceTransformer(MODEL)
    yield


app = FastAPI(lifespan=lifespan)


class Texts(BaseModel):
    texts: list[str] = Field(min_length=1, max_length=64)


class Embeddings(BaseModel):
    embeddings: list[list[float]]


@app.get("/health")
def health() -> dict[str, str]:
    return {"status": "ok"}


@app.post("/embed")
def embed(texts: Texts) -> Embeddings:
    # def, not async def: FastAPI runs it in a thread, because inference blocks.
    vectors = app.state.model.encode(texts.texts)
    return Embeddings(embeddings=vectors.tolist())`,
    placeholder: hubEmbeddingModel,
  };
}

function pipelineCell(): ClientSnippet {
  return {
    kind: 'transformers',
    language: 'python',
    title: 'transformers',
    detail: 'The model in this notebook, without a server. Needs: pip install transformers torch accelerate',
    imports: [{ module: 'transformers', name: 'pipeline' }],
    body: `# A name on the Hugging Face Hub, where models are called otherwise than in Ollama.
generate = pipeline("text-generation", model="${hubChatModel}", device_map="auto")

outputs = generate([{"role": "user", "content": "${examplePrompt}"}], max_new_tokens=256)
print(outputs[0]["generated_text"][-1]["content"])`,
    placeholder: hubChatModel,
  };
}

/** What JSON writes is also a string of Python. */
function quoted(text: string): string {
  return JSON.stringify(text);
}
