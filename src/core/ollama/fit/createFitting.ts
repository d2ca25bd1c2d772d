import type { Catalogue, CatalogueModel } from '../catalogue/catalogue.ts';
import { findModel } from '../catalogue/findModel.ts';
import { readCatalogue } from '../catalogue/readCatalogue.ts';
import type { KvCacheType } from './fit.ts';
import { fitOfInstalled } from './fitOfInstalled.ts';
import { memoryBudget } from './memoryBudget.ts';
import { suggestModels } from './suggestModels.ts';
import { parseModelName, sameModel } from '../modelName.ts';
import type { MachineFacts } from '../../project/machine.ts';
import type { ModelFitting } from './modelFitting.ts';

/** What decides how much a model takes, and what there is for it. */
export interface FittingFacts {
  readonly machine: MachineFacts;
  /** The text of our own list of models. */
  readonly catalogue: string;
  readonly serverVersion: string;
  /** In tokens; 0 for what the server takes by itself. */
  readonly contextLength: number;
  readonly kvCacheType: KvCacheType;
}

/** Rows of suggestions: enough to choose from, few enough to read. */
const mostSuggestions = 8;

/** Reckons with the machine of the server, by its own account. Throws a UserError for a damaged list of models. */
export function createFitting(facts: FittingFacts): ModelFitting {
  const budget = memoryBudget(facts.machine);
  const catalogue = readCatalogue(facts.catalogue);
  const families = byFamily(catalogue);
  const { kvCacheType, serverVersion } = facts;
  const asked = facts.contextLength > 0 ? { contextLength: facts.contextLength } : {};
  const options = { budget, kvCacheType, serverVersion, ...asked };
  const near = (name: string): Catalogue => ({ ...catalogue, models: families.get(familyOf(name)) ?? [] });
  return {
    fitOf: (model, details, contextLength) =>
      fitOfInstalled(model, details, {
        ...options,
        catalogue: near(model.name),
        ...(contextLength !== undefined && { contextLength }),
      }),
    expectationOf: (name) => {
      const row = findModel(near(name), name);
      if (!row) return undefined;
      const { downloadBytes, capabilities } = row;
      const model = { name: row.name, digest: '', sizeBytes: downloadBytes, capabilities };
      return { downloadBytes, fit: fitOfInstalled(model, undefined, { ...options, catalogue: near(name) }) };
    },
    suggest: (recommendations, installed) =>
      suggestModels({
        ...options,
        catalogue,
        recommendations,
        // The others are none of what could be suggested from our list, and comparing all with all takes long.
        installed: installed.filter(
          ({ name }) =>
            families.has(familyOf(name)) || recommendations.some((each) => sameModel(each.name, name)),
        ),
        limit: mostSuggestions,
      }),
  };
}

/** The rows of each family, so that a model is compared with a few rows and not with all. */
function byFamily({ models }: Catalogue): ReadonlyMap<string, CatalogueModel[]> {
  const families = new Map<string, CatalogueModel[]>();
  for (const model of models) {
    const family = familyOf(model.name);
    families.set(family, [...(families.get(family) ?? []), model]);
  }
  return families;
}

/** The name without hub, namespace and tag, in small letters. */
function familyOf(name: string): string {
  const parsed = parseModelName(name);
  return ('problem' in parsed ? name : parsed.model).toLowerCase();
}
