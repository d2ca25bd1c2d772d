import { stringify } from 'yaml';
import type { GeneratedFile } from '../../generate/generator.ts';
import { servingFiles } from '../servingFiles.ts';
import { kubernetesNamespace, kubernetesServiceAccount } from './identityNames.ts';
import type { IdentitySubject } from './identityParts.ts';

const about = `# Who the pods are. The roles are granted to this account itself (Workload Identity Federation for GKE), so that it needs
# no annotation, no service account of Google Cloud behind it and no key. Pods name it with serviceAccountName.
`;

/** The namespace and the Kubernetes service account that is granted the roles. */
export function kubernetesAccountFile(plan: IdentitySubject): GeneratedFile {
  const namespace = kubernetesNamespace(plan);
  const documents = [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
    {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: kubernetesServiceAccount(plan), namespace },
    },
  ];
  const content = about + documents.map((document) => stringify(document)).join('---\n');
  return { path: servingFiles.kubernetesAccount, content };
}
