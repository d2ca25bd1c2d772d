import type { CheckDiagnostic, CheckEdit } from '../../check.ts';
import { fixOf, type ServiceSettings, type SettingName } from '../../cloudRun/serviceSettings.ts';
import { addAttribute, attributeOf, blockAt, dynamicOn, removeLines } from '../hclEdits.ts';
import type { HclAttribute, HclBlock } from '../readHcl.ts';
import { annotationNames } from '../serviceLayout.ts';

/** What only Terraform's resources of services and jobs have. */
export function resourceRules(text: string, resource: HclBlock, service: ServiceSettings): CheckDiagnostic[] {
  if (!/^google_cloud_run_v2_/.test(resource.labels[0] ?? '')) return [];
  return [
    ...annotationRule(text, resource, service),
    ...deletionRule(text, resource),
    ...cpuIdleRule(text, resource, service),
  ];
}

/** The second version of the API rejects what are annotations in the first: it has fields for them. */
function annotationRule(text: string, resource: HclBlock, service: ServiceSettings): CheckDiagnostic[] {
  return [resource, blockAt(resource, ['template'])].flatMap((block) => {
    const annotations = attributeOf(block, 'annotations')?.value;
    if (annotations?.kind !== 'object') return [];
    return annotations.attributes.flatMap((annotation) => {
      if (!/^(?:run|cloud)\.googleapis\.com\/|^(?:autoscaling|serving)\.knative\.dev\//.test(annotation.name))
        return [];
      const field = fieldFor(annotation.name);
      return [
        {
          code: 'cloudrun/terraform-annotation' as const,
          severity: 'error' as const,
          message: `${resource.labels[0] ?? ''} does not take ${annotation.name}: version 2 of the API has fields for what are annotations in version 1${field ? ` (${service.title(field)})` : ''}.`,
          fixes: field
            ? fixOf(
                'use-field',
                `Set ${service.title(field)} instead`,
                moveToField(text, annotation, field, service),
              )
            : [],
          ...annotation.nameSpan,
        },
      ];
    });
  });
}

function fieldFor(annotation: string): SettingName | undefined {
  const names = Object.entries(annotationNames) as [SettingName, { inner?: string; outer?: string }][];
  return names.find(([, { inner, outer }]) => inner === annotation || outer === annotation)?.[0];
}

function moveToField(
  text: string,
  annotation: HclAttribute,
  field: SettingName,
  service: ServiceSettings,
): CheckEdit[] | undefined {
  if (annotation.value.kind !== 'string') return undefined;
  const removed = removeLines(text, annotation);
  // cpu_idle is true where the CPU is throttled, as the annotation is.
  const existing = service.get(field);
  const added = existing?.write ? [] : service.add(field, annotation.value.value);
  if (!removed || !added) return undefined;
  const edits = [...removed, ...added].sort((a, b) => a.start - b.start);
  return edits.some((edit, index) => edit.start < (edits[index - 1]?.end ?? 0)) ? undefined : edits;
}

function deletionRule(text: string, resource: HclBlock): CheckDiagnostic[] {
  if (attributeOf(resource, 'deletion_protection') ?? attributeOf(resource, 'deletion_policy')) return [];
  return [
    {
      code: 'cloudrun/deletion-protection',
      severity: 'hint',
      message:
        'deletion_protection is true where it is not set: a destroy, and a change that replaces it, will fail. Say which is meant.',
      fixes: fixOf(
        'protect',
        'Set deletion_protection to true',
        addAttribute(text, resource, [], 'deletion_protection', 'true'),
      ),
      ...resource.head,
    },
  ];
}

function cpuIdleRule(text: string, resource: HclBlock, service: ServiceSettings): CheckDiagnostic[] {
  if (service.kind === 'job' || service.get('gpuType') || service.get('gpuCount')) return [];
  const containers =
    blockAt(resource, ['template'])?.blocks.filter(({ type }) => type === 'containers') ?? [];
  return containers.flatMap((container) => {
    const resources = blockAt(container, ['resources']);
    if (!resources || attributeOf(resources, 'cpu_idle') || dynamicOn(container, ['resources'])) return [];
    return [
      {
        code: 'cloudrun/cpu-idle' as const,
        severity: 'information' as const,
        message:
          'With resources set, a missing cpu_idle means that the CPU is always allocated and paid for, also between requests. Say which is meant.',
        fixes: fixOf(
          'cpu-idle',
          'Pay for the CPU during requests only',
          addAttribute(text, resources, [], 'cpu_idle', 'true'),
          false,
        ),
        ...resources.head,
      },
    ];
  });
}
