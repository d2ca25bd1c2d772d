import type { FieldTable } from '../yaml/fieldTable.ts';

/** Made by test/support/serving/buildServiceSchema.ts; edit that, not this. */
export const serviceFields: FieldTable = {
  source: '@googleapis/run 34.0.0, v1.d.ts',
  annotations: {
    'autoscaling.knative.dev/maxScale': ['Revision'],
    'autoscaling.knative.dev/minScale': ['Revision'],
    'run.googleapis.com/base-images': ['Service', 'Revision'],
    'run.googleapis.com/binary-authorization-breakglass': ['Service', 'Job'],
    'run.googleapis.com/binary-authorization': ['Service', 'Job', 'Execution'],
    'run.googleapis.com/build-base-image': ['Service'],
    'run.googleapis.com/build-enable-automatic-updates': ['Service'],
    'run.googleapis.com/build-environment-variables': ['Service'],
    'run.googleapis.com/build-function-target': ['Service', 'Revision'],
    'run.googleapis.com/build-id': ['Service', 'Revision'],
    'run.googleapis.com/build-image-uri': ['Service'],
    'run.googleapis.com/build-name': ['Service'],
    'run.googleapis.com/build-service-account': ['Service'],
    'run.googleapis.com/build-source-location': ['Service', 'Revision'],
    'run.googleapis.com/build-worker-pool': ['Service'],
    'run.googleapis.com/client-name': ['All resources'],
    'run.googleapis.com/cloudsql-instances': ['Revision', 'Execution', 'Instance'],
    'run.googleapis.com/container-dependencies': ['Revision', 'Instance'],
    'run.googleapis.com/cpu-throttling': ['Revision'],
    'run.googleapis.com/custom-audiences': ['Service'],
    'run.googleapis.com/default-url-disabled': ['Service'],
    'run.googleapis.com/description': ['Service'],
    'run.googleapis.com/encryption-key-shutdown-hours': ['Revision'],
    'run.googleapis.com/encryption-key': ['Revision', 'Execution', 'Instance'],
    'run.googleapis.com/execution-environment': ['Revision', 'Execution'],
    'run.googleapis.com/gc-traffic-tags': ['Service'],
    'run.googleapis.com/gpu-zonal-redundancy-disabled': ['Revision'],
    'run.googleapis.com/health-check-disabled': ['Revision'],
    'run.googleapis.com/ingress': ['Service', 'Instance'],
    'run.googleapis.com/invoker-iam-disabled': ['Service', 'Instance'],
    'run.googleapis.com/launch-stage': ['Service', 'Job'],
    'run.googleapis.com/minScale': ['Service'],
    'run.googleapis.com/maxScale': ['Service'],
    'run.googleapis.com/manualInstanceCount': ['Service'],
    'run.googleapis.com/network-interfaces': ['Revision', 'Execution', 'Instance'],
    'run.googleapis.com/post-key-revocation-action-type': ['Revision'],
    'run.googleapis.com/scalingMode': ['Service'],
    'run.googleapis.com/secrets': ['Revision', 'Execution'],
    'run.googleapis.com/secure-session-agent': ['Revision'],
    'run.googleapis.com/sessionAffinity': ['Revision'],
    'run.googleapis.com/startup-cpu-boost': ['Revision'],
    'run.googleapis.com/vpc-access-connector': ['Revision', 'Execution'],
    'run.googleapis.com/vpc-access-egress': ['Revision', 'Execution', 'Instance'],
  },
  types: {
    // prettier-ignore
    CSIVolumeSource: { driver: 'string', readOnly: 'boolean', volumeAttributes: 'map' },
    // prettier-ignore
    ConfigMapEnvSource: { localObjectReference: '@LocalObjectReference', name: 'string', optional: 'boolean' },
    // prettier-ignore
    ConfigMapKeySelector: { key: 'string', localObjectReference: '@LocalObjectReference !', name: 'string', optional: 'boolean !' },
    // prettier-ignore
    ConfigMapVolumeSource: { defaultMode: 'number', items: '@KeyToPath[]', name: 'string', optional: 'boolean' },
    // prettier-ignore
    Container: { args: 'string[]', command: 'string[]', env: '@EnvVar[]', envFrom: '@EnvFromSource[] !', image: 'string', imagePullPolicy: 'string', livenessProbe: '@Probe', name: 'string', ports: '@ContainerPort[]', readinessProbe: '@Probe', resources: '@ResourceRequirements', sandboxLauncher: 'boolean', securityContext: '@SecurityContext !', startupProbe: '@Probe', terminationMessagePath: 'string', terminationMessagePolicy: 'string', volumeMounts: '@VolumeMount[]', workingDir: 'string' },
    // prettier-ignore
    ContainerPort: { containerPort: 'number', name: 'string', protocol: 'string' },
    // prettier-ignore
    EmptyDirVolumeSource: { medium: 'string', sizeLimit: 'string' },
    // prettier-ignore
    EnvFromSource: { configMapRef: '@ConfigMapEnvSource', prefix: 'string', secretRef: '@SecretEnvSource' },
    // prettier-ignore
    EnvVar: { name: 'string', value: 'string', valueFrom: '@EnvVarSource' },
    // prettier-ignore
    EnvVarSource: { configMapKeyRef: '@ConfigMapKeySelector !', secretKeyRef: '@SecretKeySelector' },
    // prettier-ignore
    ExecAction: { command: 'string[]' },
    // prettier-ignore
    ExecutionSpec: { delayExecution: 'boolean', parallelism: 'number', taskCount: 'number', template: '@TaskTemplateSpec' },
    // prettier-ignore
    ExecutionTemplateSpec: { metadata: '@ObjectMeta', spec: '@ExecutionSpec' },
    // prettier-ignore
    GRPCAction: { port: 'number', service: 'string' },
    // prettier-ignore
    HTTPGetAction: { host: 'string !', httpHeaders: '@HTTPHeader[]', path: 'string', port: 'number', scheme: 'string !' },
    // prettier-ignore
    HTTPHeader: { name: 'string', value: 'string' },
    // prettier-ignore
    Job: { apiVersion: 'string', kind: 'string', metadata: '@ObjectMeta', spec: '@JobSpec', status: 'any' },
    // prettier-ignore
    JobSpec: { runExecutionToken: 'string', startExecutionToken: 'string', template: '@ExecutionTemplateSpec' },
    // prettier-ignore
    KeyToPath: { key: 'string', mode: 'number', path: 'string' },
    // prettier-ignore
    LocalObjectReference: { name: 'string' },
    // prettier-ignore
    NFSVolumeSource: { path: 'string', readOnly: 'boolean', server: 'string' },
    // prettier-ignore
    ObjectMeta: { annotations: 'map', clusterName: 'string !', creationTimestamp: 'string', deletionGracePeriodSeconds: 'number !', deletionTimestamp: 'string', finalizers: 'string[] !', generateName: 'string', generation: 'number', labels: 'map', name: 'string', namespace: 'string', ownerReferences: '@OwnerReference[] !', resourceVersion: 'string', selfLink: 'string', uid: 'string' },
    // prettier-ignore
    OwnerReference: { apiVersion: 'string', blockOwnerDeletion: 'boolean', controller: 'boolean', kind: 'string', name: 'string', uid: 'string' },
    // prettier-ignore
    Probe: { exec: '@ExecAction !', failureThreshold: 'number', grpc: '@GRPCAction', httpGet: '@HTTPGetAction', initialDelaySeconds: 'number', periodSeconds: 'number', successThreshold: 'number', tcpSocket: '@TCPSocketAction', timeoutSeconds: 'number' },
    // prettier-ignore
    ResourceRequirements: { limits: 'map', requests: 'map' },
    // prettier-ignore
    RevisionSpec: { containerConcurrency: 'number', containers: '@Container[]', enableServiceLinks: 'boolean !', imagePullSecrets: '@LocalObjectReference[] !', nodeSelector: 'map', runtimeClassName: 'string', serviceAccountName: 'string', timeoutSeconds: 'number', volumes: '@Volume[]' },
    // prettier-ignore
    RevisionTemplate: { metadata: '@ObjectMeta', spec: '@RevisionSpec' },
    // prettier-ignore
    SecretEnvSource: { localObjectReference: '@LocalObjectReference', name: 'string', optional: 'boolean' },
    // prettier-ignore
    SecretKeySelector: { key: 'string', localObjectReference: '@LocalObjectReference', name: 'string', optional: 'boolean' },
    // prettier-ignore
    SecretVolumeSource: { defaultMode: 'number', items: '@KeyToPath[]', optional: 'boolean !', secretName: 'string' },
    // prettier-ignore
    SecurityContext: { runAsUser: 'number' },
    // prettier-ignore
    Service: { apiVersion: 'string', kind: 'string', metadata: '@ObjectMeta', spec: '@ServiceSpec', status: 'any' },
    // prettier-ignore
    ServiceSpec: { template: '@RevisionTemplate', traffic: '@TrafficTarget[]' },
    // prettier-ignore
    TCPSocketAction: { host: 'string !', port: 'number' },
    // prettier-ignore
    TaskSpec: { containers: '@Container[]', maxRetries: 'number', nodeSelector: 'map', serviceAccountName: 'string', timeoutSeconds: 'string', volumes: '@Volume[]' },
    // prettier-ignore
    TaskTemplateSpec: { spec: '@TaskSpec' },
    // prettier-ignore
    TrafficTarget: { configurationName: 'string !', latestRevision: 'boolean', percent: 'number', revisionName: 'string', tag: 'string', url: 'string' },
    // prettier-ignore
    Volume: { configMap: '@ConfigMapVolumeSource !', csi: '@CSIVolumeSource', emptyDir: '@EmptyDirVolumeSource', name: 'string', nfs: '@NFSVolumeSource', secret: '@SecretVolumeSource' },
    // prettier-ignore
    VolumeMount: { mountPath: 'string', name: 'string', readOnly: 'boolean', subPath: 'string' },
  },
};
