import { suggestion } from '../../guide/file/suggestion.ts';
import type { CheckDiagnostic } from '../check.ts';
import { fixOf } from '../cloudRun/serviceSettings.ts';
import { removeEntry } from '../yaml/yamlEdits.ts';
import type { YamlPlace } from '../yaml/yamlPlace.ts';

/** What Cloud Build puts in by itself. Source: its page on substitutions. */
const builtIn = new Set([
  'PROJECT_ID', 'PROJECT_NUMBER', 'BUILD_ID', 'LOCATION', 'SERVICE_ACCOUNT', 'SERVICE_ACCOUNT_EMAIL',
  'TRIGGER_NAME', 'TRIGGER_BUILD_CONFIG_PATH', 'COMMIT_SHA', 'REVISION_ID', 'SHORT_SHA', 'REPO_NAME',
  'REPO_FULL_NAME', 'BRANCH_NAME', 'TAG_NAME', 'REF_NAME',
]); // prettier-ignore
/** Those that a trigger from a pull request adds. */
const fromTrigger = new Set(['_HEAD_BRANCH', '_BASE_BRANCH', '_HEAD_REPO_URL', '_PR_NUMBER']);

const use = /\$\$|\$\{([A-Z_][A-Z0-9_]*)(?![\w])[^}\n]{0,200}\}|\$([A-Z_][A-Z0-9_]*)(?![\w])/g;

/** Substitutions that are used and defined nowhere, and defined and used nowhere. */
export function substitutionRules(text: string, build: YamlPlace): CheckDiagnostic[] {
  const defined = build.get('substitutions').entries;
  const names = defined.map(({ key }) => key);
  const found = uses(text, build);
  const known = (name: string) => builtIn.has(name) || fromTrigger.has(name) || names.includes(name);
  return [
    ...found.filter(({ name }) => !known(name)).flatMap((place) => undefinedRule(place, names)),
    ...unused(text, build),
  ];
}

interface Use {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** Uses in the arguments and images of steps; scripts have the environment instead. */
function uses(text: string, build: YamlPlace): Use[] {
  const places = [
    ...build
      .get('steps')
      .items.flatMap((step) => [
        ...step.get('args').items,
        ...step.get('env').items,
        step.get('name'),
        step.get('dir'),
        step.get('entrypoint'),
      ]),
    ...build.get('images').items,
  ];
  const seen = new Set<unknown>();
  return places.flatMap((place) => {
    if (place.text === undefined || seen.has(place.identity)) return [];
    seen.add(place.identity);
    const { start, end } = place.span;
    return [...text.slice(start, end).matchAll(use)].flatMap((match) => {
      const name = match[1] ?? match[2];
      const at = start + match.index;
      return name === undefined ? [] : [{ name, start: at, end: at + match[0].length }];
    });
  });
}

function undefinedRule({ name, start, end }: Use, names: readonly string[]): CheckDiagnostic[] {
  const own = name.startsWith('_');
  const near = own ? /"(.+)"/.exec(suggestion(name, names))?.[1] : undefined;
  // What triggers define stands in no file.
  if (own && near === undefined && names.length === 0) return [];
  const message = own
    ? `The substitution ${name} is not defined here${near === undefined ? '; the build fails unless its trigger defines it' : ''}.${near === undefined ? '' : ` Did you mean ${near}?`}`
    : `Cloud Build takes ${name} for a substitution of its own, and it has none of that name: the build is refused, or nothing is put in its place. Write $$${name} for a variable of the shell.`;
  const at = start + 1;
  const fixes =
    near === undefined
      ? own
        ? []
        : fixOf('escape-dollar', `Write $$${name}`, [{ start: at, end: at, text: '$' }])
      : fixOf('write-substitution', `Write ${near}`, replaceName(name, near, start, end));
  return [
    {
      code: 'cloudrun/build-substitution',
      severity: own && near === undefined ? 'information' : 'error',
      message,
      fixes,
      start,
      end,
    },
  ];
}

function replaceName(
  name: string,
  near: string,
  start: number,
  end: number,
): { start: number; end: number; text: string }[] {
  const braced = end - start > name.length + 1;
  const at = start + (braced ? 2 : 1);
  return [{ start: at, end: at + name.length, text: near }];
}

/** A build that was submitted by hand is refused for a substitution that nothing uses. */
function unused(text: string, build: YamlPlace): CheckDiagnostic[] {
  const options = build.get('options');
  const loose = [options.get('substitutionOption'), options.get('substitution_option')].some(
    (place) => place.text === 'ALLOW_LOOSE',
  );
  const dynamic = [
    'dynamicSubstitutions',
    'dynamic_substitutions',
    'automapSubstitutions',
    'automap_substitutions',
  ];
  if (loose || dynamic.some((name) => options.get(name).text === 'true')) return [];
  if (build.get('steps').items.some((step) => step.get('automapSubstitutions').text === 'true')) return [];
  const used = new Set([...text.matchAll(/\$\{?(_[A-Z0-9_]+)/g)].map((match) => match[1]));
  return build.get('substitutions').entries.flatMap(({ key, keySpan, value }) => {
    if (!/^_[A-Z0-9_]+$/.test(key) || used.has(key)) return [];
    return [
      {
        code: 'cloudrun/build-substitution' as const,
        severity: 'warning' as const,
        message: `Nothing uses the substitution ${key}: a build that is submitted by hand is refused for it.`,
        fixes: fixOf('remove-substitution', `Remove ${key}`, removeEntry(text, value)),
        ...keySpan,
      },
    ];
  });
}
