import type { SectionId } from '../../../core/guide/recommendation.ts';
import type { Evidence } from '../../../core/project/facts.ts';
import type { ModelSubject } from './modelNodes.ts';
import type { SecretPlace } from './secretNodes.ts';

/** What a command is about. Tree nodes carry one, and commands take one as their argument. */
export interface Subject {
  /** URI of the workspace folder. */
  readonly folder: string;
  /** Words for a quick pick's title. */
  readonly title: string;
  /** Path of the project in its folder; `.` is the folder itself. */
  readonly project?: string;
  readonly section?: SectionId;
  /** The page under `media/guide/`. */
  readonly page?: string;
  /** Best proof first. */
  readonly evidence?: readonly Evidence[];
}

/** A codicon with a theme colour, both by id. */
export interface NodeIcon {
  readonly id: string;
  readonly color?: string;
}

/** One row of a view, as plain data: `treeProvider.ts` turns it into what VS Code wants. */
export interface TreeNode {
  /** Stable over refreshes and reloads, unique in its view: expansion is kept by it. */
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  readonly icon?: NodeIcon;
  /** Markdown with codicons; text that comes from the project is escaped. */
  readonly tooltip?: string;
  /** Words for the `when` clauses of menus, separated by spaces. */
  readonly contextValue?: string;
  /** Runs when the row is chosen. Without arguments of its own the command gets the subject. */
  readonly command?: { readonly id: string; readonly title: string };
  readonly subject?: Subject;
  /** The finding that a row of the Secrets view shows. */
  readonly secret?: SecretPlace;
  /** The model that a row of the Models view shows. */
  readonly model?: ModelSubject;
  /** What a screen reader says instead of label and description. */
  readonly spoken?: string;
  readonly children: readonly TreeNode[];
  /** How a row with children starts. */
  readonly expanded?: boolean;
}

/** Where a list of nodes stands, for the ids of its nodes. */
export interface Place {
  readonly folder: string;
  readonly project: string;
}

export function nodeId(place: Place, ...parts: readonly string[]): string {
  return [place.folder, place.project, ...parts].join('|');
}
