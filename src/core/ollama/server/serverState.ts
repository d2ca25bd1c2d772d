/** Which machine a server runs on, seen from the editor: `host.name` is what to call it. */
export interface ServerHost {
  readonly kind: 'local' | 'wsl' | 'ssh' | 'container' | 'remote';
  /** `this machine`, `the WSL distribution Ubuntu`, `ollama.example.com`. */
  readonly name: string;
}

/** What is known of the Ollama server at the endpoint. */
export type ServerState =
  | { readonly kind: 'unknown' }
  /** No program and no server. Only said of local hosts where looking for the program is allowed. */
  | { readonly kind: 'notInstalled' }
  /** Nothing answers. `sentence` says what was asked and what came back. */
  | { readonly kind: 'stopped'; readonly sentence: string }
  | { readonly kind: 'starting' }
  | { readonly kind: 'running'; readonly version: string };
