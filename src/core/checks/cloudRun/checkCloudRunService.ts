import type { CheckContext, CheckDiagnostic, CheckedFile } from '../check.ts';
import { checkFields, type FieldCheck } from '../yaml/checkFields.ts';
import { readYaml } from '../yaml/yamlPlace.ts';
import { serviceFields } from './serviceFields.ts';

const fieldCheck: FieldCheck = {
  table: serviceFields,
  unknown: 'cloudrun/unknown-field',
  wrongType: 'cloudrun/wrong-type',
  unsupported: 'cloudrun/unsupported-field',
  service: 'Cloud Run',
};

/** A Cloud Run service or job in its YAML form (Knative's `serving.knative.dev/v1` or `run.googleapis.com/v1`). */
export function checkCloudRunService(file: CheckedFile, context: CheckContext): readonly CheckDiagnostic[] {
  if (context.catalogue.gpus.length < 0) return [];
  return readYaml(file.text).documents.flatMap((document) =>
    document.get('apiVersion').text === 'serving.knative.dev/v1'
      ? checkFields(document, 'Service', fieldCheck)
      : [],
  );
}
