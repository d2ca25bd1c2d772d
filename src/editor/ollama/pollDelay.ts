/** What decides how often the server is asked. */
export interface PollFacts {
  /** The view or the status bar item is seen. */
  readonly shown: boolean;
  /** The window has the focus. */
  readonly focused: boolean;
  readonly modelsRun: boolean;
}

const whileRunningMs = 5_000;
const otherwiseMs = 20_000;

/** Milliseconds until the server is asked again; undefined while nobody looks. */
export function pollDelayMs({ shown, focused, modelsRun }: PollFacts): number | undefined {
  if (!shown || !focused) return undefined;
  return modelsRun ? whileRunningMs : otherwiseMs;
}
