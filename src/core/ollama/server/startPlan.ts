import { ollamaEndpoint } from '../../project/ollamaEndpoint.ts';
import { endpointAddress, type EndpointAddress } from './endpointAddress.ts';
import type { ServerHost } from './serverState.ts';
import type { SystemdUnit } from './systemdUnit.ts';

/** A program with its arguments; never handed to a shell. */
export interface ProgramCall {
  readonly program: string;
  readonly args: readonly string[];
}

/** Where a server that the system started writes what happened. */
export type LogPlace =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'journal'; readonly scope: SystemdUnit['scope'] };

/** How the server would be started. `shown` is the command line as the user reads it. */
export type StartPlan =
  /** Ours: lives in a terminal and ends with it. */
  | (ProgramCall & {
      readonly kind: 'serve';
      readonly shown: string;
      readonly env: Readonly<Record<string, string>>;
    })
  /** Has the system or the app start it, which keeps it; ends soon itself, or not at all where `stays`. */
  | (ProgramCall & {
      readonly kind: 'command';
      readonly shown: string;
      readonly stays: boolean;
      readonly log?: LogPlace;
    })
  /** The same, but needs a terminal because it may ask for the password. */
  | (ProgramCall & { readonly kind: 'terminal'; readonly shown: string; readonly log: LogPlace })
  /** It is being started already. */
  | { readonly kind: 'wait'; readonly sentence: string; readonly log?: LogPlace }
  | { readonly kind: 'notInstalled' }
  | { readonly kind: 'refused'; readonly sentence: string; readonly remedy: string };

/** What is known of the desktop app and of Homebrew. */
export interface AppFacts {
  /** macOS: the bundle, from the program's real path or from where apps are: `/Applications/Ollama.app`. */
  readonly macBundle?: string | undefined;
  /** macOS: Homebrew's own program, when it installed `ollama`. */
  readonly brew?: string | undefined;
  /** Windows: `ollama app.exe`. */
  readonly windowsApp?: string | undefined;
  /** Windows: the installer runs, as it does for an update. */
  readonly installing?: boolean;
}

/** What the node room found out, after nothing answered at the endpoint. */
export interface StartFacts extends AppFacts {
  readonly platform: string;
  readonly endpoint: string;
  readonly host: ServerHost;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The program, if it is there. */
  readonly binary?: string | undefined;
  /** The user named it in `aiStack.ollama.path`, so that it is this one that is to run. */
  readonly configured: boolean;
  /** Units of systemd, on Linux. */
  readonly units: readonly SystemdUnit[];
  /** Programs that let a person start a unit: polkit's agent for terminals, sudo. */
  readonly asksPassword?: 'polkit' | 'sudo' | undefined;
  readonly isRoot?: boolean;
}

/** A command line to read; what a shell would take apart is in quotes. */
export function commandLine({ program, args }: ProgramCall): string {
  return [program, ...args].map((part) => (/^[\w@%+=:,./\\~-]+$/.test(part) ? part : `"${part}"`)).join(' ');
}

/**
 * Whether a server that the system or the app starts will answer at this address. It listens at the default port
 * unless OLLAMA_HOST, as that server sees it, says otherwise.
 */
export function listensAt(address: EndpointAddress, ollamaHost: string | undefined): boolean {
  return endpointAddress(ollamaEndpoint(ollamaHost)).port === address.port;
}
