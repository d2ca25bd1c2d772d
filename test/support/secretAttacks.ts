import { contextTriggers, credentialKeywords } from '../../src/core/secrets/contextual/triggers.ts';
import type { ContextRule, SecretRule } from '../../src/core/secrets/rule.ts';
import { PatternText } from './patternText.ts';
import { secretSample } from './secretSample.ts';

/** A text made to be slow to scan. */
export interface Attack {
  readonly name: string;
  /** Says the language. */
  readonly path: string;
  /** Made each time that it is asked for. */
  readonly text: string;
}

/** One file of each language that has ways of its own to write values down. */
const paths: readonly string[] = (
  'a.py a.js a.ts a.go A.java a.cs a.php a.rb a.rs a.sh a.ps1 a.sql a.xml a.yaml a.toml a.json a.ini a.properties .env ' +
  'Dockerfile a.tf a.md a.txt a.c'
).split(' ');
/** A character of each kind that patterns repeat, and those that begin, end and escape things. */
const commonRuns = [
  'a', 'A', '7', '_', '-', '.', '/', '+', '=', '"', "'", '\\', ' ', '\t', '\n', '\r\n', '%41', '{', '$',
]; // prettier-ignore
const separators = ['', ' ', '=', '_', '-', '.', '\n', '"', ':', '\\n'];

/** Attacks on what a rule looks for: floods of its keywords, and texts that almost match, of `size` characters each. */
export function attacksOn(rule: SecretRule, size: number): Attack[] {
  const samples = rule.hit.map((hit) => secretSample(hit));
  const pieces = [
    ...ofSamples(samples),
    ...(rule.kind === 'context' ? ofNames(rule) : ofKeywords(rule.keywords)),
  ];
  if (rule.kind === 'token') pieces.push(...ofPattern(rule.pattern, rule.keywords[0] ?? ''));
  return pieces.map((piece, number) => attack(piece, paths[number % paths.length] ?? 'a.txt', size));
}

/** Attacks on the contextual detection: every shape with every language, the words in turn. */
export function attacksOnContext(size: number): Attack[] {
  const words = [...credentialKeywords, ...Object.keys(contextTriggers)];
  const byWord = words.map((word) =>
    shapes(word).map(([name, ...rest]): Piece => [`${word}: ${name}`, ...rest]),
  );
  let turn = 0;
  return paths.flatMap((path) =>
    shapes('').flatMap((_, number) => {
      const piece = byWord[turn++ % words.length]?.[number];
      return piece ? [attack(piece, path, size)] : [];
    }),
  );
}

/** A name of the attack, what is repeated, and what stands before all of it. */
type Piece = readonly [name: string, piece: string, before?: string];

function attack([name, piece, before = '']: Piece, path: string, size: number): Attack {
  const room = size - before.length;
  return {
    name,
    path,
    get text() {
      return before + piece.repeat(Math.ceil(room / Math.max(1, piece.length))).slice(0, room);
    },
  };
}

function ofSamples(samples: readonly string[]): Piece[] {
  const all = samples.join('');
  const halves = samples.map((sample) => sample.slice(0, Math.ceil(sample.length / 2))).join('');
  return [
    ['samples end to end', all],
    ['samples without their line ends', all.replaceAll('\n', '')],
    ['samples escaped', JSON.stringify(all).slice(1, -1)],
    ['samples percent-encoded', encodeURIComponent(all)],
    ['samples Base64-encoded', Buffer.from(all).toString('base64')],
    ['first halves of samples', halves],
    ['last halves of samples', samples.map((sample) => sample.slice(sample.length / 2)).join('')],
    [
      'samples that lack their last three characters',
      samples.map((each) => each.trimEnd().slice(0, -3)).join('!'),
    ],
  ];
}

function ofKeywords(keywords: readonly string[]): Piece[] {
  const all = (separator: string): string => keywords.map((keyword) => keyword + separator).join('');
  const keyword = (number: number): string => keywords[number % keywords.length] ?? '';
  return [
    ...separators.map((separator): Piece => [
      `keywords, ${JSON.stringify(separator)} between`,
      all(separator),
    ]),
    ...commonRuns.map((run, number): Piece => [
      `keyword, then ${JSON.stringify(run)} on and on`,
      run,
      keyword(number),
    ]),
    ...commonRuns.map((run, number): Piece => [
      `keyword and 120 of ${JSON.stringify(run)}, again and again`,
      keyword(number) + run.repeat(120),
    ]),
    ['keywords in capitals', all('').toUpperCase()],
    ['keywords in quoted lines that are added up', keywords.map((each) => `"${each}" +\n  `).join('')],
    ['keywords in nested objects', keywords.map((each) => `{"${each}":`).join('')],
  ];
}

