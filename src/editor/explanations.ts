import * as vscode from 'vscode';
import { explainRecommendation } from '../core/guide/report/explain.ts';
import { linksInto } from './markdown/linksInto.ts';
import type { ProjectModel } from './project/projectModel.ts';
import type { Subject } from './tree/model/treeNode.ts';

const scheme = 'ai-stack';

/** Where the explanation of a section's recommendation is read. The tab is named after the path's end. */
export function explanationUri(subject: Subject): vscode.Uri {
  const query = JSON.stringify([subject.folder, subject.project, subject.section]);
  return vscode.Uri.from({ scheme, path: `/${subject.title.replaceAll('/', ' ')}.md`, query });
}

/** Serves the explanations as read-only documents that follow the model. */
export class Explanations implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly onDidChange: vscode.Event<vscode.Uri>;
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #model: ProjectModel;
  readonly #registration: vscode.Disposable;

  constructor(model: ProjectModel) {
    this.#model = model;
    this.onDidChange = this.#changed.event;
    const follow = model.onDidChange(() => this.#redraw());
    const provider = vscode.workspace.registerTextDocumentContentProvider(scheme, this);
    this.#registration = vscode.Disposable.from(follow, provider, this.#changed);
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const [folder, path, id] = JSON.parse(uri.query) as string[];
    if (!this.#model.results.some((result) => result.folder === folder)) await this.#model.idle();
    const result = this.#model.results.find((candidate) => candidate.folder === folder);
    const project = result?.recommendations.find((candidate) => candidate.path === path);
    const section = project?.sections.find((candidate) => candidate.id === id);
    if (!result || !section) return 'The project that this page was about is no longer there.\n';
    const name = result.facts.projects.find((candidate) => candidate.path === path)?.name || result.name;
    return linksInto(vscode.Uri.parse(result.folder), explainRecommendation(section, name));
  }

  dispose(): void {
    this.#registration.dispose();
  }

  #redraw(): void {
    for (const { uri } of vscode.workspace.textDocuments) if (uri.scheme === scheme) this.#changed.fire(uri);
  }
}
