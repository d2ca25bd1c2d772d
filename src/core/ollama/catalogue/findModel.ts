import { parseModelName, sameModel } from '../modelName.ts';
import type { Catalogue, CatalogueModel } from './catalogue.ts';

/** The row that a name means; the name without a tag or with `latest` means the family's default one. */
export function findModel(catalogue: Catalogue, name: string): CatalogueModel | undefined {
  return catalogue.models.find((model) => means(model, name));
}

function means(model: CatalogueModel, name: string): boolean {
  return sameModel(model.name, name) || (model.isLatest && sameModel(withLatest(model.name), name));
}

/**
 * Whether an installed model is that of a row: by its name, or by another tag of the family with the same size, as
 * `phi4:14b-q4_K_M` is `phi4:14b`.
 */
export function isInstalled(
  model: CatalogueModel,
  installed: { readonly name: string; readonly sizeBytes: number },
): boolean {
  if (means(model, installed.name)) return true;
  const near = Math.abs(installed.sizeBytes / model.downloadBytes - 1) < 0.03;
  return near && sameModel(withLatest(model.name), withLatest(installed.name));
}

function withLatest(name: string): string {
  const parsed = parseModelName(name);
  return 'problem' in parsed ? name : `${parsed.host}/${parsed.namespace}/${parsed.model}:latest`;
}
