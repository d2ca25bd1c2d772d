import type { Command, OptionSpec } from './command.ts';
import { commands } from './commands.ts';
import { type Paint } from './output/paint.ts';
import { columns } from './output/columns.ts';

const program = 'ai-stack';

/** Help on the whole program. */
export function programHelp(paint: Paint): string {
  const rows = commands.map((command) => [`  ${paint.strong(synopsis(command))}`, command.summary]);
  return [
    `${paint.strong(program)}  Finds out what an AI project is made of, and what the guide recommends for it.`,
    '',
    paint.heading('Commands'),
    ...columns(rows),
    '',
    paint.heading('Options'),
    ...columns([
      ['  -h, --help', 'Help on the program or, after a command, on the command.'],
      ['  -V, --version', 'Print the version.'],
    ]),
    '',
    paint.heading('Exit codes'),
    '  0  fine    1  findings (check, scan, guide check)    2  could not run',
    '',
  ].join('\n');
}

export function commandHelp(command: Command, paint: Paint): string {
  const rows = Object.entries(command.options).map(([name, option]) => [
    `  ${optionWords(name, option)}`,
    option.summary,
  ]);
  return [
    command.summary,
    '',
    `${paint.heading('Usage')}  ${usageLine(command)}`,
    '',
    paint.heading('Options'),
    ...columns([...rows, ['  -h, --help', 'Print this help.']]),
    '',
  ].join('\n');
}

/** `ai-stack check PATH… [--format FORMAT]`. */
export function usageLine(command: Command): string {
  const options = Object.entries(command.options).map(
    ([name, option]) => `[${optionWords(name, option)}${option.many ? '…' : ''}]`,
  );
  return [program, synopsis(command), ...options].join(' ');
}

function synopsis({ name, path, manyPaths, defaultPath }: Command): string {
  const paths = `${path}${manyPaths && !path.includes(' ') ? '…' : ''}`;
  return `${name} ${defaultPath === undefined ? paths : `[${paths}]`}`;
}

function optionWords(name: string, { value, choices }: OptionSpec): string {
  const words = choices?.join('|') ?? value;
  return words === undefined ? `--${name}` : `--${name} ${words}`;
}
