import type { CheckDiagnostic, CheckEdit } from '../check.ts';
import { fixOf } from '../cloudRun/serviceSettings.ts';
import { addEntry, replaceScalar } from '../yaml/yamlEdits.ts';
import type { YamlPlace } from '../yaml/yamlPlace.ts';

/** A job that signs in by Workload Identity Federation must be allowed to ask GitHub for a token. */
export function checkTokenPermission(text: string, workflow: YamlPlace, job: YamlPlace): CheckDiagnostic[] {
  const provider = job
    .get('steps')
    .items.filter((step) => step.get('uses').text?.startsWith('google-github-actions/auth@'))
    .map((step) => step.get('with', 'workload_identity_provider'))
    .find((place) => place.exists);
  if (!provider || isCalled(workflow)) return [];
  const own = job.get('permissions');
  const permissions = own.exists ? own : workflow.get('permissions');
  if (permissions.text === 'write-all' || permissions.get('id-token').text === 'write') return [];
  if (permissions.text !== undefined && permissions.text.includes('{{')) return [];
  return [
    {
      code: 'identity/id-token-permission',
      severity: 'error',
      message:
        'Without the permission id-token: write GitHub gives this job no token, and the sign-in to Google Cloud fails.',
      fixes: fixOf('grant-id-token', 'Add id-token: write', grant(text, job, permissions)),
      ...provider.keySpan,
    },
  ];
}

/** Permissions of a workflow that is called come from its caller. */
function isCalled(workflow: YamlPlace): boolean {
  const on = workflow.get('on');
  return on.text === 'workflow_call' || on.entries.some(({ key }) => key === 'workflow_call') || on.items.some(({ text }) => text === 'workflow_call'); // prettier-ignore
}

function grant(text: string, job: YamlPlace, permissions: YamlPlace): readonly CheckEdit[] | undefined {
  if (!permissions.exists)
    return addEntry(text, job, 'permissions', { contents: 'read', 'id-token': 'write' });
  const given = permissions.get('id-token');
  if (given.exists) return replaceScalar(given, 'write');
  return permissions.isMap ? addEntry(text, permissions, 'id-token', 'write') : undefined;
}
