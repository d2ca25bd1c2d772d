import type { CheckEdit } from '../check.ts';
import { readCommands, type Command, type CommandWord } from '../script/commandWords.ts';
import { scriptHost } from '../script/checkScript.ts';
import type { CommandHost } from '../script/gcloudCommand.ts';
import { lineEnd, replaceScalar } from '../yaml/yamlEdits.ts';
import type { YamlPlace } from '../yaml/yamlPlace.ts';
import { scriptIn } from '../yaml/yamlScript.ts';

/** A command of a build with how it is edited. */
export interface BuildCommand {
  readonly command: Command;
  readonly host: CommandHost;
}

/** The commands of a step: its arguments behind the program of its image, or those of its script. */
export function commandsOf(text: string, step: YamlPlace): BuildCommand[] {
  const args = step.get('args');
  const script = step.get('script');
  if (script.exists) return scriptCommands(text, script);
  if (!args.isList) return [];
  const entrypoint = step.get('entrypoint').text ?? programOf(step.get('name').text ?? '');
  const items = args.items;
  if (/(?:^|\/)(?:ba|da|z)?sh$/.test(entrypoint)) {
    const flag = items.findIndex(({ text: word }) => /^-\w*c$/.test(word ?? ''));
    const body = flag < 0 ? undefined : items[flag + 1];
    return body ? scriptCommands(text, body) : [];
  }
  const words = items.map(wordOf);
  const program = { text: entrypoint, literal: true, ...step.get('name').mark };
  const [first] = words;
  const command = first?.text === entrypoint ? words : [program, ...words];
  return [{ command, host: listHost(text, args) }];
}

function scriptCommands(text: string, place: YamlPlace): BuildCommand[] {
  const script = scriptIn(text, place);
  if (!script) return [];
  const host = scriptHost(text, script.folded);
  return readCommands(text, script.span, script.folded).map((command) => ({ command, host }));
}

/** What an image runs where no entry point is named. */
function programOf(image: string): string {
  if (/(?:^|\/)cloud-sdk(?:[:@]|$)|cloud-builders\/gcloud(?:[:@]|$)|google\.com\/cloudsdktool\//.test(image))
    return 'gcloud';
  return /(?:^|\/)docker(?:[:@]|$)/.test(image) ? 'docker' : '';
}

function wordOf(item: YamlPlace): CommandWord {
  const text = item.text ?? '';
  return { text, literal: !/\$/.test(text), ...item.span };
}

/** Arguments as a list: each flag is an item of its own. */
function listHost(text: string, args: YamlPlace): CommandHost {
  return {
    text,
    addFlags: (_, flags) => addItems(text, args, flags),
    replaceWord: (word, replacement) => {
      const item = args.items.find(({ span }) => span.start === word.start);
      return item && replaceScalar(item, replacement);
    },
  };
}

function addItems(text: string, args: YamlPlace, flags: readonly string[]): CheckEdit[] | undefined {
  const last = args.items.at(-1);
  if (!last || last.shared || args.shared || last.isBlock) return undefined;
  const { end, start } = last.span;
  const quoted = (flag: string) => (last.quoted || args.isFlow ? JSON.stringify(flag) : flag);
  if (args.isFlow) return [{ start: end, end, text: flags.map((flag) => `, ${quoted(flag)}`).join('') }];
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const before = text.slice(lineStart, start);
  if (!/^[ ]*-[ ]+$/.test(before)) return undefined;
  const next = text.indexOf('\n', end);
  const stop = next < 0 ? text.length : text.charAt(next - 1) === '\r' ? next - 1 : next;
  return [
    { start: stop, end: stop, text: flags.map((flag) => lineEnd(text) + before + quoted(flag)).join('') },
  ];
}
