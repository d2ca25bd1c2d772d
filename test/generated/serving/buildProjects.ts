import type { LockFile } from '../../support/images/lockProject.ts';

/** A small project as somebody may have it: its files, and the lock files that its own tools then write. */
export interface SmallProject {
  /** What it shows, as the test's title has it. */
  readonly title: string;
  readonly files: Readonly<Record<string, string>>;
  readonly locks?: readonly LockFile[];
  /** What the generator is told beside the version of Python. */
  readonly values?: Readonly<Record<string, string>>;
  /** What the Dockerfile must have: the way of installing or starting that the title speaks of. */
  readonly has: RegExp;
  /** Asked until it answers; `/health` unless said. */
  readonly readyPath?: string;
  /** Asked then, by GET; `/` unless said. */
  readonly path?: string;
  /** What it answers there. */
  readonly answers: RegExp;
}

const server = `import os
import sys

from fastapi import FastAPI

app = FastAPI()


@app.get("/health")
def health() -> dict[str, str]:
    return {"status": "ok"}


@app.get("/")
def describe() -> dict[str, object]:
    return {"python": sys.version.split()[0], "uid": os.getuid(), "port": os.environ["PORT"]}
`;

const dependencies = ['fastapi>=0.115', 'uvicorn>=0.34'];

/** pyproject.toml without a build system: an application, not a package. */
function application(...more: readonly string[]): string {
  const listed = dependencies.map((name) => `    "${name}",\n`).join('');
  return [
    '[project]',
    'name = "tiny-service"',
    'version = "0.1.0"',
    'requires-python = ">=3.11"',
    `dependencies = [\n${listed}]`,
    ...more,
    '',
  ].join('\n');
}

const buildSystem = '\n[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"';

/** A package in src/ with a build system. */
const packageFiles = {
  'README.md': '# Tiny service\n',
  'src/tiny_service/__init__.py': '__version__ = "0.1.0"\n',
  'src/tiny_service/main.py': server,
};

const setup = `from pathlib import Path

from setuptools import find_packages, setup

setup(
    name="tiny-service",
    version="0.1.0",
    long_description=Path("README.md").read_text(),
    packages=find_packages("src"),
    package_dir={"": "src"},
    install_requires=${JSON.stringify(dependencies)},
)
`;

/** What `server` says of itself: the Python that was asked for, and not root. */
const describes = /"python":"3\.13\.\d+","uid":10001/;

/** One project for each kind of file that dependencies can be installed from. */
export const lockedProjects: readonly SmallProject[] = [
  {
    title: 'uv.lock, an application',
    files: { 'pyproject.toml': application(), 'main.py': server },
    locks: ['uv.lock'],
    answers: describes,
    has: /uv sync --locked/,
  },
  {
    title: 'uv.lock, a package in src/ with a README that its build reads',
    files: { ...packageFiles, 'pyproject.toml': application('readme = "README.md"', buildSystem) },
    locks: ['uv.lock'],
    answers: describes,
    has: /uv sync --locked/,
  },
  {
    title: 'poetry.lock',
    files: {
      'pyproject.toml': application(
        '\n[tool.poetry]\npackage-mode = false',
        // Poetry asks PyPI by an interface that few mirrors have; a source it reads as pip does.
        '\n[[tool.poetry.source]]\nname = "index"\nurl = "https://pypi.org/simple/"\npriority = "primary"',
      ),
      'app/__init__.py': '',
      'app/main.py': server,
    },
    locks: ['poetry.lock'],
    answers: describes,
    has: /poetry install|poetry \S*install/,
  },
  {
    title: 'pdm.lock',
    files: {
      'pyproject.toml': application('\n[tool.pdm]\ndistribution = false'),
      'app/__init__.py': '',
      'app/main.py': server,
    },
    locks: ['pdm.lock'],
    answers: describes,
    has: /pdm install/,
  },
  {
    title: 'pylock.toml',
    files: { 'pyproject.toml': application(), 'app/__init__.py': '', 'app/main.py': server },
    locks: ['pylock.toml'],
    answers: describes,
    has: /-r pylock\.toml/,
  },
  {
    title: 'requirements.txt with hashes',
    files: { 'pyproject.toml': application(), 'app/__init__.py': '', 'app/main.py': server },
    locks: ['requirements.txt'],
    values: { dependencies: 'requirements' },
    answers: describes,
    has: /-r requirements\.txt/,
  },
  {
    title: 'requirements.txt without versions, on Python 3.11',
    files: { 'requirements.txt': 'fastapi\nuvicorn\n', 'app/__init__.py': '', 'app/main.py': server },
    values: { python: '3.11' },
    answers: /"python":"3\.11\.\d+","uid":10001/,
    has: /-r requirements\.txt/,
  },
  {
    title: 'pyproject.toml alone',
    files: { 'pyproject.toml': application(), 'my server.py': '', 'main.py': server },
    answers: describes,
    has: /-r pyproject\.toml/,
  },
  {
    title: 'setup.py that reads other files',
    files: { ...packageFiles, 'setup.py': setup },
    answers: describes,
    has: /-r \/requirements\.txt/,
  },
];

/** Where pip installs, as without uv. */
const byPip = { installer: 'pip' };

/** The same without uv, for those kinds that pip can read. */
export const pipProjects: readonly SmallProject[] = [
  {
    title: 'pip: requirements.txt',
    files: { 'requirements.txt': 'fastapi\nuvicorn\n', 'app/__init__.py': '', 'app/main.py': server },
    values: byPip,
    answers: describes,
    has: /pip --python \/opt\/venv\/bin\/python install -r requirements\.txt/,
  },
  {
    title: 'pip: a package in src/ with pyproject.toml alone',
    files: { ...packageFiles, 'pyproject.toml': application('readme = "README.md"', buildSystem) },
    values: byPip,
    answers: describes,
    has: /pip install --no-deps --target \/opt\/project \./,
  },
  {
    title: 'pip: setup.py',
    files: { ...packageFiles, 'setup.py': setup },
    values: byPip,
    answers: describes,
    has: /-r \/requirements\.txt/,
  },
];
