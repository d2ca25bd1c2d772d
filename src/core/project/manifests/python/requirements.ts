import {
  nothing,
  type DependencyScope,
  type FileReader,
  type FileReading,
  type SourceFile,
} from '../../clue.ts';
import { parseCondaSpec } from './condaSpec.ts';
import { DependencyReading, isPassedOver, type DependencyPlace } from './dependencyReading.ts';
import { fileScope } from './groupScope.ts';
import { parseRequirement, type Requirement } from './pep508.ts';
import { isCompiled, requirementLines } from './requirementLines.ts';

/** Whether a path looks like a pip requirements or constraints file: by its name, or in a folder `requirements`. */
export function isRequirementsPath(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (/^[\w.-]*requirements?(?:[-._][\w.-]+)?\.(?:txt|pip|in)$/i.test(name)) return true;
  if (
    /^(?:[\w.-]+[-_.])?constraints?(?:[-._][\w.-]+)?\.(?:txt|in)$|^requirements(?:-dev)?\.lock$/i.test(name)
  )
    return true;
  return (
    /(?:^|\/)requirements\/(?:[\w.-]+\/)?[\w.-]+\.(?:txt|in|pip)$/.test(path) &&
    !/^(?:readme|licen[cs]e|notice)/i.test(name)
  );
}

/** Reads a requirements file of pip; its name decides the scope. */
export const readRequirements: FileReader = (file) => readRequirementsAs(file, fileScope(file.path));

/** Reads a requirements file in the scope that another file includes it with; `locked` for constraints. */
export function readRequirementsAs(file: SourceFile, scope: DependencyScope): FileReading {
  const named = /(?:requirement|constraint)s?[^/]*$/i.test(file.path);
  if (isOtherFormat(file.text)) return named ? notRequirements(file) : nothing;
  const lines = requirementLines(file.text);
  // The last line of a sample may be cut.
  if (file.sampled) lines.pop();
  const malformed = lines.filter((line) => !isReadable(line.text)).length;
  if (malformed >= 3 && malformed * 2 > lines.length) return named ? notRequirements(file) : nothing;
  const reading = new DependencyReading(file.path);
  const compiled = isCompiled(file.text);
  for (const line of lines) {
    const indirect = compiled && line.via === 'package';
    addRequirementLine(reading, line.text, { scope: indirect ? 'locked' : scope, line: line.line });
  }
  return reading.finish();
}

/** Adds what one logical line of a requirements file says: a requirement, an inclusion, or nothing for other options. */
export function addRequirementLine(reading: DependencyReading, text: string, place: DependencyPlace): void {
  const include = /^(?:(-[rc])\s*=?|--(requirement|constraint)s?(?:\s*=|\s))\s*(\S.*)$/.exec(text);
  const target = include?.[3];
  if (include && target !== undefined) {
    const constraints = include[1] === '-c' || include[2] === 'constraint';
    reading.include(target, constraints ? 'constraints' : 'requirements', place);
    return;
  }
  const editable = /^(?:-e\s*=?|--editable(?:\s*=|\s))\s*(\S.*)$/.exec(text)?.[1];
  // A bare word or a folder after `-e` is a path and names no package.
  if (editable === undefined ? isOption(text) : !/:\/\/|^\w+\+|#egg=/.test(editable)) return;
  const requirement = withoutOptions(editable ?? text);
  const conda = condaExport(requirement);
  if (conda) reading.add(conda, place);
  else reading.addText(requirement, place);
}

/** Options of a single requirement follow it: `--hash=sha256:…`, `--config-settings …`. */
function withoutOptions(text: string): string {
  const options = text.search(/\s--?[A-Za-z]/);
  return options < 0 ? text : text.slice(0, options);
}

/** A line that `conda list --export` writes: `torch=2.1.0=py3.11_cuda`. */
function condaExport(text: string): Requirement | undefined {
  return /^[\w.-]+=[\w.!+]+=[\w.]+$/.test(text) ? parseCondaSpec(text) : undefined;
}

function isOption(text: string): boolean {
  return /^(?:-[icrefZC]\b|-[icref]\S|--[a-z][a-z-]+)/.test(text);
}

function isReadable(text: string): boolean {
  return (
    isOption(text) ||
    parseRequirement(withoutOptions(text)) !== undefined ||
    isPassedOver(text) ||
    /^[\w.-]+=[\w.!+]+/.test(text)
  );
}

/** Markup, JSON, rich text and binary data: nothing that a requirements file begins with or holds. */
function isOtherFormat(text: string): boolean {
  return /^\s*(?:<|\{(?![{%#])|%PDF|PK\u0003)/.test(text) || /[\0-\x08\x0e-\x19\x1b-\x1f\ufffd]/.test(text);
}

function notRequirements(file: SourceFile): FileReading {
  const message =
    'This file does not hold pip requirements, one per line: save them as plain text, or rename the file.';
  return { clues: [], problems: [{ file: file.path, line: 1, column: 1, message, severity: 'warning' }] };
}
