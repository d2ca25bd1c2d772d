import type { GeneratedFile } from '../../generate/generator.ts';
import type { ServingPlan } from '../plan/servingPlan.ts';
import { servingFiles } from '../servingFiles.ts';
import { commentedYaml, type YamlComment } from '../render/commentedYaml.ts';
import { serviceManifest } from './serviceManifest.ts';

const revision = ['spec', 'template', 'metadata', 'annotations'];
const inner = ['spec', 'template', 'spec'];

/** `deploy/service.yaml`: all settings of the service, in the form that `gcloud run services replace` takes. */
export function renderService(plan: ServingPlan): GeneratedFile {
  const text = commentedYaml(serviceManifest(plan), serviceComments(plan), heading(plan));
  return { path: servingFiles.service, content: text };
}

function heading({ name }: ServingPlan): string {
  return [
    `The Cloud Run service ${name}. What is set here is what runs; change it here and run ${servingFiles.deploy}.`,
    'That script fills in ${IMAGE}, by its digest, and ${PROJECT_ID}. Everything else is sent as it stands.',
    'Reference: https://cloud.google.com/run/docs/reference/yaml/v1',
  ].join('\n');
}

function serviceComments(plan: ServingPlan): YamlComment[] {
  return [
    ...annotationComments(plan),
    {
      path: [...inner, 'serviceAccountName'],
      text: 'An account of its own. Without it, the default account of Compute Engine runs it.',
    },
    {
      path: [...inner, 'containerConcurrency'],
      text: 'Requests that one instance serves at a time.',
    },
    { path: [...inner, 'containers', '0', 'startupProbe'], text: startupComment(plan) },
  ];
}

function annotationComments({ resources, gpu, probes, deployment }: ServingPlan): YamlComment[] {
  const start = String(probes.expectedStartSeconds);
  const onService = (name: string, text: string) => ({ path: ['metadata', 'annotations', name], text });
  const onRevision = (name: string, text: string) => ({ path: [...revision, name], text });
  return [
    onService('run.googleapis.com/ingress', ingressComment(deployment.ingress)),
    onService(
      'run.googleapis.com/launch-stage',
      'This GPU is in preview on Cloud Run; without the stage the service is refused.',
    ),
    onRevision(
      'autoscaling.knative.dev/minScale',
      resources.minInstances === 0
        ? `Scales to zero: costs nothing when idle, and the first request then waits about ${start} s.`
        : 'Instances that are always there; they cost also when idle.',
    ),
    onRevision(
      'autoscaling.knative.dev/maxScale',
      gpu
        ? 'A limit above the GPU quota of the project is refused. Raise the quota first.'
        : 'Bounds what a flood of requests can cost.',
    ),
    onRevision(
      'run.googleapis.com/cpu-throttling',
      resources.cpuThrottling
        ? 'The CPU is there while requests are served, and only then paid for.'
        : `The CPU is there between requests, too.${gpu ? ' GPUs require it.' : ''}`,
    ),
    onRevision(
      'run.googleapis.com/gpu-zonal-redundancy-disabled',
      'Without zonal redundancy: cheaper, and a quota of its own.',
    ),
    onRevision('run.googleapis.com/network-interfaces', 'Direct VPC egress.'),
  ];
}

function ingressComment(ingress: ServingPlan['deployment']['ingress']): string {
  if (ingress === 'all')
    return 'Reachable from everywhere, but only for those who may invoke it: there is no public access.';
  return ingress === 'internal'
    ? 'Only from the VPC network and from other services of the project.'
    : 'Only from the VPC network and through a load balancer.';
}

function startupComment({ probes }: ServingPlan): string {
  const { initialDelaySeconds, periodSeconds, failureThreshold } = probes.startup;
  const seconds = initialDelaySeconds + periodSeconds * failureThreshold;
  return `A start takes about ${String(probes.expectedStartSeconds)} s; after ${String(seconds)} s it is given up.`;
}