function ofPattern(pattern: RegExp, keyword: string): Piece[] {
  const made = new PatternText(pattern);
  const texts = [0, 1, 2, 3].flatMap((variant) => [made.text('short', variant), made.text('long', variant)]);
  const joined = (change: (text: string) => string): string => texts.map(change).join('');
  return [
    ['matches end to end', joined((text) => text)],
    ['matches, one a line', joined((text) => `${text}\n`)],
    ['matches but for the last character', joined((text) => `${text.slice(0, -1)}!`)],
    ['matches with one character more', joined((text) => `${text}a `)],
    ['first halves of matches', joined((text) => text.slice(0, Math.ceil(text.length / 2)))],
    ['the keyword right behind its match', joined((text) => text + keyword)],
    ...made.runs().flatMap((run): Piece[] => [
      [`a match, then ${JSON.stringify(run)} on and on`, run, made.text('short')],
      [`the keyword among ${JSON.stringify(run)}`, run.repeat(40) + keyword],
      [`1000 of ${JSON.stringify(run)} before the keyword`, run.repeat(1000) + keyword],
    ]),
  ];
}

/** What is the rule's own; how names are given values is one matter for all of them, see `attacksOnContext`. */
function ofNames({ words, also, value }: ContextRule): Piece[] {
  const names = words.flatMap((word) => (also ?? ['key']).map((more) => `${word}_${more}`));
  const made = new PatternText(value);
  const values = [made.text('short'), made.text('long'), made.text('short', 1)];
  const given = values.map((each, number) => `${names[number % names.length] ?? ''} = "${each}"\n`).join('');
  const almost = values.map((each, number) => `${names[number % names.length] ?? ''}: ${each}!\n`).join('');
  return [
    ['names with values', given],
    ['names with almost their values', almost],
    ['names', names.map((name) => `${name} `).join('')],
    ...made
      .runs()
      .map((run): Piece => [`a value of ${JSON.stringify(run)} on and on`, run, `${names[0] ?? ''}="`]),
  ];
}

/** Ways to begin giving a value to `name` and not to get to an end. */
function shapes(name: string): Piece[] {
  return [
    ...separators.map((separator): Piece => [
      `names, ${JSON.stringify(separator)} between`,
      name + separator,
    ]),
    ...commonRuns.map((run): Piece => [`a name, then ${JSON.stringify(run)} on and on`, run, name]),
    ...commonRuns.map((run): Piece => [`a value of ${JSON.stringify(run)} on and on`, run, `${name} = `]),
    ...commonRuns.map((run): Piece => [`a string of ${JSON.stringify(run)} on and on`, run, `${name} = "`]),
    ['name=name=name=', `${name}=`],
    ['names given names', `${name} = "${name}" `],
    ['names in one name', name.replaceAll(/\W/g, '')],
    ['names in a nested object', `{"${name}": `],
    ['names in nested lists', `["${name}", `],
    ['names in nested calls', `${name}(`],
    ['quotes in quotes', `"'`, `${name} = `],
    ['escaped quotes', `\\"`, `${name} = "`],
    ['quotes escaped again and again', `${name}=\\\\\\\\\\"`],
    ['strings that do not end', `${name} = "aB3$x\n`],
    ['strings added up', `"aB3$x" +\n `, `${name} = `],
    ['a heredoc without an end', 'aB3$x kL9\n', `${name}=<<EOF\n`],
    ['heredocs without an end', `${name}=<<EOF\n`],
    ['a block scalar without an end', '  aB3$x kL9\n', `${name}: |\n`],
    ['comments', `/* ${name} = `],
    ['templates in templates', '${', `${name} = \``],
    ['command substitutions', `${name}=$(`],
    ['addresses with names and passwords', 'http://a:b@', `${name}=`],
    ['addresses with colons', 'a:', `${name}=http://`],
    ['elements', `<${name}>`],
    ['attributes', `<add key="${name}" value="`],
    ['short options', `-u a:b --${name} `],
    ['percent codes in percent codes', '%25', `${name}=`],
    ['Base64 in Base64', 'Wlhsd2JHVmxjR3hsWlhCc1pXVndiR1U', `${name}="`],
    ['the name last in a long line', `${'x'.repeat(2000)}${name}`],
    ['words', 'is a well known word that says ', `${name}: `],
    ['arrows', `${name} => `],
    ['digits with dots', '1.', `${name} = `],
  ];
}
