import type { Random } from '../tree/random.ts';
import * as say from './vocabulary.ts';

/** A kind of file with its share of the files; `block` writes some lines of it, without what frames them. */
export interface TextKind {
  readonly share: number;
  readonly extension: string;
  readonly block: (random: Random) => string;
}

/** About the mix of languages in a large repository. */
export const textKinds: readonly TextKind[] = [
  { share: 0.3, extension: 'py', block: python },
  { share: 0.16, extension: 'ts', block: script },
  { share: 0.06, extension: 'js', block: script },
  { share: 0.12, extension: 'go', block: go },
  { share: 0.08, extension: 'java', block: java },
  { share: 0.05, extension: 'rb', block: ruby },
  { share: 0.06, extension: 'yaml', block: yaml },
  { share: 0.05, extension: 'json', block: json },
  { share: 0.06, extension: 'md', block: markdown },
  { share: 0.02, extension: 'sh', block: shell },
  { share: 0.02, extension: 'css', block: style },
  { share: 0.01, extension: 'csv', block: table },
  { share: 0.01, extension: 'svg', block: picture },
];

function python(random: Random): string {
  const [argument, other] = [say.snake(random), say.snake(random)];
  const statements = [
    (): string => `    # ${say.sentence(random)}`,
    (): string =>
      `    ${say.snake(random)} = self.${say.snake(random)}(${argument}, ${other}=${random.between(0, 99)})`,
    (): string =>
      `    if ${argument} is None or len(${argument}) > ${random.between(1, 99)}:\n        raise ValueError("${say.sentence(random)}")`,
    (): string =>
      `    for ${say.snake(random, 1)} in ${argument}.${say.snake(random)}:\n        ${say.snake(random)}.append("${say.literal(random)}")`,
    (): string =>
      `    ${say.snake(random)}["${say.literal(random)}"] = os.environ.get("${say.constant(random)}")`,
    (): string =>
      `    return {"${say.snake(random)}": ${argument}, "${say.snake(random)}": "${say.literal(random)}"}`,
  ];
  return `\ndef ${say.snake(random, 3)}(self, ${argument}: str, *, ${other}: int = 10) -> dict:\n    """${say.sentence(random)}"""\n${several(random, statements)}\n`;
}

function script(random: Random): string {
  const argument = say.camel(random);
  const statements = [
    (): string => `  // ${say.sentence(random)}`,
    (): string =>
      `  const ${say.camel(random)} = await this.${say.camel(random)}.${say.camel(random)}(${argument}, '${say.literal(random)}');`,
    (): string => `  if (!${argument}.${say.camel(random)}) throw new Error('${say.sentence(random)}');`,
    (): string => `  const { ${say.camel(random)}, ${say.camel(random)} } = props;`,
    (): string =>
      `  <${say.pascal(random)} ${say.camel(random)}="${say.literal(random)}" size={${argument}.size} />`,
    (): string =>
      `  return { ...${argument}, ${say.camel(random)}: ${say.camel(random)}, ${say.camel(random)}: '${say.literal(random)}' };`,
  ];
  return `\nexport async function ${say.camel(random, 3)}(${argument}: ${say.pascal(random)}): Promise<void> {\n${several(random, statements)}\n}\n`;
}

function go(random: Random): string {
  const receiver = say.pascal(random);
  const statements = [
    (): string => `\t// ${say.sentence(random)}`,
    (): string =>
      `\t${say.camel(random)}, err := s.${say.pascal(random)}(ctx, ${say.camel(random)}.${say.pascal(random)})\n\tif err != nil {\n\t\treturn nil, fmt.Errorf("${say.snake(random)}: %w", err)\n\t}`,
    (): string =>
      `\t${say.camel(random)} := &${say.pascal(random)}{${say.pascal(random)}: "${say.literal(random)}", ${say.pascal(random)}: ${random.between(0, 999)}}`,
    (): string => `\tlog.Info("${say.sentence(random)}", "${say.snake(random, 1)}", ${say.camel(random)})`,
  ];
  return `\n// ${receiver} ${say.sentence(random)}\nfunc (s *Server) ${receiver}(ctx context.Context, ${say.camel(random)} *${say.pascal(random)}) (*${say.pascal(random)}, error) {\n${several(random, statements)}\n\treturn nil, nil\n}\n`;
}

