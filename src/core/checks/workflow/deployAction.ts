import { readCommands, type Command, type CommandWord } from '../script/commandWords.ts';
import type { CommandHost } from '../script/gcloudCommand.ts';
import type { YamlPlace } from '../yaml/yamlPlace.ts';
import { scriptIn } from '../yaml/yamlScript.ts';

/** What `google-github-actions/deploy-cloudrun` runs, as the command that it stands for. */
export function deployCommand(
  text: string,
  step: YamlPlace,
): { command: Command; host: CommandHost } | undefined {
  const uses = step.get('uses');
  if (!uses.text?.startsWith('google-github-actions/deploy-cloudrun@')) return undefined;
  const options = step.get('with');
  // A metadata file says the rest, and is checked itself.
  if (options.get('metadata').exists || options.get('job').exists || options.get('revision_traffic').exists)
    return undefined;
  const word = (value: string): CommandWord => ({ text: value, literal: true, ...uses.mark });
  const flags = scriptIn(text, options.get('flags'));
  const given = flags ? readCommands(text, flags.span, true).flat() : [];
  const command = [
    ...['gcloud', 'run', 'deploy'].map(word),
    ...['service', 'image', 'source', 'region'].flatMap((name) => optionWords(options.get(name), name, word)),
    ...given,
  ];
  return {
    command,
    host: {
      text,
      addFlags: () => undefined,
      replaceWord: (old, replacement) => [{ start: old.start, end: old.end, text: replacement }],
    },
  };
}

function optionWords(option: YamlPlace, name: string, word: (text: string) => CommandWord): CommandWord[] {
  const { text } = option;
  if (text === undefined) return [];
  const value = { text, literal: !text.includes('$'), ...option.mark };
  return name === 'service' ? [value] : [word(`--${name}`), value];
}
