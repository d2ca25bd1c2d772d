import assert from 'node:assert/strict';
import { readCommands } from '../../../../src/core/checks/script/commandWords.ts';
import { gcloudCommand } from '../../../../src/core/checks/script/gcloudCommand.ts';

describe('reading commands with places', () => {
  for (const [name, text, expected] of [
    ['words and quotes', `a "b c" 'd e' f\\ g`, ['a|b c|d e|f g']],
    ['what divides commands', 'a; b && c | d || (e)\nf & g', ['a', 'b', 'c', 'd', 'e', 'f', 'g']],
    ['a line that goes on', 'a \\\n  b \\\r\n  c\nd', ['a|b|c', 'd']],
    ['comments', 'a # b\n# c\nd#e', ['a', 'd#e']],
    ['redirections', 'a > b 2>&1 >>c d <e &>f g', ['a|d|g']],
    ['a here document', "cat <<'EOF' x\ngcloud run deploy\nEOF\nb", ['cat|x', 'b']],
    ['commands in commands', 'a $(b "$(c d)") "$(e)"', ['a|$(b "$(c d)")|$(e)', 'b|$(c d)', 'c|d', 'e']],
    ['expressions of a workflow', 'a ${{ secrets.X }} ${B}', ['a|${{ secrets.X }}|${B}']],
  ] as const)
    it(`takes ${name} apart`, () => {
      const commands = readCommands(text, { start: 0, end: text.length });
      assert.deepEqual(
        commands.map((words) => words.map((word) => word.text).join('|')),
        expected,
      );
    });

  it('marks each word where it stands, with its quotes', () => {
    const text = 'x\n  gcloud "run" deploy';
    const [command = []] = readCommands(text, { start: 2, end: text.length });
    assert.deepEqual(
      command.map(({ start, end }) => text.slice(start, end)),
      ['gcloud', '"run"', 'deploy'],
    );
  });

  it('knows what is expanded', () => {
    const text = `a '$b' "$c" $d e`;
    const [command = []] = readCommands(text, { start: 0, end: text.length });
    assert.deepEqual(
      command.map(({ literal }) => literal),
      [true, true, false, false, true],
    );
  });

  for (const [text, path, flags, open] of [
    ['gcloud run deploy a --image=b --gpu 1 --quiet', 'run deploy a', '--image=b --gpu=1 --quiet', false],
    ['sudo X=1 /usr/bin/gcloud beta run deploy a', 'run deploy a', '', false],
    ['@gcloud run deploy a $(FLAGS)', 'run deploy a', '', true],
    ['gcloud run deploy a "${args[@]}"', 'run deploy a', '', true],
    ['if gcloud run deploy a --cpu-boost b', 'run deploy a b', '--cpu-boost', false],
  ] as const)
    it(`reads ${text}`, () => {
      const [words = []] = readCommands(text, { start: 0, end: text.length });
      const command = gcloudCommand(text, words);
      assert.ok(command);
      assert.equal(command.path.filter((word) => !word.includes('[')).join(' '), path);
      const shown = command.flags.map(({ name, value }) => (value ? `${name}=${value.text}` : name));
      assert.equal(shown.join(' '), flags);
      assert.equal(command.open, open);
    });

  it('leaves what only speaks of gcloud alone', () => {
    for (const text of ['echo gcloud run deploy', 'which gcloud', 'printf "gcloud"']) {
      const [words = []] = readCommands(text, { start: 0, end: text.length });
      assert.equal(gcloudCommand(text, words), undefined, text);
    }
  });
});