function java(random: Random): string {
  const type = say.pascal(random);
  const statements = [
    (): string => `        // ${say.sentence(random)}`,
    (): string =>
      `        final ${type} ${say.camel(random)} = this.${say.camel(random)}.get${say.pascal(random)}("${say.literal(random)}");`,
    (): string => `        Objects.requireNonNull(${say.camel(random)}, "${say.sentence(random)}");`,
    (): string =>
      `        builder.${say.camel(random)}(${say.camel(random)}).${say.camel(random)}("${say.literal(random)}");`,
  ];
  return `\n    /** ${say.sentence(random)} */\n    public ${type} ${say.camel(random, 3)}(${type} ${say.camel(random)}) {\n${several(random, statements)}\n        return null;\n    }\n`;
}

function ruby(random: Random): string {
  const statements = [
    (): string => `    # ${say.sentence(random)}`,
    (): string =>
      `    ${say.snake(random)} = ${say.pascal(random)}.find_by(${say.snake(random)}: params[:${say.snake(random)}])`,
    (): string =>
      `    validates :${say.snake(random)}, presence: true, length: { maximum: ${random.between(1, 255)} }`,
    (): string => `    raise ArgumentError, "${say.sentence(random)}" unless ${say.snake(random)}`,
  ];
  return `\n  def ${say.snake(random, 2)}(${say.snake(random)})\n${several(random, statements)}\n  end\n`;
}

function yaml(random: Random): string {
  const lines = [
    (): string => `    ${say.snake(random)}: ${say.literal(random)}`,
    (): string => `    ${say.snake(random)}: "${say.literal(random)}"`,
    (): string => `    ${say.constant(random)}: \${{ secrets.${say.constant(random)} }}`,
    (): string => `    image: registry.example.com/${say.snake(random, 1)}@sha256:${say.hex(random, 64)}`,
    (): string => `    - name: ${say.camel(random)}\n      value: "${random.between(0, 9999)}"`,
  ];
  return `  ${say.snake(random)}:\n${several(random, lines)}\n`;
}

function json(random: Random): string {
  const entries = [
    (): string => `    "${say.camel(random)}": "${say.literal(random)}",`,
    (): string => `    "${say.snake(random)}": ${random.between(0, 99_999)},`,
    (): string => `    "integrity": "sha512-${say.base64(random, 64)}",`,
    (): string =>
      `    "id": "${say.hex(random, 8)}-${say.hex(random, 4)}-4${say.hex(random, 3)}-a${say.hex(random, 3)}-${say.hex(random, 12)}",`,
  ];
  return `  "${say.camel(random, 3)}": {\n${several(random, entries)}\n    "last": true\n  },\n`;
}

function markdown(random: Random): string {
  const parts = [
    (): string => Array.from({ length: random.between(2, 7) }, () => say.sentence(random)).join(' '),
    (): string =>
      `- [${say.sentence(random)}](${say.address(random)}) by @${say.snake(random)} in ${say.hex(random, 40)}`,
    (): string =>
      `\`\`\`sh\nexport ${say.constant(random)}=<your-${say.snake(random, 1)}>\ncurl -H "Authorization: Bearer $${say.constant(random)}" ${say.address(random)}\n\`\`\``,
  ];
  return `\n## ${say.sentence(random)}\n\n${several(random, parts, '\n\n')}\n`;
}

function shell(random: Random): string {
  const lines = [
    (): string => `# ${say.sentence(random)}`,
    (): string => `${say.constant(random)}="\${${say.constant(random)}:-${say.snake(random)}}"`,
    (): string => `if [ -z "$${say.constant(random)}" ]; then echo "${say.sentence(random)}"; exit 1; fi`,
    (): string => `curl -fsSL ${say.address(random)} -o /tmp/${say.snake(random)}`,
  ];
  return `${several(random, lines)}\n`;
}

function style(random: Random): string {
  return `.${say.snake(random)} > .${say.snake(random)} {\n  margin: ${random.between(0, 64)}px;\n  color: #${say.hex(random, 6)};\n}\n`;
}

function table(random: Random): string {
  return `${random.between(1, 99_999)},${say.snake(random)},${say.hex(random, 32)},${random.next().toFixed(6)},${say.literal(random)}\n`;
}

function picture(random: Random): string {
  const points = Array.from(
    { length: random.between(10, 60) },
    () => `L${(random.next() * 512).toFixed(2)} ${(random.next() * 512).toFixed(2)}`,
  );
  return `  <path d="M0 0${points.join('')}Z" fill="#${say.hex(random, 6)}"/>\n`;
}

function several(random: Random, kinds: readonly (() => string)[], separator = '\n'): string {
  return Array.from(
    { length: random.between(3, 12) },
    () => kinds[random.between(0, kinds.length - 1)]?.() ?? '',
  ).join(separator);
}
