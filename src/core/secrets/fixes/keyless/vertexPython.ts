import { readExpression } from '../environment/python.ts';
import type { TextEdit } from '../secretFix.ts';
import type { PythonCode } from '../syntax/pythonCode.ts';
import { nodesOf } from '../syntax/treeSearch.ts';

export const vertexTitle = 'Switch to Vertex AI with Application Default Credentials';

/** The expressions for the project and the location of Vertex AI. */
export function vertexPlace(code: PythonCode, before: number): { project: string; location: string } {
  const project = readExpression(code, 'GOOGLE_CLOUD_PROJECT', '"', before).expression;
  const location = `${project.replace(/\[.*$/, '')}.get("GOOGLE_CLOUD_LOCATION", "global")`;
  return { project, location };
}

/** What of the Gemini API has no counterpart on Vertex AI. */
export function vertexObstacle(text: string): string | undefined {
  return /\.files\.(?:upload|list|get|delete)\(/.test(text)
    ? 'This code uploads files to the Gemini API, and Vertex AI reads them from Cloud Storage: change that first.'
    : undefined;
}

/** `models/gemini-…` is the Gemini API's spelling; Vertex AI takes the bare name. */
export function bareModelNames(code: PythonCode): TextEdit[] {
  return nodesOf(code.tree, 'String')
    .filter((node) =>
      /^["']models\/(?:gemini|gemma|text-embedding|embedding|imagen|veo)-/.test(code.slice(node)),
    )
    .map((node) => ({ start: node.from + 1, end: node.from + 1 + 'models/'.length, text: '' }));
}
