import type { SyntaxNode } from '@lezer/common';
import type { Evidence } from '../../../project/facts.ts';
import { argumentsOf, childrenOf, stringValue } from '../../../project/sources/python/pythonTree.ts';
import type { AppPlan } from '../servingPlan.ts';
import { evidenceAt } from './projectFiles.ts';
import type { PythonSource } from './pythonSources.ts';

export type Framework = 'fastapi' | 'flask' | 'django' | 'gradio' | 'streamlit' | 'asgi' | 'wsgi' | 'adk';

/** An application that a server can start. */
export interface ApplicationObject {
  readonly file: string;
  readonly framework: Framework;
  readonly kind: Exclude<AppPlan['kind'], 'engine'>;
  /** For asgi and wsgi: the object, or the function that makes it. */
  readonly object?: string;
  readonly factory: boolean;
  readonly evidence: Evidence;
  /** Routes of the object itself, with their lines; paths that answer GET. */
  readonly routes: readonly { readonly path: string; readonly evidence: Evidence }[];
}

const makers: Readonly<Record<string, { framework: Framework; kind: ApplicationObject['kind'] }>> = {
  FastAPI: { framework: 'fastapi', kind: 'asgi' },
  get_fast_api_app: { framework: 'adk', kind: 'asgi' },
  Starlette: { framework: 'asgi', kind: 'asgi' },
  Litestar: { framework: 'asgi', kind: 'asgi' },
  Quart: { framework: 'asgi', kind: 'asgi' },
  Flask: { framework: 'flask', kind: 'wsgi' },
  get_asgi_application: { framework: 'django', kind: 'asgi' },
  get_wsgi_application: { framework: 'django', kind: 'wsgi' },
  Blocks: { framework: 'gradio', kind: 'gradio' },
  Interface: { framework: 'gradio', kind: 'gradio' },
  ChatInterface: { framework: 'gradio', kind: 'gradio' },
  TabbedInterface: { framework: 'gradio', kind: 'gradio' },
};

/** Calls of makers, imports of what needs none, and assignments from functions that sound like factories. */
const gate = new RegExp(
  String.raw`\b(?:${Object.keys(makers)
    .filter((name) => makers[name]?.framework !== 'gradio')
    .join(
      '|',
    )})\(|^(?:import|from) (?:gradio|streamlit)\b|^\w+[^=\n]{0,40}=\s*[\w.]*(?:create|make|build|get)_\w*app\w*\(`,
  'm',
);

/** All applications of the product's files, in the order of the files. */
export function applicationObjects(sources: readonly PythonSource[]): ApplicationObject[] {
  const scanned = sources.filter(({ text }) => gate.test(text)).map((source) => new SourceScan(source));
  const factories = new Map<string, Maker>();
  for (const scan of scanned) for (const [name, maker] of scan.factories) factories.set(name, maker);
  const found = scanned.flatMap((scan) => scan.applications(factories));
  const routers = sources.flatMap(routerRoutes);
  return found.map((each) => {
    const folder = each.file.replace(/[^/]*$/, '');
    const more = routers.filter(({ evidence }) => evidence.file.startsWith(folder));
    return each.framework === 'fastapi' && more.length > 0
      ? { ...each, routes: [...each.routes, ...more] }
      : each;
  });
}

/** `@router.get("/health")`, where the router puts nothing in front of its paths. */
function routerRoutes({ path, text }: PythonSource): ApplicationObject['routes'] {
  const routers = Array.from(text.matchAll(/^(\w+)\s*=\s*(?:fastapi\.)?APIRouter\(([^)]{0,500})\)/gm))
    .filter(([, , given = '']) => !/\bprefix\b/.test(given))
    .map(([, name = '']) => name);
  if (routers.length === 0) return [];
  const route = new RegExp(`@(?:${routers.join('|')})\\.get\\(\\s*["'](/[^"'\\s{<]*)["']`, 'g');
  return Array.from(text.matchAll(route), (match) => ({
    path: match[1] ?? '/',
    evidence: evidenceAt(path, text, match.index),
  }));
}

