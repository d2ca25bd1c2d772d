import type { CheckFix } from '../../check.ts';
import type { ServingCatalogue } from '../../../serving/catalogue/servingCatalogue.ts';
import { finalChain, rootReference, type Dockerfile } from '../dockerfile.ts';
import { fix, replace } from '../edits.ts';
import { compareVersions, pythonVersion } from '../facts/baseImage.ts';
import { imageName, isOfficial, readImageReference, type ImageReference } from '../facts/imageReference.ts';
import { placeOf } from '../place.ts';
import type { DockerRule, Found } from '../rule.ts';
import { stageUses, usualStages } from './stages.ts';

const movingTag = /^(?:latest|main|master|trunk|head|nightly|edge|canary|rolling|unstable|snapshot|dev|devel|develop|lts|current|mainline|stable|testing|sid|cuda|gpu|cpu)$/i; // prettier-ignore
/** `latest-cu129`, `nightly-gpu`, without a date or a commit after it. */
const movingPrefix =
  /^(?:latest|nightly|main|master|edge|canary|lts)-(?!.*(?:\d{6}|[0-9a-f]{7}))|-(?:latest|nightly|main|master)$/i;
/** Languages whose tags without a version are the newest of the day. */
const languages = /^(?:python|node|golang|ruby|rust|php|openjdk|eclipse-temurin)$/;

export const unpinnedBase: DockerRule = {
  id: 'unpinned-base',
  severity: 'warning',
  hadolint: ['DL3006', 'DL3007'],
  find: ({ file, context }) =>
    externalImages(file).flatMap(({ start, end, reference, literal }) => {
      const image = readImageReference(reference);
      const why = whyMoves(image);
      if (why === undefined) return [];
      const place = { start, end };
      const fixes = literal ? pinFix(place, image, context.catalogue) : [];
      return [
        {
          ...place,
          message: `${reference.slice(0, 120)} ${why}; name a version, best with its digest.`,
          fixes,
        },
      ];
    }),
  bad: [
    'FROM python\n',
    'FROM python:latest\n',
    'FROM python:3-slim\n',
    'FROM vllm/vllm-openai:nightly\n',
    'FROM ghcr.io/acme/app:main AS a\n',
    'ARG TAG=latest\nFROM debian:${TAG}\n',
    'FROM python:3.12-slim\nCOPY --from=ghcr.io/astral-sh/uv:latest /uv /bin/\n',
    'FROM vllm/vllm-openai:latest-cu129-ubuntu2404\n',
    'FROM --platform=linux/amd64 node:lts-alpine\n',
    'FROM python AS python\n',
  ],
  good: [
    'FROM python:3.12-slim-bookworm\n',
    'FROM python@sha256:2b0079146a74e23bf4ae8f6a28e1b484c6292f6fb904cbb51825b4a19812fcd8\n',
    'FROM scratch\n',
    'FROM a:1 AS base\nFROM base\n',
    'ARG BASE\nFROM $BASE\n',
    'FROM nvidia/cuda:12.8.1-devel-ubuntu24.04\nCOPY --from=0 /a /a\n',
    'FROM ubuntu:jammy\nRUN --mount=from=ghcr.io/astral-sh/uv:0.9.1,source=/uv,target=/bin/uv uv --version\n',
    'FROM gcr.io/distroless/static:nonroot\n',
  ],
};

interface ExternalImage {
  readonly start: number;
  readonly end: number;
  readonly reference: string;
  /** True where it stands there as it is, without variables. */
  readonly literal: boolean;
}

/** Images of FROM, COPY --from and mounts that are no stages. */
function externalImages(file: Dockerfile): readonly ExternalImage[] {
  const named = Map.groupBy(file.stages, ({ name }) => name);
  // A stage that comes later is another finding; `FROM python AS python` is the image.
  const isStage = (reference: string, own: number): boolean =>
    named.get(reference.toLowerCase())?.some(({ index }) => index !== own) === true;
  const bases = file.stages.flatMap(({ base, reference, parent, index }) => {
    if (!base || reference === undefined || parent || reference === 'scratch') return [];
    if (usualStages.test(reference) || isStage(reference, index)) return [];
    const literal = base.value === reference && base.end - base.start === reference.length;
    return [{ ...placeOf(base), reference, literal }];
  });
  const used = stageUses(file)
    .filter(({ name }) => /[/:.]/.test(name) && !name.includes('$'))
    .map((use) => ({ ...placeOf(use), reference: use.name, literal: true }));
  return [...bases, ...used];
}

function whyMoves(image: ImageReference): string | undefined {
  if (image.digest !== undefined) return undefined;
  if (image.tag === undefined) return 'has no tag and so is the newest of the day';
  const isLanguage = isOfficial(image) && languages.test(image.repository);
  if (movingTag.test(image.tag) || movingPrefix.test(image.tag)) return 'has a tag that moves';
  if (isLanguage && !/\d/.test(image.tag.replace(/(?:alpine|bookworm|ltsc)[\d.]*/g, '')))
    return 'has a tag that moves';
  const isMajorOnly = isOfficial(image) && image.repository === 'python' && /^3(?:-|$)/.test(image.tag);
  return isMajorOnly ? 'moves to every new Python' : undefined;
}

