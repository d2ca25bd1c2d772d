/** Every setting of the extension with its default; package.json says the same, and a test compares them. */
export const settingsTable = {
  'aiStack.detection.maxFiles': 50_000 as number,
  'aiStack.detection.probeMachine': true as boolean,
  'aiStack.ollama.endpoint': 'http://127.0.0.1:11434' as string,
};

export type SettingValues = typeof settingsTable;
export type SettingKey = keyof SettingValues;
