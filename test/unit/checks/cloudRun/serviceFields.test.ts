import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { parse, stringify } from 'yaml';
import { serviceFields } from '../../../../src/core/checks/cloudRun/serviceFields.ts';
import { checkFields, type FieldCheck } from '../../../../src/core/checks/yaml/checkFields.ts';
import type { FieldTable } from '../../../../src/core/checks/yaml/fieldTable.ts';
import { readYaml } from '../../../../src/core/checks/yaml/yamlPlace.ts';
import { jsonSchema, tableFiles, type FieldTypes } from '../../../support/serving/buildServiceSchema.ts';
import { corpusFiles } from '../../../support/serving/checkCorpus.ts';
import { anyJson, mutate } from '../../../support/serving/anyService.ts';

const root = new URL('../../../../', import.meta.url);

describe('the fields of Cloud Run', () => {
  it('are those of the official types: the tables are what their maker makes', () => {
    for (const { path, text } of tableFiles())
      assert.equal(readFileSync(new URL(path, root), 'utf8'), text, `${path} is stale: run its maker`);
  });

  it('know the parts that a service and a job have, and where annotations stand', () => {
    assert.equal(serviceFields.types.RevisionSpec?.serviceAccountName, 'string');
    const { Container } = serviceFields.types;
    assert.deepEqual([Container?.startupProbe, Container?.securityContext], ['@Probe', '@SecurityContext !']);
    assert.equal(serviceFields.types.ResourceRequirements?.limits, 'map');
    assert.deepEqual(serviceFields.annotations['autoscaling.knative.dev/maxScale'], ['Revision']);
    assert.deepEqual(serviceFields.annotations['run.googleapis.com/ingress'], ['Service', 'Instance']);
    assert.ok(Object.keys(serviceFields.annotations).length > 40);
  });

  for (const type of ['Service', 'Job'] as const) {
    const validate = new Ajv({ allErrors: true, strict: false }).compile(
      jsonSchema(mutable(serviceFields), type),
    );

    it(`${type}: our walker takes and refuses what ajv does by the schema, on the corpus`, () => {
      let refused = 0;
      for (const file of [...corpusFiles('cloudRun', 'good'), ...corpusFiles('cloudRun', 'bad')])
        for (const place of readYaml(file.text).documents) {
          const document = place.get('kind').text;
          if (document !== type || /placeholders|knative\.yaml/.test(file.name)) continue;
          const value: unknown = parse(file.text.split(/^---$/m).at(-1) ?? '', { merge: true });
          const valid = validate(value);
          if (!valid) refused++;
          assert.equal(walks(file.text, type), valid, `${file.name}: ${JSON.stringify(validate.errors)}`);
        }
      assert.ok(type === 'Job' || refused >= 5, `${refused} of the corpus are refused`);
    });

    it(`${type}: the same on services that were changed at random`, function () {
      this.timeout(20_000);
      const bases = corpusFiles('cloudRun', 'good')
        .filter(({ name }) => /\/(?:gpu|cpu|job|sidecar)\.yaml$/.test(name))
        .map(({ text }) => parse(text) as unknown)
        .filter((value) => (value as { kind: string }).kind === type);
      fc.assert(
        fc.property(
          fc.constantFrom(...bases),
          fc.array(fc.nat(), { minLength: 1, maxLength: 4 }),
          anyJson,
          (base, path, value) => {
            const changed = mutate(base, path, value, Object.keys(serviceFields.types.Container ?? {}));
            const text = stringify(changed);
            assert.equal(walks(text, type), validate(parse(text)), text);
          },
        ),
        { numRuns: 120, seed: 11 },
      );
    });
  }
});

/** Whether the walker takes the last document of a text. Fields that are known and not supported count as taken. */
function walks(text: string, type: string): boolean {
  const check: FieldCheck = {
    table: serviceFields,
    unknown: 'cloudrun/unknown-field',
    wrongType: 'cloudrun/wrong-type',
    unsupported: 'cloudrun/unsupported-field',
    service: 'Cloud Run',
    walksUnsupported: true,
  };
  const place = readYaml(text).documents.at(-1);
  assert.ok(place);
  return !checkFields(place, type, check).some(({ code }) => code !== 'cloudrun/unsupported-field');
}

function mutable({ types }: FieldTable): FieldTypes {
  return Object.fromEntries(Object.entries(types).map(([name, fields]) => [name, { ...fields }]));
}
