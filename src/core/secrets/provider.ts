/** Who issues a kind of secret, and the way off it. Shown in messages, on the rule's page and after a quick fix. */
export interface Provider {
  /** As the provider writes itself: `OpenAI`, `Hugging Face`. */
  readonly name: string;
  readonly group: ProviderGroup;
  /** What somebody who has the secret can do, as a sentence. */
  readonly opens: string;
  /** How a secret is revoked, as a sentence in the imperative. */
  readonly revoke: string;
  /** The page where that is done or described. */
  readonly revokeUrl: string;
  /** What to use instead in production, as a sentence; Workload Identity wherever there is one. */
  readonly instead: string;
  /** The environment variable that the provider's own libraries read: `OPENAI_API_KEY`. */
  readonly variable?: string;
}

export type ProviderGroup =
  | 'ai'
  | 'cloud'
  | 'source'
  | 'messaging'
  | 'payment'
  | 'registry'
  | 'database'
  | 'identity'
  | 'monitoring'
  | 'business'
  | 'generic';