function pinFix(
  place: { start: number; end: number },
  image: ImageReference,
  catalogue: ServingCatalogue,
): CheckFix[] {
  const name = imageName(image);
  const known = [catalogue.uvImage, ...Object.values(catalogue.engines).map((engine) => engine.image)];
  const isPython = isOfficial(image) && image.repository === 'python';
  const newest = catalogue.python.find(({ version }) => version === catalogue.defaultPython);
  const pinned = isPython && !/alpine|windows/.test(image.tag ?? '') ? newest?.image : known.find((each) => imageName(readImageReference(each)) === name); // prettier-ignore
  if (pinned === undefined || whyMoves(readImageReference(pinned)) !== undefined) return [];
  // An image of uv with Python inside is another one.
  if (name === 'ghcr.io/astral-sh/uv' && image.tag !== undefined && image.tag !== 'latest') return [];
  return [fix('pin-image', `Use ${pinned}`, replace(place, pinned))];
}

export const fullPythonImage: DockerRule = {
  id: 'full-python-image',
  severity: 'hint',
  find: ({ file }) => {
    const root = finalChain(file).at(-1);
    const reference = root?.reference;
    if (!root?.base || reference === undefined) return [];
    const image = readImageReference(reference);
    const tag = /^(\d+\.\d+(?:\.\d+)?)(?:-(?:bookworm|bullseye|trixie))?$/.exec(image.tag ?? '');
    if (!isOfficial(image) || image.repository !== 'python' || !tag || image.digest !== undefined) return [];
    const slim = reference.replace(tag[1] ?? '', `${tag[1] ?? ''}-slim`);
    return [
      {
        ...placeOf(root.base),
        message:
          'The full image brings compilers that serving does not need, about 900 MB; use the slim one.',
        fixes:
          root.base.value === reference ? [fix('use-slim', `Use ${slim}`, replace(root.base, slim))] : [],
      },
    ];
  },
  bad: ['FROM python:3.12\nUSER 1\n', 'FROM python:3.12.4-bookworm\n'],
  good: [
    'FROM python:3.12-slim\n',
    'FROM python:3.12 AS build\nFROM python:3.12-slim\n',
    'FROM python:3.12-alpine\n',
  ],
};

export const endOfLifePython: DockerRule = {
  id: 'end-of-life-python',
  severity: 'warning',
  find: ({ file, context }) => {
    const versions = context.catalogue.python.map(({ version }) => version).toSorted(compareVersions);
    const oldest = versions[0];
    if (oldest === undefined) return [];
    return file.stages.flatMap(({ base, reference, parent }): Found[] => {
      const version = base && reference !== undefined && !parent ? pythonVersion(reference) : undefined;
      if (!base || version === undefined || compareVersions(version, oldest) >= 0) return [];
      return [
        {
          ...placeOf(base),
          message: `Python ${version} gets no security fixes any more; move to ${oldest} or newer.`,
        },
      ];
    });
  },
  bad: [
    'FROM python:3.8-slim\n',
    'ARG V=3.9\nFROM python:${V}-slim-bookworm\n',
    'FROM ghcr.io/astral-sh/uv:python3.8-bookworm-slim\n',
  ],
  good: ['FROM python:3.12-slim\n', 'FROM debian:12\n', 'FROM python:3.13-rc-slim\n'],
};

export const armPlatform: DockerRule = {
  id: 'arm64-platform',
  severity: 'warning',
  hadolint: ['DL3029'],
  find: ({ file, deployment }) => {
    if (deployment.cloudRun === undefined) return [];
    return finalChain(file).flatMap(({ from }) =>
      from.flags
        .filter(({ name, value }) => name === 'platform' && /^linux\/(?:arm|aarch)/.test(value ?? ''))
        .map((flag) => ({
          ...placeOf(flag),
          severity: 'error' as const,
          message:
            'Cloud Run runs linux/amd64, where an image for ARM does not start; build for linux/amd64.',
          fixes: [
            fix(
              'use-amd64',
              'Build for linux/amd64',
              replace({ start: flag.valueStart, end: flag.end }, 'linux/amd64'),
            ),
          ],
        })),
    );
  },
  bad: [
    {
      dockerfile: 'FROM --platform=linux/arm64 python:3.12-slim\n',
      files: { 'service.yaml': 'apiVersion: serving.knative.dev/v1\nkind: Service\n' },
    },
  ],
  good: [
    'FROM --platform=linux/arm64 python:3.12-slim\n',
    {
      dockerfile: 'FROM --platform=$BUILDPLATFORM a:1 AS b\nFROM --platform=linux/amd64 a:1\n',
      files: { 'service.yaml': 'apiVersion: serving.knative.dev/v1\n' },
    },
  ],
};

export const retiredEngine: DockerRule = {
  id: 'retired-engine',
  severity: 'warning',
  find: ({ file, context }) =>
    file.stages.flatMap((stage): Found[] => {
      const reference = stage.parent ? undefined : rootReference(stage);
      const name = reference === undefined ? '' : imageName(readImageReference(reference));
      const found = context.catalogue.retired.find(({ image }) => image === name);
      if (!found || !stage.base) return [];
      return [
        { ...placeOf(stage.base), message: `${found.what} and gets no fixes; serve with ${found.instead}.` },
      ];
    }),
  bad: ['FROM ghcr.io/huggingface/text-generation-inference:3.3.0\n', 'FROM pytorch/torchserve:0.12.0-gpu\n'],
  good: ['FROM ghcr.io/huggingface/text-embeddings-inference:1.9\n'],
};
