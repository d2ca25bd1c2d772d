import { render } from '../../../generate/render.ts';
import type { GeneratedFile } from '../../../generate/generator.ts';
import type { Templates } from '../../render/rendering.ts';
import { servingFiles } from '../../servingFiles.ts';
import { clientTemplate, type ClientPlace } from './clientPlace.ts';
import { isOlder, type ClientLanguage, type VertexClients } from './vertexClients.ts';

/** A client that is to be written. */
export interface PlacedClient {
  readonly language: ClientLanguage;
  readonly place: ClientPlace;
  /** Of the library, as the project declares it; absent where it does not. */
  readonly declared?: string;
}

/** Clients of Vertex AI by Application Default Credentials, one file each. */
export function renderClients(
  clients: readonly PlacedClient[],
  catalogue: VertexClients,
  templates: Templates,
): Promise<GeneratedFile[]> {
  return Promise.all(
    clients.map(async ({ language, place, declared }) => {
      const flags = flagsOf(isOlder(declared, catalogue.libraries[language].enterprise));
      const values = {
        ...flags,
        flag: language === 'java' ? flags.method : flags.flag,
        model: catalogue.model,
        package: place.package,
        setUp: servingFiles.setUpIdentity,
      };
      return { path: place.path, content: render(await templates(clientTemplate(place)), values) };
    }),
  );
}

/** What turns Vertex AI on in a library, by its age. */
function flagsOf(isOld: boolean): { flag: string; method: string; backend: string } {
  return isOld
    ? { flag: 'vertexai', method: 'vertexAI', backend: 'BackendVertexAI' }
    : { flag: 'enterprise', method: 'enterprise', backend: 'BackendEnterprise' };
}

/** How the library of a client is added to a project. `hasUvLock`: Python packages are kept by uv. */
export function installCommand(
  { language, declared }: PlacedClient,
  catalogue: VertexClients,
  hasUvLock: boolean,
): string | undefined {
  if (declared !== undefined) return undefined;
  const { package: name, tried, enterprise } = catalogue.libraries[language];
  const range = `"${name}>=${enterprise}"`;
  switch (language) {
    case 'python':
      return hasUvLock
        ? `\`uv add ${range}\``
        : `\`pip install ${range}\`, and the same in your requirements`;
    case 'typescript':
      return `\`npm install ${name}\``;
    case 'go':
      return `\`go get ${name}\` and \`go mod tidy\``;
    case 'java':
      return `${name}:${tried} among the dependencies of Maven or Gradle`;
  }
}
