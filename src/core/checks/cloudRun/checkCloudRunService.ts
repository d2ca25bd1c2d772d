import type { CheckContext, CheckDiagnostic, CheckedFile } from '../check.ts';
import { inOrder } from '../inOrder.ts';
import { checkFields, type FieldCheck } from '../yaml/checkFields.ts';
import { readYaml, type YamlPlace } from '../yaml/yamlPlace.ts';
import { checkAnnotations } from './annotationRules.ts';
import { readService, servicePlaces, type ServicePlaces } from './readService.ts';
import { reservedRule, variableRules } from './rules/environmentRules.ts';
import { serviceFields } from './serviceFields.ts';
import { checkService } from './serviceRules.ts';

const fieldCheck: FieldCheck = {
  table: serviceFields,
  unknown: 'cloudrun/unknown-field',
  wrongType: 'cloudrun/wrong-type',
  unsupported: 'cloudrun/unsupported-field',
  service: 'Cloud Run',
};

/**
 * A Cloud Run service or job in its YAML form (`serving.knative.dev/v1`, `run.googleapis.com/v1`). Templates of Helm and
 * the like are left alone, and of a Knative service that is nowhere Cloud Run's only what holds for all is said.
 */
export function checkCloudRunService(file: CheckedFile, context: CheckContext): readonly CheckDiagnostic[] {
  const { text } = file;
  if (!/\bapiVersion\b/.test(text) || /\{\{|\{%/.test(text)) return [];
  const { documents, fault } = readYaml(text);
  if (fault && mentionsCloudRun(text)) {
    const message = `This is no YAML: ${fault.reason.replace(/\.?$/, '.')}`;
    return [
      {
        code: 'cloudrun/yaml-syntax',
        severity: 'error',
        message,
        fixes: [],
        start: fault.start,
        end: fault.end,
      },
    ];
  }
  return inOrder(
    documents.flatMap((document) => {
      const places = servicePlaces(document);
      return places ? checkDocument(text, places, context) : [];
    }),
  );
}

function checkDocument(text: string, places: ServicePlaces, context: CheckContext): CheckDiagnostic[] {
  const service = readService(text, places);
  if (!isCloudRun(places))
    return service.containers
      .flatMap(({ variables }) => variables)
      .flatMap((variable) => [
        ...reservedRule(service, variable),
        ...variableRules(variable).filter(({ code }) => code === 'identity/api-key'),
      ]);
  return [
    ...checkFields(places.object, places.kind === 'service' ? 'Service' : 'Job', fieldCheck),
    ...checkAnnotations(text, places),
    ...checkService(service, context),
  ];
}

function mentionsCloudRun(text: string): boolean {
  return /\brun\.googleapis\.com\//.test(text);
}

/** Whether the object is meant for Cloud Run, not for Knative on a cluster: it has what only Cloud Run knows. */
function isCloudRun({ kind, object, template, spec }: ServicePlaces): boolean {
  if (kind === 'job') return true;
  const bears = (place: YamlPlace) => place.entries.some(({ key }) => key.startsWith('run.googleapis.com/'));
  return (
    bears(object.get('metadata', 'annotations')) ||
    bears(template.get('metadata', 'annotations')) ||
    bears(spec.get('nodeSelector')) ||
    object.get('metadata', 'labels', 'cloud.googleapis.com/location').exists ||
    /@.*\.gserviceaccount\.com$/.test(spec.get('serviceAccountName').text ?? '') ||
    spec
      .get('volumes')
      .items.some((volume) => volume.get('csi', 'driver').text === 'gcsfuse.run.googleapis.com')
  );
}
