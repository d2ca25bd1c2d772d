import type { SyntaxNode } from '@lezer/common';
import type { ClueCollector, Code } from '../clueCollector.ts';
import type { CodeNames } from '../codeNames.ts';
import { isInterestingNpmPackage, npmPackageOf } from '../interestingPackages.ts';
import { firstArgument, stringValue } from './javascriptTree.ts';

/** `import … from 'x'`, `import 'x'` and `export … from 'x'`. */
export function readImportDeclaration(
  node: SyntaxNode,
  code: Code,
  names: CodeNames,
  clues: ClueCollector,
): void {
  const specifier = stringValue(node.getChild('String'), code.text);
  if (specifier === undefined) return;
  report(specifier, node, code, names, clues);
  if (node.name !== 'ImportDeclaration') return;
  const module = npmPackageOf(specifier);
  for (let part = node.firstChild; part; part = part.nextSibling) {
    if (part.name === 'VariableDefinition') {
      const local = code.text.slice(part.from, part.to);
      const isNamespace = part.prevSibling?.name === 'as';
      names.bind(local, isNamespace ? module : defaultName(module, local));
    } else if (part.name === 'ImportGroup') bindGroup(part, code.text, module, names);
  }
}

/** `require('x')` and `import('x')`, with the names that the result is bound to. */
export function readModuleCall(node: SyntaxNode, code: Code, names: CodeNames, clues: ClueCollector): void {
  const isImport = node.name === 'DynamicImport';
  const callee = node.firstChild;
  if (!isImport && (callee?.name !== 'VariableName' || code.text.slice(callee.from, callee.to) !== 'require'))
    return;
  const argument = isImport ? node.getChild('String') : firstArgument(node.lastChild);
  const specifier = stringValue(argument, code.text);
  if (specifier === undefined) return;
  report(specifier, node, code, names, clues);
  bindDeclared(node, code.text, npmPackageOf(specifier), names);
}

function report(
  specifier: string,
  node: SyntaxNode,
  code: Code,
  names: CodeNames,
  clues: ClueCollector,
): void {
  const name = npmPackageOf(specifier);
  if (specifier.length > 200 || !isInterestingNpmPackage(name)) return;
  names.addRoot(name);
  const details = specifier === name ? {} : { details: { path: specifier } };
  const place = code.placeAt(node.from);
  const isSpread = code.placeAt(node.to).line !== place.line;
  const text = isSpread
    ? { text: `${node.name === 'ExportDeclaration' ? 'export' : 'import'} … from '${specifier}'` }
    : {};
  clues.add({ kind: 'import', ecosystem: 'npm', name, ...details, ...text }, place);
}

/** A default export in capitals is a class known by its usual name; in small letters it stands for the package. */
function defaultName(module: string, local: string): string {
  return /^[A-Z]/.test(local) ? `${module}.${local}` : module;
}

/** `{ a, b as c, type D }`. */
function bindGroup(group: SyntaxNode, text: string, module: string, names: CodeNames): void {
  let original: string | undefined;
  for (let part = group.firstChild; part; part = part.nextSibling) {
    if (part.name === ',') original = undefined;
    else if (part.name === 'VariableName' || part.name === 'String')
      original = text.slice(part.from, part.to);
    else if (part.name === 'VariableDefinition') {
      const local = text.slice(part.from, part.to);
      if (original === undefined && part.prevSibling?.name === 'as')
        names.bind(local, defaultName(module, local));
      else names.bind(local, `${module}.${original ?? local}`);
    }
  }
}

/** `const x = require('m')`, `const { a, b: c } = await import('m')`, `const X = require('m').X`. */
function bindDeclared(call: SyntaxNode, text: string, module: string, names: CodeNames): void {
  let value = call;
  let member: string | undefined;
  for (let steps = 0; steps < 4 && value.parent; steps++) {
    const parent: SyntaxNode = value.parent;
    if (parent.name === 'MemberExpression' && parent.lastChild?.name === 'PropertyName') {
      member = text.slice(parent.lastChild.from, parent.lastChild.to);
    } else if (parent.name !== 'AwaitExpression' && parent.name !== 'ParenthesizedExpression') break;
    value = parent;
  }
  if (value.prevSibling?.name !== 'Equals' || value.parent?.name !== 'VariableDeclaration') return;
  const target = value.prevSibling.prevSibling;
  if (target?.name === 'VariableDefinition') {
    const local = text.slice(target.from, target.to);
    const named = member !== undefined && member !== 'default';
    names.bind(local, named ? `${module}.${member ?? ''}` : defaultName(module, local));
  } else if (target?.name === 'ObjectPattern') bindPattern(target, text, module, names);
}

function bindPattern(pattern: SyntaxNode, text: string, module: string, names: CodeNames): void {
  for (const property of pattern.getChildren('PatternProperty')) {
    const first = property.firstChild;
    const local = property.getChild('VariableDefinition');
    if (!first || !local) continue;
    const original = text.slice(first.from, first.to);
    const name = text.slice(local.from, local.to);
    names.bind(name, original === 'default' ? defaultName(module, name) : `${module}.${original}`);
  }
}
