import { UserError } from '../../../errors.ts';
import type { Evidence } from '../../../project/facts.ts';
import type { CloudGpu, TorchIndex } from '../../catalogue/servingCatalogue.ts';
import { evidenceAt } from '../evidence/projectFiles.ts';
import type { TorchPlan } from '../servingPlan.ts';
import type { ChosenDependencies } from './chooseDependencies.ts';
import { isInstalled } from './installedPackages.ts';
import { givenValue, placeOf, type Planning } from './planning.ts';

/** Which build of torch the files of the project lead to, where they say. */
interface ProjectChoice {
  readonly variant: string;
  readonly evidence: Evidence;
}

/** Which torch is installed; undefined where none is. `gpu`: what the service has. */
export function chooseTorch(
  planning: Planning,
  dependencies: ChosenDependencies,
  gpu: CloudGpu | undefined,
  scaffold: boolean,
): TorchPlan | undefined {
  const { evidence, notes, values } = planning;
  if (!scaffold && !isInstalled(evidence, 'torch')) return undefined;
  const wanted = wantedIndex(planning, dependencies, gpu);
  const choice = projectChoice(planning, dependencies);
  const given = givenValue(values, 'torch');
  const row = given === undefined && choice ? rowOf(planning, choice.variant) : undefined;
  const index = row ?? wanted;
  if (choice) warnOfMismatch(planning, choice, dependencies, gpu, index);
  if (row && choice) checkDriver(planning, row, gpu, choice.evidence);
  notes.decide({
    option: 'torch',
    title: 'torch',
    value: index.variant === 'cpu' ? 'for the CPU' : `for CUDA ${index.cuda ?? index.variant}`,
    reason: reasonFor(gpu, choice, given),
    evidence: choice ? [choice.evidence] : [],
    alternatives: planning.catalogue.torch
      .filter(
        (each) =>
          each !== index && (gpu ? runsOn(each, gpu) && each.variant !== 'cpu' : each.variant === 'cpu'),
      )
      .map(({ variant, cuda }) => ({
        value: variant,
        meaning: cuda === undefined ? 'for the CPU' : `for CUDA ${cuda}`,
      })),
  });
  return {
    variant: index.variant,
    index: index.index,
    chosenByProject: choice !== undefined && given === undefined,
  };
}

function reasonFor(
  gpu: CloudGpu | undefined,
  choice: ProjectChoice | undefined,
  given: string | undefined,
): string {
  if (given !== undefined) return 'You chose it.';
  if (choice) return `${choice.evidence.file} chooses it.`;
  if (!gpu) return 'Without a GPU the build for the CPU does, at a fifth of the size.';
  return `It is the newest that the driver of ${gpu.title} (${String(gpu.driver)}, as of ${gpu.asOf}) runs.`;
}

function rowOf({ catalogue }: Planning, variant: string): TorchIndex | undefined {
  return catalogue.torch.find((row) => row.variant === variant);
}

function wantedIndex(
  planning: Planning,
  dependencies: ChosenDependencies,
  gpu: CloudGpu | undefined,
): TorchIndex {
  const given = givenValue(planning.values, 'torch');
  const named = given === undefined ? undefined : rowOf(planning, given);
  if (named) {
    checkDriver(planning, named, gpu, undefined);
    return named;
  }
  const { torch } = planning.catalogue;
  const cpu = torch.find(({ variant }) => variant === 'cpu');
  const version = pinnedTorch(planning, dependencies);
  const fitting = gpu
    ? torch.filter((row) => row.variant !== 'cpu' && runsOn(row, gpu) && hasRelease(row, version))
    : torch.filter((row) => row === cpu);
  const best =
    fitting.at(-1) ?? (gpu ? torch.filter((row) => row.variant !== 'cpu' && runsOn(row, gpu)).at(-1) : cpu);
  if (!best) throw new Error('the catalogue has no index of torch for this GPU');
  return best;
}

/** CUDA as new as the architecture needs, and as old as the driver needs. */
function runsOn({ minDriver, cuda }: TorchIndex, { driver, architecture }: CloudGpu): boolean {
  const needs = Number(/\d+/.exec(architecture)?.[0] ?? 0) >= 100 ? 12.8 : 0;
  return (minDriver ?? 0) <= driver && Number(cuda ?? 0) >= needs;
}

function hasRelease({ firstTorch, lastTorch }: TorchIndex, version: string | undefined): boolean {
  if (version === undefined) return true;
  const at = release(version);
  return at >= release(firstTorch ?? '0.0') && at <= release(lastTorch ?? '999.0');
}

