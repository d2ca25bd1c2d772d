import type { SyntaxNode } from '@lezer/common';
import { dottedName, isClassName, type CodeNames } from '../codeNames.ts';
import { isInterestingPythonName } from '../interest.ts';
import { LiteralDetails } from '../literalDetails.ts';
import { argumentsOf, literalValue, stringValue } from './pythonTree.ts';

const training = ['torch', 'keras', 'tensorflow', 'tf_keras', 'lightning', 'pytorch_lightning', 'accelerate'];

/** Methods that tell something without their object being known, with the modules that must be imported. */
const tellingMethods: ReadonlyMap<string, readonly string[]> = new Map([
  ['fit', ['keras', 'tensorflow', 'tf_keras', 'torch', 'lightning', 'pytorch_lightning']],
  ['compile', ['keras', 'tensorflow', 'tf_keras']],
  ['backward', training],
  ['step', training],
  ['ft', ['redis', 'valkey', 'aioredis', 'redisvl']],
]);

/** Roots whose instances' methods are reported as methods: `keras.Sequential()` and then `.fit`. */
const methodRoots = new Set([
  'torch',
  'keras',
  'tensorflow',
  'tf_keras',
  'lightning',
  'pytorch_lightning',
  'redis',
]);

/** boto3 reaches hundreds of services; only these calls matter. */
const awsModel = /bedrock|sagemaker/;

/** The clue name of a callee: its full name when it is interesting, `.method` for telling methods, or undefined. */
export function calledName(callee: SyntaxNode, text: string, names: CodeNames): string | undefined {
  const dotted = dottedName(text.slice(callee.from, Math.min(callee.to, callee.from + 201)));
  const full = dotted === undefined ? undefined : names.resolve(dotted);
  const known = full !== undefined && isInterestingPythonName(full);
  const instance = dotted !== undefined && names.isInstance(dotted);
  if (known && (!instance || !methodRoots.has(full.split('.', 1)[0] ?? ''))) return full;
  if (full !== undefined && !instance) return undefined;
  return methodName(callee, text, names) ?? (known ? full : undefined);
}

function methodName(callee: SyntaxNode, text: string, names: CodeNames): string | undefined {
  if (callee.name !== 'MemberExpression') return undefined;
  const match = /(\w*)\s*\.\s*(\w{1,20})$/.exec(text.slice(Math.max(callee.from, callee.to - 80), callee.to));
  const method = match?.[2] ?? '';
  const needed = tellingMethods.get(method);
  if (!needed || !names.hasRoot(...needed)) return undefined;
  if (method === 'step' && !/opt|scaler|engine/i.test(match?.[1] ?? '')) return undefined;
  return `.${method}`;
}

/** What the arguments say in literals: by keyword, and the first one under `arg0` when it is a text. */
export function argumentDetails(list: SyntaxNode | null, text: string): LiteralDetails {
  const details = new LiteralDetails();
  if (list?.name !== 'ArgList') return details;
  const found = argumentsOf(list, text);
  if (found[0] && found[0].name === undefined) details.addFirst(stringValue(found[0].value, text));
  for (const { name, value } of found) if (name !== undefined) details.add(name, literalValue(value, text));
  return details;
}

/** False for the calls of a broad library that say nothing of models. */
export function isTellingCall(name: string, details: LiteralDetails): boolean {
  return !name.startsWith('boto3.') || awsModel.test(details.get('arg0') ?? '');
}

/** The variable a call's result is assigned to, and whether that happens at the top of the file. */
export function assignedTo(call: SyntaxNode, text: string): { name: string; topLevel: boolean } | undefined {
  const statement = call.parent;
  const target = statement?.firstChild;
  if (statement?.name !== 'AssignStatement' || !target || target.from === call.from) return undefined;
  const name = dottedName(text.slice(target.from, Math.min(target.to, target.from + 201)));
  return name === undefined ? undefined : { name, topLevel: statement.parent?.name === 'Script' };
}

/** Remembers that a variable holds an instance of an imported class, or no longer does. */
export function bindAssigned(variable: string, called: string | undefined, names: CodeNames): void {
  // `AutoModel.from_pretrained(…)` makes one as well.
  const made = called?.replace(/\.from_\w+$/, '');
  if (made !== undefined && isClassName(made)) names.bindInstance(variable, made);
  else if (names.isInstance(variable)) names.forget(variable);
}
