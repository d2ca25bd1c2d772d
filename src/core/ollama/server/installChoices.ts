/** One way to install Ollama, as its makers or the package manager describe it. Nothing is run unasked. */
export interface InstallChoice {
  readonly title: string;
  /** What the user would run, in the user's own shell; absent where there is only a page. */
  readonly command?: string;
  /** The shell that the command is for, where not any will do. */
  readonly shell?: 'powershell';
  /** The page that describes it. */
  readonly url: string;
  /** What it does beyond installing, or what it needs. */
  readonly note?: string;
}

const download = 'https://ollama.com/download';

const docker: InstallChoice = {
  title: 'Docker',
  command: 'docker run -d -v ollama:/root/.ollama -p 127.0.0.1:11434:11434 --name ollama ollama/ollama',
  url: 'https://docs.ollama.com/docker',
  note: 'On the processor alone; the page has the options for GPUs.',
};

const choices: Readonly<Record<'darwin' | 'win32' | 'linux', readonly InstallChoice[]>> = {
  darwin: [
    { title: 'Download the app', url: `${download}/mac`, note: 'Needs macOS 14 or newer.' },
    {
      title: 'Install script',
      command: 'curl -fsSL https://ollama.com/install.sh | sh',
      url: download,
      note: 'Runs a script from the network.',
    },
    {
      title: 'Homebrew',
      command: 'brew install ollama',
      url: 'https://formulae.brew.sh/formula/ollama',
      note: 'The command line and the server, without the app.',
    },
  ],
  win32: [
    { title: 'Download the installer', url: `${download}/windows`, note: 'Needs Windows 10 22H2 or newer.' },
    {
      title: 'winget',
      command: 'winget install --id Ollama.Ollama --exact',
      url: download,
    },
    {
      title: 'PowerShell script',
      command: 'irm https://ollama.com/install.ps1 | iex',
      shell: 'powershell',
      url: download,
      note: 'Runs a script from the network, in PowerShell.',
    },
    docker,
  ],
  linux: [
    {
      title: 'Install script',
      command: 'curl -fsSL https://ollama.com/install.sh | sh',
      url: `${download}/linux`,
      note: 'Runs a script from the network; asks for the password and sets up a service.',
    },
    {
      title: 'By hand',
      url: 'https://docs.ollama.com/linux',
      note: 'Unpack an archive; no script.',
    },
    docker,
  ],
};

/** The official ways to install Ollama on a system, best first; systems we know nothing of get the page. */
export function installChoices(platform: string): readonly InstallChoice[] {
  if (platform === 'darwin' || platform === 'win32' || platform === 'linux') return choices[platform];
  return [{ title: 'Download page', url: download }];
}
