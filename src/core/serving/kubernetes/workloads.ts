import type { ServingPlan } from '../plan/servingPlan.ts';
import { engineArguments, type Parallelism } from './parallelism.ts';
import { podAnnotations, podLabels, podProbes, podSpec, podVolumes, serverContainer } from './podParts.ts';

/** One pod on one node, with all GPUs of the model in it. */
export function deployment(plan: ServingPlan, parallel: Parallelism) {
  const labels = podLabels(plan);
  const command = plan.app.kind === 'engine' ? engineCommand(plan, engineArguments(plan, parallel)) : {};
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: plan.name, labels },
    spec: {
      replicas: Math.max(1, plan.resources.minInstances),
      ...(plan.gpu && { strategy: { type: 'Recreate' } }),
      selector: { matchLabels: labels },
      template: {
        metadata: { labels, ...podAnnotations(plan) },
        spec: {
          ...podSpec(plan, parallel.gpusOnNode),
          containers: [
            {
              ...serverContainer(plan, parallel.gpusOnNode, command),
              ...podProbes(plan),
            },
          ],
          volumes: podVolumes(plan),
        },
      },
    },
  };
}

/**
 * Pods on several nodes that serve one model together: the first is the leader, which answers requests. vLLM connects
 * them itself, without Ray, by `--nnodes`, `--node-rank` and `--master-addr`. After
 * https://docs.vllm.ai/en/latest/deployment/frameworks/lws.html and https://lws.sigs.k8s.io/docs/reference/.
 */
export function leaderWorkerSet(plan: ServingPlan, parallel: Parallelism) {
  const labels = podLabels(plan);
  const command = (role: 'leader' | 'worker') =>
    engineCommand(plan, [
      ...engineArguments(plan, parallel),
      ...acrossNodes,
      ...(role === 'worker' ? ['--headless'] : []),
    ]);
  const pod = (role: 'leader' | 'worker') => ({
    metadata: { labels: { ...labels, 'app.kubernetes.io/component': role }, ...podAnnotations(plan) },
    spec: {
      ...podSpec(plan, parallel.gpusOnNode),
      containers: [
        {
          ...serverContainer(plan, parallel.gpusOnNode, command(role)),
          ...(role === 'leader' && podProbes(plan)),
        },
      ],
      volumes: podVolumes(plan),
    },
  });
  return {
    apiVersion: 'leaderworkerset.x-k8s.io/v1',
    kind: 'LeaderWorkerSet',
    metadata: { name: plan.name, labels },
    spec: {
      replicas: Math.max(1, plan.resources.minInstances),
      leaderWorkerTemplate: {
        size: parallel.nodes,
        restartPolicy: 'RecreateGroupOnPodRestart',
        leaderTemplate: pod('leader'),
        workerTemplate: pod('worker'),
      },
    },
  };
}

/** Kubernetes puts in what LeaderWorkerSet sets in each container. */
const acrossNodes = [
  '--pipeline-parallel-size',
  '$(LWS_GROUP_SIZE)',
  '--nnodes',
  '$(LWS_GROUP_SIZE)',
  '--node-rank',
  '$(LWS_WORKER_INDEX)',
  '--master-addr',
  '$(LWS_LEADER_ADDRESS)',
];

function engineCommand({ app }: ServingPlan, args: readonly string[]) {
  return { ...(app.entrypoint && { command: app.entrypoint }), args };
}

/** Within the cluster, at `http://NAME.NAMESPACE`. */
export function clusterService(plan: ServingPlan, leaderOnly: boolean) {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: plan.name, labels: podLabels(plan) },
    spec: {
      type: 'ClusterIP',
      selector: { ...podLabels(plan), ...(leaderOnly && { 'app.kubernetes.io/component': 'leader' }) },
      ports: [{ name: 'http', port: 80, targetPort: 'http' }],
    },
  };
}

/** Of Google Cloud Managed Service for Prometheus. */
export function podMonitoring(plan: ServingPlan) {
  return {
    apiVersion: 'monitoring.googleapis.com/v1',
    kind: 'PodMonitoring',
    metadata: { name: plan.name, labels: podLabels(plan) },
    spec: {
      selector: { matchLabels: podLabels(plan) },
      endpoints: [{ port: 'http', path: '/metrics', interval: '30s' }],
    },
  };
}
