const longestName = 200;
const mostModels = 1_000;

/** The version in a reply of `/api/version`; undefined when something else than Ollama answered. */
export function readOllamaVersion(body: string): string | undefined {
  const { version } = parseRecord(body);
  return typeof version === 'string' && /^\d[\w.+-]{0,63}$/.test(version) ? version : undefined;
}

/**
 * The names in a reply of `/api/tags`, sorted. Stubs of models that run in the vendor's cloud are left out,
 * because they are not on this machine.
 */
export function readOllamaModels(body: string): string[] {
  const { models } = parseRecord(body);
  if (!Array.isArray(models)) return [];
  const names = models.slice(0, mostModels).flatMap((model: unknown) => {
    if (typeof model !== 'object' || model === null || ('remote_host' in model && model.remote_host))
      return [];
    const name = 'name' in model ? model.name : undefined;
    return typeof name === 'string' && /^\S+$/.test(name) && name.length <= longestName ? [name] : [];
  });
  return names.filter((name) => !/[:-]cloud$/.test(name)).sort();
}

function parseRecord(body: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
