import { suggestion } from '../../../guide/file/suggestion.ts';
import type { Span } from '../../check.ts';
import { flagOf, type Dockerfile, type Instruction, type Stage } from '../dockerfile.ts';
import { fix, removeInstruction, replace } from '../edits.ts';
import { mountOptions } from '../facts/copiedSources.ts';
import { placeOf } from '../place.ts';
import type { DockerRule, Found, RuleInput } from '../rule.ts';

/** Where a stage or image is named but in FROM. */
export interface StageUse extends Span {
  readonly instruction: Instruction;
  readonly name: string;
}

/** `COPY --from=…` and `RUN --mount=from=…`. */
export function stageUses(file: Dockerfile): readonly StageUse[] {
  return file.instructions.flatMap((instruction) => {
    const from = flagOf(instruction, 'from');
    const direct =
      (instruction.keyword === 'COPY' || instruction.keyword === 'ADD') && from?.value !== undefined
        ? [{ instruction, name: from.value, start: from.valueStart, end: from.end }]
        : [];
    const mounted = instruction.flags.flatMap(({ name, value, valueStart }) => {
      const source = name === 'mount' && value !== undefined ? mountOptions(value).get('from') : undefined;
      if (source === undefined || value === undefined) return [];
      const start = valueStart + value.indexOf(`from=${source}`) + 5;
      return [{ instruction, name: source, start, end: start + source.length }];
    });
    return [...direct, ...mounted];
  });
}

/** Official images that are copied from under their plain name. */
const plainImages =
  /^(?:alpine|busybox|composer|debian|ubuntu|docker|golang|node|nginx|python|redis|rust|ruby|php|maven|gradle|openjdk|scratch|httpd|caddy|bash|postgres|mysql|traefik|hashicorp|oven|ollama)$/i;

/** Names that are stages everywhere, and hardly ever contexts of `--build-context`. */
export const usualStages =
  /^(?:(?:app|node|python|py|go|rust|java|web|uv|pip)?[-_]?(?:build|builder|base|deps|dependencies|compile|compiler|install|installer|venv|wheels?|packages|assets|prod|production|development|runtime|final|release)(?:[-_]?(?:stage|env|image))?|stage[-_]?\d*)$/i;

export const unknownStage: DockerRule = {
  id: 'unknown-stage',
  severity: 'error',
  hadolint: ['DL3022'],
  find: ({ file, deployment }) => {
    const names = file.stages.flatMap(({ name }) => name ?? []);
    const known = new Set([...names, ...deployment.namedContexts]);
    return stageUses(file)
      .filter(({ instruction, name }) => isUnknown(name, known, instruction.stage))
      .map((use) => {
        const hint = use.name.length < 4 ? '' : suggestion(use.name, names);
        const other = /"(.*)"\?$/.exec(hint)?.[1];
        const isSure = other !== undefined || /^\d+$/.test(use.name) || usualStages.test(use.name);
        return {
          ...placeOf(use),
          severity: isSure ? ('error' as const) : ('information' as const),
          message: isSure
            ? `There is no stage ${use.name.slice(0, 80)} before this; name one that is there.${hint}`
            : `There is no stage ${use.name.slice(0, 80)} here; it must come in by --build-context.`,
          fixes: other === undefined ? [] : [fix('use-stage', `Use ${other}`, replace(use, other))],
        };
      });
  },
  bad: [
    'FROM a:1 AS builder\nFROM a:1\nCOPY --from=biulder /a /a\n',
    'FROM a:1 AS builder\nFROM a:1\nCOPY --from=2 /a /a\n',
    'FROM a:1\nCOPY --from=build /a /a\n',
    'FROM a:1\nRUN --mount=type=bind,from=deps,target=/d ls /d\n',
  ],
  good: [
    'FROM a:1 AS Builder\nFROM a:1\nCOPY --from=builder /a /a\nCOPY --from=0 /a /a\n',
    'FROM a:1\nCOPY --from=ghcr.io/astral-sh/uv:0.9 /uv /bin/\nCOPY --from=nginx /etc/nginx /n\n',
    'ARG S\nFROM a:1\nCOPY --from=${S} /a /a\n',
    {
      dockerfile: 'FROM a:1\nCOPY --from=shared /a /a\n',
      files: {
        'compose.yaml':
          'services:\n  a:\n    build:\n      context: .\n      additional_contexts:\n        shared: ../shared\n',
      },
    },
  ],
};

