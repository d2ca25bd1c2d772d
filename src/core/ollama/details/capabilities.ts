/** What the server's capabilities mean to a user. Source of the names: `types/model/capability.go`. */
const meanings: Readonly<Record<string, string>> = {
  completion: 'answers and writes text',
  tools: 'calls tools',
  insert: 'fills in the middle of code',
  vision: 'looks at pictures',
  embedding: 'turns text into vectors',
  thinking: 'reasons before it answers',
  image: 'makes pictures',
  audio: 'listens to sound',
};

/** The words of a capability, for people; those of newer servers as they are. */
export function capabilityMeaning(capability: string): string {
  return meanings[capability] ?? capability;
}

/** What sets a model apart, for a row: answering text is what nearly all do. */
export function tellingCapabilities(capabilities: readonly string[]): string[] {
  return capabilities.filter((each) => each !== 'completion');
}

/**
 * Whether a model belongs to a family that tends to write calls of tools into its text, where an agent does not find
 * them. The families are those that Ollama's own extension for VS Code warns of.
 */
export function writesToolCallsAsText(name: string): boolean {
  const family = /(?:^|\/)([^/:]+)(?::[^/]*)?$/.exec(name)?.[1] ?? '';
  return /^(?:codellama|llama3|mistral(?!-small|-large|-medium|-nemo)|qwen2\.5|starcoder)/i.test(family);
}
