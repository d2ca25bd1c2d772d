import type { Random } from '../tree/random.ts';

/**
 * Words of code with their shares, counted in public repositories: so many keys, tokens and addresses stand in real
 * files, and each of them is a place where a scanner has to look twice.
 */
const common =
  'value name index item node config request response error result data file path type state option event context list map ' +
  'user order batch model layer buffer cache client column cursor dataset document element feature filter frame gateway ' +
  'handler invoice job label ledger message metric packet parser payment pipeline prompt query queue record region report ' +
  'route sample schema score segment signal source stream table tensor version window worker writer reader loader builder ' +
  'factory manager service provider registry listener observer adapter wrapper target parent child root leaf branch merge ' +
  'commit change update insert remove delete create fetch load store save send receive start stop open close read write ' +
  'format encode decode parse render layout width height offset length count size limit total average minimum maximum';

const telling: readonly (readonly [word: string, share: number])[] = [
  ['key', 0.0045],
  ['token', 0.0022],
  ['api', 0.0024],
  ['auth', 0.0009],
  ['credential', 0.0003],
  ['secret', 0.0001],
  ['password', 0.00015],
];

const words = common.split(' ') as [string, ...string[]];

export function word(random: Random): string {
  let share = random.next();
  for (const [telltale, part] of telling) if ((share -= part) < 0) return telltale;
  return random.pick(words);
}

export function snake(random: Random, count = random.between(1, 3)): string {
  return Array.from({ length: count }, () => word(random)).join('_');
}

export function camel(random: Random, count = random.between(1, 3)): string {
  const [first = '', ...others] = Array.from({ length: count }, () => word(random));
  return first + others.map(capital).join('');
}

export function pascal(random: Random): string {
  return capital(camel(random, 2));
}

export function constant(random: Random): string {
  return snake(random, 2).toUpperCase();
}

export function sentence(random: Random): string {
  const text = Array.from({ length: random.between(4, 9) }, () => word(random)).join(' ');
  return `${capital(text)}.`;
}

/** What stands in quotes in code. */
export function literal(random: Random): string {
  const kind = random.next();
  if (kind < 0.5) return snake(random);
  if (kind < 0.75) return sentence(random);
  if (kind < 0.87) return `/${snake(random, 1)}/${snake(random, 1)}/{${camel(random, 1)}}`;
  if (kind < 0.88) return address(random);
  return `${random.between(1, 9)}.${random.between(0, 30)}.${random.between(0, 30)}`;
}

export function address(random: Random): string {
  return `https://${snake(random, 1)}.example.com/${snake(random, 1)}/${random.between(1, 999)}`;
}

export function hex(random: Random, length: number): string {
  return Array.from({ length }, () => random.between(0, 15).toString(16)).join('');
}

export function base64(random: Random, bytes: number): string {
  return Buffer.from(random.bytes(bytes)).toString('base64');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
