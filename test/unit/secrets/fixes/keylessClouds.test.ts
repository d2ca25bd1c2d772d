import assert from 'node:assert/strict';
import { fixed, fixesOf, itFixes } from './fixCase.ts';

const key = '«{alnum:40}»';
const of = (provider: string, rule: string) => (path: string, source: string) => ({
  path,
  source,
  provider,
  rule,
});
const aws = of('aws', 'aws-secret-access-key');
const azure = of('azure-ai', 'azure-openai-key');
const account = of('google-cloud', 'google-service-account-key');
const awsId = 'use-aws-default-credentials';
const azureId = 'use-azure-default-credential';
const accountId = 'remove-service-account-file';
const scope = 'https://cognitiveservices.azure.com/.default';

describe('AWS clients without keys', () => {
  itFixes(
    'boto3',
    aws(
      'a.py',
      `import boto3\ns3 = boto3.client("s3", aws_access_key_id="AK", aws_secret_access_key="${key}", region_name="x")\n`,
    ),
    'import boto3\ns3 = boto3.client("s3", region_name="x")\n',
    awsId,
  );
  itFixes(
    'boto3, the last arguments',
    aws(
      'a.py',
      `import boto3\ns3 = boto3.Session(\n    region_name="x",\n    aws_access_key_id="AK",\n    aws_secret_access_key="${key}",\n    aws_session_token=t,\n)\n`,
    ),
    'import boto3\ns3 = boto3.Session(\n    region_name="x",\n)\n',
    awsId,
  );
  itFixes(
    'boto3, nothing else given',
    aws('a.py', `import boto3\ns = boto3.Session(aws_access_key_id="AK", aws_secret_access_key="${key}")\n`),
    'import boto3\ns = boto3.Session()\n',
    awsId,
  );
  itFixes(
    'boto3 by variables, both of which go',
    aws(
      'a.py',
      `import boto3\nID = "AK"\nSECRET = "${key}"\ns = boto3.client("s3", aws_access_key_id=ID, aws_secret_access_key=SECRET)\n`,
    ),
    'import boto3\ns = boto3.client("s3")\n',
    awsId,
  );
  itFixes(
    'variables that something else uses stay',
    aws(
      'a.py',
      `import boto3\nSECRET = "${key}"\nshow(SECRET)\ns = boto3.client("s3", aws_access_key_id="AK", aws_secret_access_key=SECRET)\n`,
    ),
    undefined,
    awsId,
  );
  itFixes(
    'the environment',
    aws(
      'a.py',
      `import os\nos.environ["AWS_ACCESS_KEY_ID"] = "AK"\nos.environ["AWS_SECRET_ACCESS_KEY"] = "${key}"\nrun()\n`,
    ),
    'import os\nrun()\n',
    awsId,
  );
  itFixes(
    'SDK for JavaScript 3',
    aws(
      'a.ts',
      `const c = new S3Client({\n  region: 'x',\n  credentials: {\n    accessKeyId: 'AK',\n    secretAccessKey: '${key}',\n  },\n});\n`,
    ),
    "const c = new S3Client({\n  region: 'x',\n});\n",
    awsId,
  );
  itFixes(
    'SDK 3 on one line, by variables',
    aws(
      'a.ts',
      `const id = 'AK';\nconst secret = '${key}';\nconst c = new S3Client({ credentials: { accessKeyId: id, secretAccessKey: secret }, region: 'x' });\n`,
    ),
    "const c = new S3Client({ region: 'x' });\n",
    awsId,
  );
  itFixes(
    'SDK for JavaScript 2',
    aws('a.js', `AWS.config.update({ region: 'x', accessKeyId: 'AK', secretAccessKey: '${key}' });\n`),
    "AWS.config.update({ region: 'x' });\n",
    awsId,
  );
});

