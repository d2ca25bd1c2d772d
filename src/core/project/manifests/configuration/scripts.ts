import { nothing, type FileReader } from '../../clue.ts';
import { scriptClues } from '../commands/scriptClues.ts';

/** Words without one of which a script says nothing to us. */
const telling =
  /\b(?:pip3?|uv|uvx|conda|mamba|poetry|pdm|gcloud|adk|ollama|vllm|uvicorn|gunicorn|docker|podman|accelerate|deepspeed|torchrun|trtllm-\w+|tritonserver|langgraph|streamlit|fastapi|flask|python3?|llama-\w+|redis-server|sglang|text-generation-launcher|axolotl|llamafactory-cli|bentoml|mlflow|ray|jupyter|trl|kubectl|terraform|skaffold|export)\b/;

/** Shell scripts, and files of make, just, Heroku and PowerShell that hold commands. */
export function isScript(path: string): boolean {
  return /\.(?:sh|bash|zsh|ps1|mk)$|(?:^|\/)(?:(?:GNU)?[Mm]akefile|\.?[Jj]ustfile|Procfile)(?:\.[\w-]+)?$/.test(
    path,
  );
}

/**
 * Reads the commands of scripts. What they install counts as optional: a script may be run or not. Text for other
 * files (here-documents) is passed over.
 */
export const readScript: FileReader = (file) => {
  if (!telling.test(file.text)) return nothing;
  const lines = file.text.split(/\r\n|\n|\r/);
  const name = file.path.slice(file.path.lastIndexOf('/') + 1);
  const script = commandLines(name, lines).join('\n');
  return { clues: scriptClues(script, 1, 'optional', name.endsWith('.ps1') ? '`' : '\\'), problems: [] };
};

function commandLines(name: string, lines: readonly string[]): string[] {
  if (name.startsWith('Procfile')) return lines.map((line) => line.replace(/^\w[\w-]*:/, ''));
  if (/akefile|\.mk$/.test(name)) return recipeLines(lines, /^\t\s*[@+-]*/);
  if (/ustfile/.test(name)) return recipeLines(lines, /^\s+[@-]*/);
  return withoutHeredocs(lines);
}

/** The lines of recipes, which are indented, without the prefix; other lines are emptied. */
function recipeLines(lines: readonly string[], prefix: RegExp): string[] {
  let continued = false;
  return lines.map((line) => {
    const inRecipe: boolean = continued || prefix.test(line);
    const text = inRecipe ? (continued ? line : line.replace(prefix, '')) : '';
    continued = inRecipe && line.endsWith('\\');
    return text.replaceAll('$$', '$');
  });
}

function withoutHeredocs(lines: readonly string[]): string[] {
  let end: string | undefined;
  return lines.map((line) => {
    if (end !== undefined) {
      if (line.trim() === end) end = undefined;
      return '';
    }
    const match = /(?<!<)<<-?\s*(["']?)([A-Za-z_]\w*)\1/.exec(line);
    if (match && !/^\s*#/.test(line) && !/\b(?:ba|z)?sh\b|\bssh\b/.test(line.slice(0, match.index)))
      end = match[2];
    return line;
  });
}
