import type { CheckContext, CheckDiagnostic, CheckedFile } from '../check.ts';
import { checkService } from '../cloudRun/serviceRules.ts';
import { inOrder } from '../inOrder.ts';
import { checkArguments } from './argumentRules.ts';
import { readHcl, type HclBlock } from './readHcl.ts';
import { readService } from './readService.ts';
import { grantRules } from './rules/grantRules.ts';
import { resourceRules } from './rules/resourceRules.ts';
import { serviceLayouts } from './serviceLayout.ts';

/** Terraform: services and jobs of Cloud Run, who they run as and who may call them, keys, roles and sign-in from outside. */
export function checkTerraform(file: CheckedFile, context: CheckContext): readonly CheckDiagnostic[] {
  const { text } = file;
  if (!/"google_/.test(text)) return [];
  const { blocks, fault } = readHcl(text);
  if (fault && /brace|block is not closed/.test(fault.reason)) {
    const { start, end, reason } = fault;
    const message = `This is no Terraform: ${reason}.`;
    return [{ code: 'cloudrun/terraform-syntax', severity: 'error', message, fixes: [], start, end }];
  }
  const resources = blocks.filter(({ type, labels }) => type === 'resource' && labels.length === 2);
  return inOrder([
    ...checkArguments(resources),
    ...resources.flatMap((resource) => serviceRules(text, resource, context)),
    ...blocks.flatMap((block) => grantRules(text, block)),
  ]);
}

function serviceRules(text: string, resource: HclBlock, context: CheckContext): CheckDiagnostic[] {
  const layout = serviceLayouts[resource.labels[0] ?? ''];
  if (!layout) return [];
  const service = readService(text, resource, layout);
  return [...checkService(service, context), ...resourceRules(text, resource, service)];
}
