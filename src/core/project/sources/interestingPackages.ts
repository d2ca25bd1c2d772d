/** npm packages worth reading a file for; a name ending in `/` or `-` stands for all that begin with it. */
const npmPackages = `
  ollama openai @anthropic-ai/ @google/genai @google/generative-ai @google/adk @google-cloud/vertexai
  @google-cloud/aiplatform google-auth-library langchain @langchain/ ai @ai-sdk/ ollama-ai-provider llamaindex
  @llamaindex/ @mastra/ @openai/agents @openai/agents- genkit @genkit-ai/ @modelcontextprotocol/ fastmcp
  @huggingface/ @xenova/transformers onnxruntime- @tensorflow/ @mlc-ai/ node-llama-cpp
  groq-sdk cohere-ai @mistralai/mistralai replicate together-ai
  @aws-sdk/client-bedrock @aws-sdk/client-bedrock- @aws-sdk/client-sagemaker @aws-sdk/client-sagemaker- @azure/openai
  @azure-rest/ai-inference
  redis @redis/ ioredis iovalkey @valkey/valkey-glide @redis-ai/langcache @upstash/semantic-cache
  @betterdb/semantic-cache
  chromadb chromadb-default-embed @pinecone-database/ @qdrant/ weaviate-client weaviate-ts-client
  @zilliz/milvus2-sdk-node pgvector faiss-node
  langsmith langfuse @langfuse/ mlflow @wandb/
`
  .trim()
  .split(/\s+/);

const npmNames: ReadonlySet<string> = new Set(npmPackages.filter((name) => !/[/-]$/.test(name)));
const npmPrefixes: readonly string[] = npmPackages.filter((name) => /[/-]$/.test(name));

/** What an import of each package looks like up to its first characters, in either quote. */
export const npmImportMarks: readonly string[] = ["'", '"'].flatMap((quote) => [
  ...npmPrefixes.map((prefix) => quote + prefix),
  ...[...npmNames].flatMap((name) => [`${quote}${name}${quote}`, `${quote}${name}/`]),
]);

/** The package of a module specifier: `@langchain/langgraph` for `@langchain/langgraph/prebuilt`. */
export function npmPackageOf(specifier: string): string {
  const parts = specifier.split('/');
  return parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
}

export function isInterestingNpmPackage(name: string): boolean {
  return npmNames.has(name) || npmPrefixes.some((prefix) => name.startsWith(prefix));
}

/** Go modules worth reporting, as the beginning of an import path. */
export const goModules: readonly string[] = [
  'github.com/ollama/ollama',
  'google.golang.org/genai',
  'google.golang.org/adk',
  'github.com/google/generative-ai-go',
  'github.com/firebase/genkit',
  'cloud.google.com/go/vertexai',
  'cloud.google.com/go/aiplatform',
  'golang.org/x/oauth2/google',
  'github.com/sashabaranov/go-openai',
  'github.com/openai/openai-go',
  'github.com/anthropics/anthropic-sdk-go',
  'github.com/tmc/langchaingo',
  'github.com/cloudwego/eino',
  'github.com/mark3labs/mcp-go',
  'github.com/modelcontextprotocol/go-sdk',
  'github.com/aws/aws-sdk-go-v2/service/bedrock',
  'github.com/Azure/azure-sdk-for-go/sdk/ai',
  'github.com/redis/go-redis',
  'github.com/go-redis/redis',
  'github.com/redis/rueidis',
  'github.com/valkey-io/valkey-go',
  'github.com/valkey-io/valkey-glide',
  'github.com/qdrant/go-client',
  'github.com/pinecone-io/go-pinecone',
  'github.com/weaviate/weaviate',
  'github.com/milvus-io/milvus',
  'github.com/amikos-tech/chroma-go',
  'github.com/pgvector/pgvector-go',
  'github.com/yalue/onnxruntime_go',
];
