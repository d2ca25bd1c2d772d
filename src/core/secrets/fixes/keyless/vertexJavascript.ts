import type { JavascriptCode } from '../syntax/javascriptCode.ts';

export const vertexTitle = 'Switch to Vertex AI with Application Default Credentials';

/** The properties by which a client knows where on Vertex AI to go. */
export function vertexProperties(
  code: JavascriptCode,
  names: readonly ('vertexai' | 'project' | 'location')[],
): string[] {
  const { quote } = code;
  const values = {
    vertexai: 'true',
    project: 'process.env.GOOGLE_CLOUD_PROJECT',
    location: `process.env.GOOGLE_CLOUD_LOCATION ?? ${quote}global${quote}`,
  };
  return names.map((name) => `${name}: ${values[name]}`);
}
