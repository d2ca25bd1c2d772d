import { UserError } from '../../errors.ts';
import type { Decision } from '../../generate/decision.ts';
import type { GenerateContext, OptionValues } from '../../generate/generator.ts';
import { readServingCatalogue } from '../catalogue/readServingCatalogue.ts';
import { chooseDeployment } from '../plan/decide/chooseDeployment.ts';
import { chooseIdentity, chooseSecrets, googleModelCalls } from '../plan/decide/chooseIdentity.ts';
import { chooseName } from '../plan/decide/chooseName.ts';
import { decideRegion, wantedRegion } from '../plan/decide/chooseRegion.ts';
import { optionValue, PlanNotes, type Planning } from '../plan/decide/planning.ts';
import { servingEvidence } from '../plan/evidence/servingEvidence.ts';
import { planServing } from '../plan/planServing.ts';
import type { ServingPlan } from '../plan/servingPlan.ts';
import type { IdentitySubject } from './identityParts.ts';

/** An identity with what was decided on the way to it. */
export interface PlannedIdentity {
  readonly subject: IdentitySubject;
  /** Where the application is, as far as the plan knows one. */
  readonly app?: ServingPlan['app'];
  /** Why there is no service in the folder that could have the identity, as a sentence; absent where there is one. */
  readonly unserved?: string;
  readonly decisions: readonly Decision[];
}

/**
 * Decides who a project is: the identity of its service, and where there is nothing that could be served (a script, an
 * agent without a server, an empty folder), an identity all the same. Rejects with a UserError for values that do not
 * fit.
 */
export async function planIdentity(values: OptionValues, context: GenerateContext): Promise<PlannedIdentity> {
  try {
    const plan = await planServing(values, context);
    return { subject: plan, app: plan.app, decisions: plan.decisions.filter(isOfIdentity) };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { ...(await withoutService(values, context)), unserved: error.message };
  }
}

/** What an identity rests on; the rest of a plan is shown with the service. */
const shown = new Set([
  'name',
  'platform',
  'project',
  'region',
  'repository',
  'secrets',
  'service-account',
  'vertex-ai',
  'github-repository',
]);

function isOfIdentity({ option }: Decision): boolean {
  return shown.has(option);
}

async function withoutService(values: OptionValues, context: GenerateContext): Promise<PlannedIdentity> {
  const catalogue = readServingCatalogue(await context.resource('catalog/serving.yaml'));
  const evidence = await servingEvidence(context);
  const asked = optionValue(values, 'vertex-ai');
  const notes = new PlanNotes(values);
  // The role on Vertex AI is the second of the guide's three steps, and what the identity is for.
  const planning: Planning = {
    values: { ...values, 'vertex-ai': asked === 'auto' ? 'yes' : asked },
    evidence,
    catalogue,
    notes,
  };
  const region = decideRegion(planning, wantedRegion(planning), undefined);
  const name = chooseName(planning, undefined);
  const secrets = chooseSecrets(planning, 'generic', undefined, false, undefined);
  const identity = chooseIdentity(planning, 'generic', undefined, secrets, name);
  const deployment = chooseDeployment(planning, region, name);
  if (asked === 'auto') decideVertex(planning);
  return {
    subject: { name, platform: platformOf(values), secrets, identity, deployment },
    decisions: notes.decisions.filter(isOfIdentity),
  };
}

function decideVertex(planning: Planning): void {
  const calls = googleModelCalls(planning, 'generic') ?? [];
  planning.notes.decide({
    option: 'vertex-ai',
    title: 'Vertex AI',
    value: 'granted',
    reason:
      calls.length > 0
        ? 'The code calls models of Google.'
        : 'It is the second of the three steps of the guide.',
    evidence: calls,
    confidence: calls.length > 0 ? 'high' : 'medium',
    alternatives: [{ value: 'no', meaning: 'no role on Vertex AI' }],
  });
}

/** Cloud Run, unless a cluster was asked for. */
function platformOf(values: OptionValues): ServingPlan['platform'] {
  const given = optionValue(values, 'platform');
  return given === 'gke' || given === 'ray' ? given : 'cloud-run';
}
