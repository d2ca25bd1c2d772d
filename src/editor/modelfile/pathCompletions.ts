import * as vscode from 'vscode';
import { folderOf, pathUri } from './lookUpPaths.ts';
import { isWeightsFile, isWeightsFolder, typedPath, type TypedPath } from './typedPath.ts';

/** More entries than this are not offered, nor are more folders looked into: nobody chooses among them. */
const mostEntries = 200;
const mostFolders = 20;

type Entry = readonly [name: string, type: vscode.FileType];

/**
 * Files and folders to follow FROM, ADAPTER and DRAFT. Once a path was begun these are those of the folder it names;
 * before, the weights that lie beside the Modelfile or one folder deeper.
 */
export async function pathCompletions(
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<vscode.CompletionItem[]> {
  const line = document.lineAt(position.line).text;
  const typed = typedPath(line.slice(0, position.character));
  if (!typed || document.uri.scheme === 'untitled') return [];
  const folder = typed.folder === '' ? folderOf(document.uri) : pathUri(document.uri, typed.folder);
  if (!folder) return [];
  const entries = await list(folder);
  const paths =
    typed.isPath && typed.folder !== '' ? inFolder(typed, entries) : await near(typed, folder, entries);
  const rest = /^[^"\s]*/.exec(line.slice(position.character))?.[0] ?? '';
  const inserting = new vscode.Range(position.line, typed.start, position.line, position.character);
  const replacing = inserting.with({ end: position.translate(0, rest.length) });
  return paths.slice(0, mostEntries).map((path) => pathItem(path, { inserting, replacing }));
}

function inFolder({ folder, instruction }: TypedPath, entries: readonly Entry[]): string[] {
  const files = entries.filter(([name, type]) => isFile(type) && isWeightsFile(name, instruction));
  const folders = entries.filter(([name, type]) => isFolder(type) && !name.startsWith('.'));
  return [...files.map(([name]) => folder + name), ...folders.map(([name]) => `${folder}${name}/`)];
}

async function near(
  { instruction }: TypedPath,
  folder: vscode.Uri,
  entries: readonly Entry[],
): Promise<string[]> {
  const files = entries.filter(([name, type]) => isFile(type) && isWeightsFile(name, instruction));
  const folders = entries.filter(([name, type]) => isFolder(type) && !/^\.|^node_modules$/.test(name));
  const deeper = folders.slice(0, mostFolders).map(async ([name]) => {
    const inside = (await list(vscode.Uri.joinPath(folder, name))).filter(([, type]) => isFile(type));
    const names = inside.map(([each]) => each);
    const weights = names
      .filter((each) => isWeightsFile(each, instruction))
      .map((each) => `./${name}/${each}`);
    return isWeightsFolder(names) ? [`./${name}`, ...weights] : weights;
  });
  return [...files.map(([name]) => `./${name}`), ...(await Promise.all(deeper)).flat()];
}

function pathItem(path: string, range: vscode.CompletionItem['range']): vscode.CompletionItem {
  const isWeights = /\.(?:gguf|safetensors)$/i.test(path);
  const kind = isWeights ? vscode.CompletionItemKind.File : vscode.CompletionItemKind.Folder;
  const item = new vscode.CompletionItem(path, kind);
  item.range = range;
  item.sortText = `0${isWeights ? 0 : 1}${path}`;
  if (path.endsWith('/')) item.command = { command: 'editor.action.triggerSuggest', title: 'Suggest' };
  return item;
}

async function list(folder: vscode.Uri): Promise<readonly Entry[]> {
  try {
    return await vscode.workspace.fs.readDirectory(folder);
  } catch {
    // A folder that is not there, or may not be read, has nothing to offer.
    return [];
  }
}

function isFile(type: vscode.FileType): boolean {
  return (type & vscode.FileType.File) !== 0;
}

function isFolder(type: vscode.FileType): boolean {
  return (type & vscode.FileType.Directory) !== 0;
}
