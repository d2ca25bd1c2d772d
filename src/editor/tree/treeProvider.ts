import * as vscode from 'vscode';
import type { TreeNode } from './model/treeNode.ts';

/** Hands the plain nodes of a view to VS Code. */
export class NodeTreeProvider implements vscode.TreeDataProvider<TreeNode> {
  readonly onDidChangeTreeData: vscode.Event<void>;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #roots: () => readonly TreeNode[];
  readonly #expansion: { get(id: string): boolean | undefined };

  constructor(roots: () => readonly TreeNode[], expansion: { get(id: string): boolean | undefined }) {
    this.#roots = roots;
    this.#expansion = expansion;
    this.onDidChangeTreeData = this.#changed.event;
  }

  redraw(): void {
    this.#changed.fire();
  }

  getChildren(node?: TreeNode): TreeNode[] {
    return [...(node ? node.children : this.#roots())];
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    const item = new vscode.TreeItem(node.label, this.#collapsibleState(node));
    item.id = node.id;
    item.description = node.description;
    item.contextValue = node.contextValue;
    item.tooltip = node.tooltip === undefined ? undefined : new vscode.MarkdownString(node.tooltip, true);
    item.iconPath = node.icon && themeIcon(node.icon.id, node.icon.color);
    item.command = node.command && { command: node.command.id, title: node.command.title };
    if (item.command?.command.startsWith('aiStack.')) item.command.arguments = [node];
    const spoken = node.spoken ?? [node.label, node.description].filter(Boolean).join(', ');
    item.accessibilityInformation = { label: spoken };
    return item;
  }

  #collapsibleState(node: TreeNode): vscode.TreeItemCollapsibleState {
    if (node.children.length === 0) return vscode.TreeItemCollapsibleState.None;
    const expanded = this.#expansion.get(node.id) ?? node.expanded ?? false;
    return expanded ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed;
  }
}

function themeIcon(id: string, color: string | undefined): vscode.ThemeIcon {
  return new vscode.ThemeIcon(id, color === undefined ? undefined : new vscode.ThemeColor(color));
}
