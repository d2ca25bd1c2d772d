import { basename } from 'node:path/posix';
import type { GenerateContext } from '../../../generate/generator.ts';
import type { ServingPlan } from '../../plan/servingPlan.ts';
import type { ClientLanguage } from './vertexClients.ts';

/** Where a client goes. */
export interface ClientPlace {
  readonly path: string;
  /** For Java: the package that the path stands for. */
  readonly package: string;
}

/** What the root of a project has in each language. The first that is there decides. */
const manifests: Readonly<Record<ClientLanguage, RegExp>> = {
  python: /^(?:pyproject\.toml|requirements[\w.-]*\.txt|setup\.(?:py|cfg)|Pipfile|uv\.lock|[\w-]+\.py)$/,
  typescript: /^package\.json$/,
  go: /^go\.mod$/,
  java: /^(?:pom\.xml|build\.gradle(?:\.kts)?)$/,
};

/** The languages that the folder itself speaks, in the order of `clientLanguages`. */
export async function languagesOf({ workspace }: GenerateContext): Promise<ClientLanguage[]> {
  const names = (await entriesOf(workspace, ''))
    .filter(({ kind }) => kind === 'file')
    .map(({ name }) => name);
  const languages: ClientLanguage[] = ['python', 'typescript', 'go', 'java'];
  return languages.filter((language) => names.some((name) => manifests[language].test(name)));
}

/** Beside the code that is there: in the package of the application, in `src`, in a package of its own. */
export async function placeClient(
  language: ClientLanguage,
  app: ServingPlan['app'] | undefined,
  { workspace }: GenerateContext,
): Promise<ClientPlace> {
  if (language === 'python')
    return { path: [...pythonFolder(app), 'vertex_client.py'].join('/'), package: '' };
  if (language === 'go') return { path: 'vertexclient/vertexclient.go', package: '' };
  if (language === 'java') return javaPlace(workspace);
  const hasSource = (await entriesOf(workspace, '')).some(
    ({ name, kind }) => name === 'src' && kind === 'directory',
  );
  return { path: hasSource ? 'src/vertexClient.ts' : 'vertexClient.ts', package: '' };
}

/** `app.main` lives in `app`; what has no package lives at the root, or in the folder of the sources. */
function pythonFolder(app: ServingPlan['app'] | undefined): string[] {
  const inner = app?.module?.split('.').slice(0, -1) ?? [];
  return [...(app?.directory?.split('/') ?? []), ...inner].filter((part) => part !== '' && part !== '.');
}

const javaRoot = 'src/main/java';
const deepestPackage = 8;

/** In the package that the sources begin with: the first folder with a class in it, or with more than one folder. */
async function javaPlace(workspace: GenerateContext['workspace']): Promise<ClientPlace> {
  let folder = javaRoot;
  for (let depth = 0; depth < deepestPackage; depth++) {
    const entries = await entriesOf(workspace, folder);
    const inner = entries.filter(({ kind }) => kind === 'directory');
    // A class that was made here before says nothing of where the others are.
    const classes = entries.filter(({ name }) => name.endsWith('.java') && name !== 'VertexClient.java');
    const [only] = inner;
    if (classes.length > 0 || inner.length !== 1 || !only) break;
    folder = `${folder}/${only.name}`;
  }
  const found = folder.slice(javaRoot.length + 1);
  const packagePath = found === '' || !/^[a-z_][\w/]*$/i.test(found) ? 'vertexclient' : found;
  return { path: `${javaRoot}/${packagePath}/VertexClient.java`, package: packagePath.replaceAll('/', '.') };
}

async function entriesOf(
  workspace: GenerateContext['workspace'],
  folder: string,
): Promise<Awaited<ReturnType<GenerateContext['workspace']['list']>>> {
  try {
    return await workspace.list(folder);
  } catch {
    return [];
  }
}

/** The file of `media/templates/identity/clients/`. */
export function clientTemplate({ path }: ClientPlace): string {
  return `identity/clients/${basename(path)}`;
}