function release(version: string): number {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major * 1000 + minor;
}

/** The exact version of torch, from the lock file or a pin. */
function pinnedTorch({ evidence }: Planning, { lock }: ChosenDependencies): string | undefined {
  const locked = lock?.packages.get('torch')?.version;
  return locked ?? /^===?(\d+\.\d+)/.exec(evidence.manifests.declared.get('torch')?.version ?? '')?.[1];
}

/** An index that the lock, uv's sources or the requirements name; a plain lock pins the CUDA build of PyPI. */
function projectChoice(
  { evidence }: Planning,
  { install, lock }: ChosenDependencies,
): ProjectChoice | undefined {
  const { manifests } = evidence;
  if (lock) return lockedVariant(lock.path, lock.text);
  if (install === 'requirements') {
    for (const { path, text } of manifests.requirements) {
      const match =
        /^(?:-i|--(?:extra-)?index-url|-f|--find-links)[ =]\s*https:\/\/download\.pytorch\.org\/whl\/(cpu|cu\d+)/m.exec(
          text,
        ) ??
        /^torch\s*(?:===?\s*[\d.]+\+|@\s*https:\/\/download\.pytorch\.org\/whl\/)(cpu|cu\d+)/m.exec(text);
      if (match?.[1] !== undefined)
        return { variant: match[1], evidence: evidenceAt(path, text, match.index) };
    }
    return undefined;
  }
  const text = manifests.pyproject?.text ?? '';
  if (!/^\s*torch\s*=\s*[[{]/m.test(text)) return undefined;
  const match = /https:\/\/download\.pytorch\.org\/whl\/(cpu|cu\d+)/.exec(text);
  return match?.[1] === undefined
    ? undefined
    : { variant: match[1], evidence: evidenceAt('pyproject.toml', text, match.index) };
}

function lockedVariant(path: string, text: string): ProjectChoice | undefined {
  const own =
    /^name = "torch"\nversion = "[^"+]*(?:\+(cpu|cu\d+))?[^"]*"(?:\nsource = \{ registry = "https:\/\/download\.pytorch\.org\/whl\/(cpu|cu\d+)[^"]*" \})?/gm;
  const found = [...text.matchAll(own)];
  const named = found.find((match) => (match[1] ?? match[2]) !== undefined) ?? found[0];
  if (!named) return undefined;
  const variant = named[1] ?? named[2] ?? wheelsVariant(text);
  return variant === undefined ? undefined : { variant, evidence: evidenceAt(path, text, named.index) };
}

/** PyPI's torch brings CUDA in packages of its own, whose version tells which. */
function wheelsVariant(text: string): string | undefined {
  const runtime = /^name = "nvidia-cuda-runtime(?:-cu\d+)?"\nversion = "(\d+)\.(\d+)/m.exec(text);
  return runtime ? `cu${runtime[1] ?? ''}${runtime[2] ?? ''}` : undefined;
}

function warnOfMismatch(
  { notes }: Planning,
  { variant, evidence }: ProjectChoice,
  { lock }: ChosenDependencies,
  gpu: CloudGpu | undefined,
  index: TorchIndex,
): void {
  if (!gpu && variant !== 'cpu') {
    const remedy = lock
      ? 'Point torch at the index for the CPU in [tool.uv.sources] (https://download.pytorch.org/whl/cpu) and lock again.'
      : 'Name https://download.pytorch.org/whl/cpu there instead.';
    notes.warn(
      `${placeOf(evidence)} pins torch with CUDA, several GB that a service without a GPU never uses. ${remedy}`,
    );
  }
  if (gpu && variant === 'cpu')
    notes.warn(
      `${placeOf(evidence)} pins torch for the CPU, so that the ${gpu.title} would stand idle: point it at ${index.index.replace(/cpu$/, 'cu128')}.`,
    );
}

function checkDriver(
  { notes }: Planning,
  row: TorchIndex,
  gpu: CloudGpu | undefined,
  evidence: Evidence | undefined,
): void {
  if (!gpu || row.variant === 'cpu' || runsOn(row, gpu)) return;
  const sentence = `torch for CUDA ${row.cuda ?? row.variant} does not run on ${gpu.title}: its driver is ${String(gpu.driver)} (as of ${gpu.asOf}), its architecture ${gpu.architecture}.`;
  if (!evidence) throw new UserError(sentence, 'Leave torch out, so that the newest that runs is taken.');
  notes.warn(`${placeOf(evidence)}: ${sentence}`);
}