describe('Azure clients without keys', () => {
  itFixes(
    'Azure OpenAI',
    azure('a.py', `from openai import AzureOpenAI\nc = AzureOpenAI(api_key="${key}", azure_endpoint="y")\n`),
    `from azure.identity import DefaultAzureCredential, get_bearer_token_provider\nfrom openai import AzureOpenAI\nc = AzureOpenAI(azure_ad_token_provider=get_bearer_token_provider(DefaultAzureCredential(), "${scope}"), azure_endpoint="y")\n`,
    azureId,
  );
  itFixes(
    'asynchronous Azure OpenAI',
    azure('a.py', `import openai\nKEY = "${key}"\nc = openai.AsyncAzureOpenAI(api_key=KEY)\n`),
    `from azure.identity.aio import DefaultAzureCredential, get_bearer_token_provider\nimport openai\nc = openai.AsyncAzureOpenAI(azure_ad_token_provider=get_bearer_token_provider(DefaultAzureCredential(), "${scope}"))\n`,
    azureId,
  );
  itFixes(
    'LangChain',
    azure('a.py', `from langchain_openai import AzureChatOpenAI\nc = AzureChatOpenAI(api_key="${key}")\n`),
    `from azure.identity import DefaultAzureCredential, get_bearer_token_provider\nfrom langchain_openai import AzureChatOpenAI\nc = AzureChatOpenAI(azure_ad_token_provider=get_bearer_token_provider(DefaultAzureCredential(), "${scope}"))\n`,
    azureId,
  );
  itFixes(
    'AzureKeyCredential',
    azure(
      'a.py',
      `from azure.core.credentials import AzureKeyCredential\nfrom azure.search.documents import SearchClient\nk = "${key}"\nc = SearchClient("e", "i", AzureKeyCredential(k))\n`,
    ),
    'from azure.identity import DefaultAzureCredential\nfrom azure.search.documents import SearchClient\nc = SearchClient("e", "i", DefaultAzureCredential())\n',
    azureId,
  );
  itFixes(
    'Azure OpenAI in TypeScript',
    azure(
      'a.ts',
      `import { AzureOpenAI } from 'openai';\nconst c = new AzureOpenAI({ apiKey: '${key}', apiVersion: 'x' });\n`,
    ),
    `import { DefaultAzureCredential, getBearerTokenProvider } from '@azure/identity';\nimport { AzureOpenAI } from 'openai';\nconst c = new AzureOpenAI({ azureADTokenProvider: getBearerTokenProvider(new DefaultAzureCredential(), '${scope}'), apiVersion: 'x' });\n`,
    azureId,
  );
  itFixes(
    'AzureKeyCredential in TypeScript',
    azure(
      'a.ts',
      `import { SearchClient, AzureKeyCredential } from '@azure/search-documents';\nconst c = new SearchClient('e', 'i', new AzureKeyCredential('${key}'));\n`,
    ),
    "import { DefaultAzureCredential } from '@azure/identity';\nimport { SearchClient } from '@azure/search-documents';\nconst c = new SearchClient('e', 'i', new DefaultAzureCredential());\n",
    azureId,
  );
});

describe('service accounts without keys', () => {
  it('a key file is kept out of git, and its successor shown', () => {
    const [fix] = fixesOf(account('keys/sa.json', `{"type": "service_account", "private_key": "${key}"}`));
    assert.equal(fix?.id, accountId);
    assert.deepEqual(fix.changes, [{ path: '.gitignore', kind: 'create-or-append', lines: ['/keys/sa.json'] }]);
    assert.deepEqual(fix.afterwards, { revoke: true, guide: 'workload-identity' });
  });
  itFixes('from_service_account_info by a variable', account('a.py', `from google.oauth2 import service_account\nINFO = {\n    "private_key": "${key}",\n}\ncreds = service_account.Credentials.from_service_account_info(INFO, scopes=["a"])\n`), 'import google.auth\nfrom google.oauth2 import service_account\ncreds = google.auth.default(scopes=["a"])[0]\n', accountId);
  itFixes('from_service_account_info by JSON', account('a.py', `import json\nimport google.auth\nfrom google.oauth2 import service_account\nc = service_account.Credentials.from_service_account_info(json.loads("""${key}"""))\n`), 'import json\nimport google.auth\nfrom google.oauth2 import service_account\nc = google.auth.default()[0]\n', accountId);
  itFixes('a client’s own loader', account('a.py', `from google.cloud import storage\nc = storage.Client.from_service_account_info({"private_key": "${key}"})\n`), 'from google.cloud import storage\nc = storage.Client()\n', accountId);
  itFixes('TypeScript', account('a.ts', `const c = new Storage({ projectId: 'x', credentials: { client_email: 'a', private_key: '${key}' } });\n`), "const c = new Storage({ projectId: 'x' });\n", accountId);
  it('nothing is offered where the key goes elsewhere', () => {
    assert.equal(fixed(account('a.py', `INFO = {"private_key": "${key}"}\nuse(INFO)\n`), accountId), undefined);
  });
}); // prettier-ignore
