import type { Decision } from '../../../generate/decision.ts';
import type { GenerateContext } from '../../../generate/generator.ts';
import type { Evidence, Project } from '../../../project/facts.ts';
import type { ServingPlan } from '../../plan/servingPlan.ts';
import { languagesOf, placeClient, type ClientPlace } from './clientPlace.ts';
import type { PlacedClient } from './renderClients.ts';
import { clientLanguages, languageTitles, type ClientLanguage } from './vertexClients.ts';

/** Which clients are written, and why. */
export interface ChosenClients {
  readonly clients: readonly PlacedClient[];
  readonly decision: Decision;
}

interface Candidate {
  readonly language: ClientLanguage;
  readonly place: ClientPlace;
  /** Where the code does without a key already. */
  readonly keyless: readonly Evidence[];
}

const extensions: Readonly<Record<ClientLanguage, RegExp>> = {
  python: /\.(?:py|ipynb)$/,
  typescript: /\.[cm]?[jt]sx?$/,
  go: /\.go$/,
  java: /\.(?:java|kt)$/,
};

/** Manifests that say which version of the library a project has. */
const declarations: Readonly<Record<ClientLanguage, RegExp>> = {
  python: /\.(?:toml|txt|cfg|py|lock)$|(?:^|\/)Pipfile$/,
  typescript: /(?:^|\/)package(?:-lock)?\.json$/,
  go: /(?:^|\/)go\.mod$/,
  java: /(?:^|\/)(?:pom\.xml|build\.gradle(?:\.kts)?)$/,
};

/**
 * The clients for `given`: languages with commas between, `none`, or `auto` for the languages of the folder in which no
 * code does without a key already. `wanted` is false where nothing calls Vertex AI; then `auto` is none.
 */
export async function chooseClients(
  given: string,
  wanted: boolean,
  app: ServingPlan['app'] | undefined,
  context: GenerateContext,
): Promise<ChosenClients> {
  const project = (await context.facts()).projects.find(({ path }) => path === '.');
  const chosen =
    given === 'auto' ? undefined : clientLanguages.filter((each) => given.split(',').includes(each));
  const languages = chosen ?? (wanted ? await languagesOf(context) : []);
  const candidates: Candidate[] = [];
  for (const language of languages) {
    const place = await placeClient(language, app, context);
    candidates.push({ language, place, keyless: keylessCode(project, language, place) });
  }
  const written = chosen ? candidates : candidates.filter(({ keyless }) => keyless.length === 0);
  const clients = written.map(({ language, place }) => placed(language, place, project));
  return { clients, decision: decisionOn(given, wanted, candidates, clients) };
}

function placed(language: ClientLanguage, place: ClientPlace, project: Project | undefined): PlacedClient {
  const sdk = project?.technologies.find(({ id }) => id === 'google-genai');
  const isDeclared = sdk?.evidence.some(({ file }) => declarations[language].test(file)) === true;
  return { language, place, ...(isDeclared && { declared: sdk.version ?? '' }) };
}

/** Code in the language that asks by Application Default Credentials; our own client does not count. */
function keylessCode(project: Project | undefined, language: ClientLanguage, place: ClientPlace): Evidence[] {
  const practice = project?.practices.find(({ id }) => id === 'application-default-credentials');
  return (practice?.evidence ?? []).filter(
    ({ file }) => extensions[language].test(file) && file !== place.path,
  );
}

function decisionOn(
  given: string,
  wanted: boolean,
  candidates: readonly Candidate[],
  clients: readonly PlacedClient[],
): Decision {
  const keyless = candidates.flatMap((candidate) => candidate.keyless);
  const names = clients.map(({ language, place }) => `${languageTitles[language]} (${place.path})`);
  return {
    option: 'client',
    title: 'Client of Vertex AI',
    value: names.length === 0 ? 'none' : names.join(', '),
    reason: reasonFor(given, wanted, candidates, keyless),
    evidence: keyless.slice(0, 4),
    source: given !== 'auto' ? 'given' : candidates.length > 0 ? 'evidence' : 'default',
    confidence: given !== 'auto' ? 'high' : 'medium',
    alternatives: clientLanguages
      .filter((language) => clients.every((client) => client.language !== language))
      .map((language) => ({ value: language, meaning: `a client in ${languageTitles[language]}` })),
  };
}

function reasonFor(
  given: string,
  wanted: boolean,
  candidates: readonly Candidate[],
  keyless: readonly Evidence[],
): string {
  if (given !== 'auto') return 'You chose it.';
  if (!wanted) return 'It has no role on Vertex AI, so that there is nothing to ask.';
  if (candidates.length === 0) return 'The folder has no Python, Node, Go or Java at its root.';
  const [first] = keyless;
  return first
    ? `${first.file} asks without a key already.`
    : 'It is what the folder is written in, and nothing in it asks without a key yet.';
}
