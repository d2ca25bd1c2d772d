import type { ModelRecommendation } from '../../models.ts';
import { labelOf, modelNameOf, positiveOf, recordOf, recordsOf, type JsonRecord } from './fields.ts';
import { present } from './modelTraits.ts';

const mostRows = 200;

/** The rows of `/api/experimental/model-recommendations`, in the server's order; empty for anything else. */
export function readRecommendations(reply: unknown): ModelRecommendation[] {
  const rows = recordsOf(recordOf(reply)?.['recommendations'], mostRows) ?? [];
  return rows.flatMap((row) => readRecommendation(row) ?? []);
}

function readRecommendation(row: JsonRecord): ModelRecommendation | undefined {
  const name = modelNameOf(row['model']);
  if (name === undefined) return undefined;
  return present({
    name,
    description: labelOf(row['description']) ?? '',
    contextLength: positiveOf(row['context_length']),
    vramBytes: positiveOf(row['vram_bytes']),
    requiredPlan: labelOf(row['required_plan']) || undefined,
  });
}
