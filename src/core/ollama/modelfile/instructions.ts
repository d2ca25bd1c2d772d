import type { InstructionName } from './modelfile.ts';

/** What the editor knows of an instruction. Source: the server's `parser/parser.go` and `server/create.go`. */
export interface InstructionFacts {
  /** What stands behind it, for a line of explanation. */
  readonly form: string;
  /** Markdown. */
  readonly meaning: string;
  /** Behind the keyword, with VS Code's placeholders. */
  readonly snippet: string;
  /** The first server that reads it; all that are in use without. */
  readonly since?: string;
  /** What several of them do. */
  readonly repeats: 'last-wins' | 'collects';
}

export const instructions: Readonly<Record<InstructionName, InstructionFacts>> = {
  from: {
    form: 'model, file or folder',
    meaning:
      'The model to build on: a name (`llama3.2`, `hf.co/user/repo:Q4_K_M`), a GGUF file, or a folder with weights. ' +
      'What exists on disk is taken as a file; anything else is a name, and `ollama create` pulls it when it is not installed. ' +
      'Every Modelfile needs one.',
    snippet: '${1:model}',
    repeats: 'collects',
  },
  parameter: {
    form: 'name value',
    meaning:
      'Sets how the model runs unless a request says otherwise. One parameter to a line; `stop` may come several times, of the others the last counts. ' +
      'A `#` behind the value belongs to the value: comments need a line of their own.',
    snippet: '${1:temperature} ${2:0.8}',
    repeats: 'collects',
  },
  template: {
    form: 'Go template',
    meaning:
      'Turns messages into the prompt that the model reads, as a Go template: `{{ .System }}`, `{{ .Prompt }}`, `{{ .Response }}`, or `{{ range .Messages }}`. ' +
      'Leave it out to keep the template of the base model.',
    snippet: '"""${1:{{ if .System \\}\\}{{ .System \\}\\}\n{{ end \\}\\}{{ .Prompt \\}\\}}"""',
    repeats: 'last-wins',
  },
  system: {
    form: 'text',
    meaning:
      'The system message that the model gets when a request brings none. Text of several lines stands in `"""`.',
    snippet: '"""${1:You are a helpful assistant.}"""',
    repeats: 'last-wins',
  },
  adapter: {
    form: 'file or folder',
    meaning:
      'A LoRA adapter to lay over the model: a GGUF file or a folder with safetensors, trained on the very model that FROM names.',
    snippet: '${1:./adapter}',
    repeats: 'last-wins',
  },
  license: {
    form: 'text',
    meaning: 'The terms under which the model is shared. Several are kept one after another.',
    snippet: '"""${1:text}"""',
    repeats: 'collects',
  },
  message: {
    form: 'role text',
    meaning:
      'A message of the conversation that every chat begins with: an example of what is asked and answered. ' +
      'The role is `system`, `user` or `assistant`, in lower case, after exactly one space.',
    snippet: '${1|user,assistant,system|} ${2:text}',
    repeats: 'collects',
  },
  draft: {
    form: 'file or folder',
    meaning:
      'A small model that guesses ahead for the large one (speculative decoding). Servers before 0.30 read it only with `ollama create --experimental`.',
    snippet: '${1:./draft}',
    since: '0.23.1',
    repeats: 'collects',
  },
  renderer: {
    form: 'name',
    meaning: 'A renderer built into the server that writes the prompt in place of a template.',
    snippet: '${1:name}',
    since: '0.12.0',
    repeats: 'last-wins',
  },
  parser: {
    form: 'name',
    meaning: 'A parser built into the server that finds thinking and tool calls in what the model says.',
    snippet: '${1:name}',
    since: '0.12.0',
    repeats: 'last-wins',
  },
  requires: {
    form: 'version',
    meaning: 'The least version of Ollama that can run the model, such as `0.14.0`.',
    snippet: '${1:0.14.0}',
    since: '0.14.0',
    repeats: 'last-wins',
  },
};

export const instructionNames = Object.keys(instructions) as readonly InstructionName[];
