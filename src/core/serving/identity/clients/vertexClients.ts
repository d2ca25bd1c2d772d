import { parse } from 'yaml';
import { CatalogueRow } from '../../catalogue/catalogueRow.ts';
import type { Dated } from '../../catalogue/servingCatalogue.ts';

/** Languages that a client of Vertex AI is written in. */
export const clientLanguages = ['python', 'typescript', 'go', 'java'] as const;
export type ClientLanguage = (typeof clientLanguages)[number];

export const languageTitles: Readonly<Record<ClientLanguage, string>> = {
  python: 'Python',
  typescript: 'TypeScript',
  go: 'Go',
  java: 'Java',
};

/** The library that a client rests on. */
export interface ClientLibrary extends Dated {
  /** As the language's package manager calls it. */
  readonly package: string;
  /** The version that the client was compiled and run with. */
  readonly tried: string;
  /** From this version on `enterprise` succeeds the setting `vertexai`. */
  readonly enterprise: string;
}

/** `media/catalog/vertexClients.yaml` */
export interface VertexClients {
  /** Asked where GEMINI_MODEL names no other. */
  readonly model: string;
  readonly libraries: Readonly<Record<ClientLanguage, ClientLibrary>>;
}

/** Throws a UserError that names the place where the catalogue is damaged. */
export function readVertexClients(text: string): VertexClients {
  const catalogue = CatalogueRow.of(parse(text), 'the whole');
  const clients = catalogue.row('clients');
  const library = (language: ClientLanguage): ClientLibrary => {
    const row = clients.row(language);
    return {
      package: row.text('package'),
      tried: row.version('tried'),
      enterprise: row.version('enterprise'),
      ...row.dated(),
    };
  };
  return {
    model: catalogue.row('model').text('id'),
    libraries: {
      python: library('python'),
      typescript: library('typescript'),
      go: library('go'),
      java: library('java'),
    },
  };
}

/** Whether a version as a project declares it (`^1.9`, `==1.2.3`) is older than another; false where it says nothing. */
export function isOlder(declared: string | undefined, than: string): boolean {
  const found = /\d+(?:\.\d+)*/.exec(declared ?? '')?.[0];
  if (found === undefined) return false;
  const [one, other] = [found, than].map((version) => version.split('.').map(Number));
  for (const [at, part] of (other ?? []).entries()) {
    const own = one?.[at] ?? 0;
    if (own !== part) return own < part;
  }
  return false;
}
