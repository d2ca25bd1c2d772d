import type { CheckDiagnostic, Span } from '../../check.ts';
import { fixOf } from '../../cloudRun/serviceSettings.ts';
import { isPublicMember, isServiceAgent, narrowRoles, wideRoles } from '../../identity.ts';
import { attributeOf, blockAt, removeLines } from '../hclEdits.ts';
import type { HclBlock, HclExpression } from '../readHcl.ts';

/** Who is granted what, keys of accounts, and sign-in from outside. */
export function grantRules(text: string, block: HclBlock): CheckDiagnostic[] {
  const [type = ''] = block.labels;
  if (block.type === 'data') return type === 'google_iam_policy' ? publicPolicy(block) : [];
  if (block.type !== 'resource') return [];
  if (/^google_cloud_run(?:_v2)?_service_iam_(?:member|binding)$/.test(type)) return publicGrant(text, block);
  if (/^google_project_iam_(?:member|binding)$/.test(type))
    return [...wideGrant(text, block), ...anyPrincipal(text, block)];
  if (/^google_service_account_iam_(?:member|binding)$/.test(type)) return anyPrincipal(text, block);
  if (type === 'google_service_account_key') return [madeKey(block)];
  return type === 'google_iam_workload_identity_pool_provider' ? openProvider(block) : [];
}

function strings(expression: HclExpression | undefined): (Span & { readonly value: string })[] {
  if (expression?.kind === 'string') return [expression];
  return expression?.kind === 'list' ? expression.items.flatMap((item) => strings(item)) : [];
}

function members(block: HclBlock): (Span & { readonly value: string })[] {
  return ['member', 'members'].flatMap((name) => strings(attributeOf(block, name)?.value));
}

function publicGrant(text: string, block: HclBlock): CheckDiagnostic[] {
  return members(block)
    .filter(({ value }) => isPublicMember(value))
    .map((member) => ({
      ...publicAccess(member),
      fixes: attributeOf(block, 'member')
        ? fixOf('remove-grant', 'Remove this grant', removeLines(text, block), false)
        : [],
    }));
}

/** The policy that samples call `noauth`, of which a service's policy is made. */
function publicPolicy(block: HclBlock): CheckDiagnostic[] {
  return block.blocks
    .filter((binding) => binding.type === 'binding')
    .filter((binding) => strings(attributeOf(binding, 'role')?.value)[0]?.value === 'roles/run.invoker')
    .flatMap(members)
    .filter(({ value }) => isPublicMember(value))
    .map((member) => ({ ...publicAccess(member), fixes: [] }));
}

function publicAccess({
  start,
  end,
  value,
}: Span & { readonly value: string }): Omit<CheckDiagnostic, 'fixes'> {
  return {
    code: 'identity/public-access',
    severity: 'warning',
    message: `${value} lets ${value === 'allUsers' ? 'everyone on the internet' : 'everyone with any Google account'} call the service, and you pay for it. Name the accounts that may.`,
    start,
    end,
  };
}

function wideGrant(text: string, block: HclBlock): CheckDiagnostic[] {
  if (isServiceAgent(text.slice(block.inner.start, block.inner.end))) return [];
  const role = attributeOf(block, 'role')?.value;
  const [named] = strings(role);
  if (named) return wideRole(named);
  // `role = each.value` takes its roles from a list.
  const list = attributeOf(block, 'for_each')?.value;
  if (role?.kind !== 'other' || !list) return [];
  return [...text.slice(list.start, list.end).matchAll(/"(roles\/[\w.]+)"/g)].flatMap((match) => {
    const start = list.start + match.index;
    return wideRole({ value: match[1] ?? '', start, end: start + match[0].length });
  });
}

function wideRole({ value, start, end }: Span & { readonly value: string }): CheckDiagnostic[] {
  const why = wideRoles.get(value);
  if (why === undefined) return [];
  const narrow = narrowRoles.get(value);
  return [
    {
      code: 'identity/wide-role',
      severity: 'warning',
      message: `${value} on the whole project is more than a service or its deployment needs. ${why}`,
      fixes:
        narrow === undefined
          ? []
          : fixOf('narrow-role', `Grant ${narrow}`, [{ start, end, text: `"${narrow}"` }], false),
      start,
      end,
    },
  ];
}

function madeKey(block: HclBlock): CheckDiagnostic {
  return {
    code: 'identity/service-account-key',
    severity: 'warning',
    message:
      'This makes a key file that works from anywhere until it is revoked, and it stands in Terraform’s state. Attach the account to the service, or sign in by Workload Identity Federation.',
    fixes: [],
    ...block.head,
  };
}

function openProvider(block: HclBlock): CheckDiagnostic[] {
  const oidc = blockAt(block, ['oidc']);
  if (!oidc || attributeOf(block, 'attribute_condition')) return [];
  const issuer = strings(attributeOf(oidc, 'issuer_uri')?.value)[0]?.value ?? '';
  const github = issuer.includes('token.actions.githubusercontent.com');
  return [
    {
      code: 'identity/provider-condition',
      severity: github ? 'error' : 'warning',
      message: github
        ? 'Without attribute_condition the workflows of every repository on GitHub may sign in. Require your assertion.repository_owner_id or assertion.repository_id.'
        : 'Without attribute_condition everyone to whom this issuer gives a token may sign in. Require a claim that only you have.',
      fixes: [],
      ...block.head,
    },
  ];
}

function anyPrincipal(text: string, block: HclBlock): CheckDiagnostic[] {
  return ['member', 'members'].flatMap((name) => {
    const value = attributeOf(block, name)?.value;
    if (!value) return [];
    const match = /"principalSet:\/\/[^"\n]{0,300}\/\*"/.exec(text.slice(value.start, value.end));
    if (!match) return [];
    const start = value.start + match.index;
    return [
      {
        code: 'identity/any-principal' as const,
        severity: 'warning' as const,
        message:
          'This is everyone who may sign in through the pool. Name the repository: …/attribute.repository/OWNER/NAME.',
        fixes: [],
        start,
        end: start + match[0].length,
      },
    ];
  });
}
