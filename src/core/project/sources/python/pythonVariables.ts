import type { SyntaxNode } from '@lezer/common';
import type { Clue } from '../../clue.ts';
import { isTellingVariable, mayShowValue } from '../tellingVariables.ts';
import { argumentsOf, childrenOf, stringValue } from './pythonTree.ts';

/** Callees whose first argument names an environment variable, also those of settings libraries and notebooks. */
const reading =
  /(?:^|\.)(?:getenv|environ\.(?:get|setdefault|pop)|userdata\.get|setenv|env|env\.str|config|get_secret)$/;

type VariableClue = Omit<Clue, 'line'>;

/** The clue for a telling variable; other names give none. Values are shown for a few plain switches only. */
function variable(name: string | undefined, value: string | undefined): VariableClue | undefined {
  if (name === undefined || !isTellingVariable(name)) return undefined;
  const shown = value !== undefined && value.length <= 20 && mayShowValue(name) ? { details: { value } } : {};
  return { kind: 'variable', name, ...shown };
}

/** `os.getenv("X")`, `os.environ.setdefault("X", "…")` and their like. */
export function variableOfCall(callee: string, list: SyntaxNode, text: string): VariableClue | undefined {
  if (!reading.test(callee)) return undefined;
  const [first, second] = argumentsOf(list, text);
  const sets = callee.endsWith('setdefault') || callee.endsWith('setenv');
  return variable(
    stringValue(first?.value ?? null, text),
    sets ? stringValue(second?.value ?? null, text) : undefined,
  );
}

/** `os.environ["X"]`, also as the target of an assignment. */
export function variableOfSubscript(node: SyntaxNode, text: string): VariableClue | undefined {
  if (node.to - node.from > 120) return undefined;
  const name = /^(?:os\s*\.\s*)?environ\s*\[\s*[rbu]?(["'])(\w+)\1\s*\]$/.exec(
    text.slice(node.from, node.to),
  )?.[2];
  const equals = node.nextSibling?.name === 'AssignOp' ? node.nextSibling : null;
  return variable(name, stringValue(equals?.nextSibling ?? null, text));
}

/** The fields of a pydantic settings class are variables by their names in capitals. */
export function* variablesOfSettings(
  body: SyntaxNode,
  text: string,
): Generator<VariableClue & { offset: number }> {
  for (const statement of childrenOf(body)) {
    const field = statement.firstChild;
    if (statement.name !== 'AssignStatement' || field?.name !== 'VariableName') continue;
    if (field.nextSibling?.name !== 'TypeDef') continue;
    const clue = variable(text.slice(field.from, field.to).toUpperCase(), undefined);
    if (clue) yield { ...clue, offset: field.from };
  }
}
