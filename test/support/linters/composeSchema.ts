import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Context } from 'mocha';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { findProgram } from '../host/findProgram.ts';
import { cachedLinter, installRemedy, runOrThrow, skipWithout } from './install.ts';

/** Compose's own loader as a Go module, which has the schema that `docker compose` checks files against. */
const loader = 'github.com/compose-spec/compose-go/v2';
const version = 'v2.16.2';

/** Holds a Compose file against Compose's own schema: a line for each fault. Skips the suite where there is none. */
export function composeSchemaOrSkip(context: Context): (file: string) => string[] {
  const go = findProgram('go');
  const folder = cachedLinter(`compose-schema-${version}`, (draft) => {
    if (go === undefined) throw new Error("Compose's schema is a part of a Go module: go is missing.");
    const answer = runOrThrow(go, ['mod', 'download', '-json', `${loader}@${version}`], {
      GOFLAGS: '-mod=mod',
    });
    const { Dir: from } = JSON.parse(answer) as { Dir: string };
    cpSync(join(from, 'schema/compose-spec.json'), join(draft, 'compose-spec.json'));
  });
  if (folder === undefined) return skipWithout(context, "Compose's schema", installRemedy);
  const schema = JSON.parse(readFileSync(join(folder, 'compose-spec.json'), 'utf8')) as object;
  const validate = new Ajv2020({ strict: false, allErrors: true, validateFormats: false }).compile(schema);
  return (file) => {
    if (validate(parse(file))) return [];
    return (validate.errors ?? []).map(({ instancePath, message = '' }) => `${instancePath} ${message}`);
  };
}
