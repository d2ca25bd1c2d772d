import * as vscode from 'vscode';
import { settingsTable, type SettingKey, type SettingValues } from './settingsTable.ts';

/** The value of a setting for a folder (or the window), as typed in the settings table. */
export function setting<K extends SettingKey>(key: K, scope?: vscode.Uri): SettingValues[K] {
  const value = vscode.workspace.getConfiguration(undefined, scope).get<SettingValues[K]>(key);
  return value ?? settingsTable[key];
}

/** Calls back when one of the settings changes, whoever changed it. */
export function onSettingsChange(keys: readonly SettingKey[], listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (keys.some((key) => event.affectsConfiguration(key))) listener();
  });
}