function isUnknown(name: string, known: ReadonlySet<string>, stage: number): boolean {
  if (/^\d+$/.test(name)) return Number(name) >= stage;
  return (
    !/[$/:.@]/.test(name) && !known.has(name.toLowerCase()) && !known.has(name) && !plainImages.test(name)
  );
}

export const stageOrder: DockerRule = {
  id: 'stage-before-definition',
  severity: 'error',
  find: ({ file }) => [...usedEarly(file), ...basedEarly(file)],
  bad: [
    'FROM a:1\nCOPY --from=builder /a /a\nFROM a:1 AS builder\nRUN true\n',
    'FROM builder\nRUN true\nFROM a:1 AS builder\n',
    'FROM a:1 AS self\nCOPY --from=self /a /b\n',
  ],
  good: [
    'FROM a:1 AS builder\nFROM builder AS next\nFROM a:1\nCOPY --from=next /a /a\n',
    'FROM python:3.12 AS python\n',
  ],
};

function usedEarly(file: Dockerfile): Found[] {
  const first = firstByName(file.stages);
  return stageUses(file).flatMap((use) => {
    const index = first.get(use.name.toLowerCase());
    if (index === undefined || index < use.instruction.stage) return [];
    const where = index === use.instruction.stage ? 'is this one' : 'comes later';
    return [
      {
        ...placeOf(use),
        message: `The stage ${use.name.slice(0, 80)} ${where}, and only earlier ones can be copied from; move it up.`,
      },
    ];
  });
}

function basedEarly({ stages }: Dockerfile): Found[] {
  const first = firstByName(stages);
  return stages.flatMap(({ base, reference, index, name }) => {
    const later = base && reference !== undefined ? first.get(reference.toLowerCase()) : undefined;
    // `FROM python AS python` is the image.
    if (!base || later === undefined || later < index || reference?.toLowerCase() === name) return [];
    return [
      {
        ...placeOf(base),
        message: `The stage ${base.value.slice(0, 80)} comes later, and a stage is built on earlier ones; move it up.`,
      },
    ];
  });
}

function firstByName(stages: readonly Stage[]): ReadonlyMap<string, number> {
  const first = new Map<string, number>();
  for (const { name, index } of stages) if (name !== undefined && !first.has(name)) first.set(name, index);
  return first;
}

export const severalCommands: DockerRule = {
  id: 'several-commands',
  severity: 'warning',
  hadolint: ['DL4003', 'DL4004', 'DL3012'],
  find: ({ file }: RuleInput) =>
    file.stages.flatMap(({ instructions }) =>
      ['CMD', 'ENTRYPOINT', 'HEALTHCHECK'].flatMap((keyword) =>
        instructions
          .filter((each) => each.keyword === keyword)
          .slice(0, -1)
          .map((each) => ({
            start: each.start,
            end: each.keywordEnd,
            message: `Only the last ${keyword} of a stage counts, and this one has no effect; remove it.`,
            fixes: [fix('remove-instruction', `Remove this ${keyword}`, removeInstruction(file, each))],
          })),
      ),
    ),
  bad: [
    'FROM a:1\nCMD ["a"]\nCMD ["b"]\n',
    'FROM a:1\nENTRYPOINT ["a"]\nRUN true\nENTRYPOINT ["b"]\n',
    'FROM a:1\nHEALTHCHECK CMD ["a"]\nHEALTHCHECK NONE\n',
  ],
  good: ['FROM a:1 AS x\nCMD ["a"]\nFROM x\nCMD ["b"]\nENTRYPOINT ["c"]\n'],
};
