import { modelPage } from '../../core/ollama/details/modelPage.ts';
import { fitWords } from '../../core/ollama/fit/fitWords.ts';
import { sameModel } from '../../core/ollama/modelName.ts';
import type { InstalledModel, ModelDetails } from '../../core/ollama/models.ts';
import type { ServerHost } from '../../core/ollama/server/serverState.ts';
import type { ModelList } from './modelList.ts';

/** Lengths of context that people choose between, besides the server's default and the model's longest. */
const usualContexts = [4_096, 8_192, 32_768, 131_072];

/** The page on an installed model, its details asked of the server. Rejects as the client does. */
export async function modelPageText(
  list: ModelList,
  model: InstalledModel,
  server: { readonly endpoint: string; readonly host: ServerHost },
): Promise<string> {
  const details = await list.details(model);
  return modelPage({
    model,
    details,
    endpoint: server.endpoint,
    machine: server.host.name,
    running: list.running.find(({ name }) => sameModel(name, model.name)),
    fits: fits(list, model, details),
    now: Date.now(),
  });
}

function fits(list: ModelList, model: InstalledModel, details: ModelDetails) {
  const { fitting } = list;
  const usual = fitting?.fitOf(model, details);
  if (!fitting || !usual) return [];
  const longest = details.contextLength ?? model.contextLength ?? usual.contextLength;
  const lengths = [...usualContexts, longest, usual.contextLength].filter((length) => length <= longest);
  return [...new Set(lengths)]
    .sort((one, other) => one - other)
    .flatMap((length) => {
      const fit = length === usual.contextLength ? usual : fitting.fitOf(model, details, length);
      const words = length === usual.contextLength ? ', unless another context is asked for' : '';
      return fit ? [{ fit, words: `${fitWords(fit)}${words}` }] : [];
    });
}
