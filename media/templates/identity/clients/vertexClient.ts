/**
 * Gemini on Vertex AI, asked as the service itself: no key, here or anywhere.
 *
 * Credentials are found by Google's own rules (Application Default Credentials). On Cloud Run and GKE they are those of
 * the account that the service runs as. On your own machine they are yours, after
 *
 *     gcloud auth application-default login
 *
 * Settings: GOOGLE_CLOUD_PROJECT, GOOGLE_CLOUD_LOCATION and GEMINI_MODEL.
 */
import { ApiError, GoogleGenAI } from '@google/genai';

// Models are retired: https://cloud.google.com/vertex-ai/generative-ai/docs/learn/model-versions
const defaultModel = process.env['GEMINI_MODEL'] ?? '@@model@@';
const location = process.env['GOOGLE_CLOUD_LOCATION'] ?? 'global';

/** Vertex AI cannot be asked. The message says what to do. */
export class VertexError extends Error {
  override readonly name = 'VertexError';
}

/** The whole answer to one prompt. */
export async function generate(prompt: string, model: string = defaultModel): Promise<string> {
  try {
    const response = await vertexClient().models.generateContent({ model, contents: prompt });
    return response.text ?? '';
  } catch (error) {
    throw explained(error);
  }
}

/** The answer piece by piece, as it is written. */
export async function* stream(prompt: string, model: string = defaultModel): AsyncGenerator<string> {
  try {
    for await (const chunk of await vertexClient().models.generateContentStream({ model, contents: prompt })) {
      if (chunk.text) yield chunk.text;
    }
  } catch (error) {
    throw explained(error);
  }
}

let shared: GoogleGenAI | undefined;

/** The one client of the process; it keeps connections, and tokens until they end. */
export function vertexClient(): GoogleGenAI {
  if (shared) return shared;
  const project = process.env['GOOGLE_CLOUD_PROJECT'];
  if (!project) {
    throw new VertexError('GOOGLE_CLOUD_PROJECT is not set. Set it to the id of the Google Cloud project.');
  }
  // All of this is said outright, so that a key which happens to be in the environment is not used.
  shared = new GoogleGenAI({ @@flag@@: true, project, location });
  return shared;
}

/** Says what to do where the identity is what is wrong; all other errors stay as they are. */
function explained(error: unknown): unknown {
  const message = error instanceof Error ? error.message : String(error);
  if (/default credentials/i.test(message)) {
    return new VertexError(
      'No Google credentials were found. On your own machine: gcloud auth application-default login. ' +
        'On Cloud Run: the service needs a service account.',
      { cause: error },
    );
  }
  if (/invalid_grant|invalid_rapt/.test(message)) {
    return new VertexError(
      'The Google credentials are no longer accepted. Sign in again: gcloud auth application-default login',
      { cause: error },
    );
  }
  if (error instanceof ApiError && error.status === 403) {
    return new VertexError(
      'This account may not use Vertex AI in the project. ' +
        'Grant it roles/aiplatform.user (@@setUp@@), and see that aiplatform.googleapis.com is enabled.',
      { cause: error },
    );
  }
  return error;
}