interface Maker {
  readonly framework: Framework;
  readonly kind: ApplicationObject['kind'];
}

/** Gradio's class names are common words: they count where gradio is imported. */
function makerOf(callee: string, text: string): Maker | undefined {
  const name = callee.slice(callee.lastIndexOf('.') + 1);
  const maker = Object.hasOwn(makers, name) ? makers[name] : undefined;
  if (maker?.framework !== 'gradio') return maker;
  return /\b(?:import|from)\s+gradio\b/.test(text) ? maker : undefined;
}

class SourceScan {
  /** Functions of the file that make an application. */
  readonly factories = new Map<string, Maker>();
  readonly #source: PythonSource;
  readonly #top: SyntaxNode[] = [];
  readonly #factoryNodes = new Map<string, SyntaxNode>();

  constructor(source: PythonSource) {
    this.#source = source;
    this.#collect(source.tree().topNode);
    for (const node of this.#top) this.#noteFactory(node);
  }

  applications(factories: ReadonlyMap<string, Maker>): ApplicationObject[] {
    const found = new Map<string, ApplicationObject>();
    for (const node of this.#top) {
      const application = this.#assigned(node, factories) ?? this.#opened(node);
      if (application && !found.has(application.object ?? ''))
        found.set(application.object ?? '', application);
    }
    const streamlit = found.size === 0 ? this.#streamlit() : undefined;
    if (streamlit) return [streamlit];
    return [...found.values(), ...this.#unusedFactories([...found.values()])];
  }

  /** Statements that run when the module is imported: those of the file, and within `if`, `try` and `with`. */
  #collect(parent: SyntaxNode): void {
    for (const node of childrenOf(parent)) {
      if (
        /^(?:IfStatement|TryStatement)$/.test(node.name) &&
        !/^if\s+__name__/.test(this.#text(node).slice(0, 20))
      ) {
        for (const body of node.getChildren('Body')) this.#collect(body);
      } else this.#top.push(node);
    }
  }

  #text(node: SyntaxNode): string {
    return this.#source.text.slice(node.from, node.to);
  }

  /** `app = FastAPI()`, `app: FastAPI = create_app()`. */
  #assigned(node: SyntaxNode, factories: ReadonlyMap<string, Maker>): ApplicationObject | undefined {
    const target = node.firstChild;
    const call = node.lastChild;
    if (node.name !== 'AssignStatement' || target?.name !== 'VariableName') return undefined;
    if (call?.name !== 'CallExpression' || !call.firstChild) return undefined;
    const callee = this.#text(call.firstChild);
    const name = callee.slice(callee.lastIndexOf('.') + 1);
    const maker = makerOf(callee, this.#source.text) ?? factories.get(name);
    if (!maker) return undefined;
    return this.#application(maker, this.#text(target), false, node.from);
  }

  /** `with gr.Blocks() as demo:` */
  #opened(node: SyntaxNode): ApplicationObject | undefined {
    if (node.name !== 'WithStatement') return undefined;
    const match = /^with\s+([\w.]+)\([^\n]*\)\s+as\s+(\w+)\s*:/.exec(this.#text(node).slice(0, 2000));
    const maker = match?.[1] === undefined ? undefined : makerOf(match[1], this.#source.text);
    if (maker?.kind !== 'gradio' || match?.[2] === undefined) return undefined;
    return this.#application(maker, match[2], false, node.from);
  }

  /** A function that returns what it made. */
  #noteFactory(node: SyntaxNode): void {
    const definition = node.name === 'DecoratedStatement' ? node.getChild('FunctionDefinition') : node;
    if (definition?.name !== 'FunctionDefinition') return;
    const name = definition.getChild('VariableName');
    if (!name) return;
    const body = this.#text(definition);
    const made = /^\s+(\w+)(?:\s*:\s*[\w.]+)?\s*=\s*([\w.]+)\(/gm;
    for (const [, variable = '', callee = ''] of body.matchAll(made)) {
      const maker = makerOf(callee, this.#source.text);
      if (maker && new RegExp(`^\\s+return\\s+${variable}\\s*$`, 'm').test(body)) {
        this.factories.set(this.#text(name), maker);
        this.#factoryNodes.set(this.#text(name), definition);
      }
    }
    const returned = /^\s+return\s+([\w.]+)\(/m.exec(body)?.[1];
    const maker = returned === undefined ? undefined : makerOf(returned, this.#source.text);
    if (!maker) return;
    this.factories.set(this.#text(name), maker);
    this.#factoryNodes.set(this.#text(name), definition);
  }

  /** Factories count by themselves where the file has no application; those with parameters cannot be called. */
  #unusedFactories(found: readonly ApplicationObject[]): ApplicationObject[] {
    if (found.length > 0) return [];
    return [...this.#factoryNodes].flatMap(([name, node]) => {
      const maker = this.factories.get(name);
      const parameters = node.getChild('ParamList');
      if (!maker || (parameters && needsArguments(this.#text(parameters)))) return [];
      return [this.#application(maker, name, true, node.from)];
    });
  }

  #streamlit(): ApplicationObject | undefined {
    const match = /^(?:import streamlit\b|from streamlit\b)/m.exec(this.#source.text);
    const draws =
      /^(?:st|streamlit)\.\w+\(|^\s*st\.(?:title|header|write|chat_input|text_input|set_page_config)\(/m.test(
        this.#source.text,
      );
    if (!match || !draws) return undefined;
    const maker: Maker = { framework: 'streamlit', kind: 'streamlit' };
    return this.#application(maker, undefined, false, match.index);
  }

  #application(maker: Maker, object: string | undefined, factory: boolean, at: number): ApplicationObject {
    const { path, text } = this.#source;
    return {
      file: path,
      ...maker,
      ...(object !== undefined && { object }),
      factory,
      evidence: evidenceAt(path, text, at),
      routes: object === undefined ? [] : this.#routes(factory ? undefined : object),
    };
  }

  /** `@app.get("/health")`; with a factory whatever it calls its application. */
  #routes(object: string | undefined): ApplicationObject['routes'] {
    const { path, text } = this.#source;
    const name = object ?? '\\w+';
    const route = new RegExp(`@${name}\\.(?:get|route|api_route)\\(\\s*["'](/[^"'\\s{<]*)["']`, 'g');
    return [...text.matchAll(route)].map((match) => ({
      path: match[1] ?? '/',
      evidence: evidenceAt(path, text, match.index),
    }));
  }
}

function needsArguments(parameters: string): boolean {
  const inner = parameters.replace(/^\(|\)$/g, '').trim();
  if (inner === '') return false;
  return inner.split(/,(?![^[(]*[\])])/).some((each) => each.trim() !== '' && !/=|^\s*\*/.test(each));
}

/** The literal arguments of the calls of some functions in a file: for `launch(server_port=7860)`. */
export function literalArgument(source: PythonSource, callee: RegExp, argument: string): string | undefined {
  for (const call of callsOf(source, callee)) {
    const list = call.lastChild;
    if (list?.name !== 'ArgList') continue;
    const found = argumentsOf(list, source.text).find(({ name }) => name === argument);
    if (found)
      return stringValue(found.value, source.text) ?? source.text.slice(found.value.from, found.value.to);
  }
  return undefined;
}

/** All calls whose callee, as written, matches. */
export function callsOf(source: PythonSource, callee: RegExp): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  const cursor = source.tree().cursor();
  do {
    if (cursor.name !== 'CallExpression') continue;
    const node = cursor.node;
    const first = node.firstChild;
    if (first && callee.test(source.text.slice(first.from, Math.min(first.to, first.from + 200))))
      found.push(node);
  } while (cursor.next());
  return found;
}
