/**
 * Stands in the bundle for `whatwg-fetch`, which the `ollama` package's browser build imports to have a `fetch` in
 * browsers without one: every client here is given its own.
 */
export {};
