/** What the pictures of the way to production show: a small service, what is decided for it, and a Dockerfile with mistakes. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { EditorWindow } from './host/driver.ts';

const files: Readonly<Record<string, readonly string[]>> = {
  'pyproject.toml': [
    '[project]',
    'name = "review-mood"',
    'version = "0.1.0"',
    'requires-python = ">=3.11"',
    'dependencies = ["fastapi==0.121.0", "transformers==5.0.0", "torch==2.9.0", "uvicorn==0.38.0"]',
  ],
  'app/main.py': [
    'from fastapi import FastAPI',
    'from transformers import pipeline',
    '',
    'app = FastAPI(title="Moods of reviews")',
    'classify = pipeline(',
    '    "text-classification",',
    '    model="distilbert/distilbert-base-uncased-finetuned-sst-2-english",',
    ')',
    '',
    '',
    '@app.get("/health")',
    'def health() -> dict[str, str]:',
    '    return {"status": "ok"}',
    '',
    '',
    '@app.post("/moods")',
    'def moods(reviews: list[str]) -> list[dict[str, object]]:',
    '    return classify(reviews)',
  ],
  'docker/Dockerfile': [
    'FROM python:latest',
    'WORKDIR /app',
    'COPY . .',
    'RUN pip install fastapi transformers torch uvicorn',
    'RUN chown -R www-data /app',
    'CMD uvicorn app.main:app --host 127.0.0.1 --port 8080',
  ],
};

/** A service that classifies texts, with a Dockerfile as many begin. */
export function writeService(): string {
  const project = join(mkdtempSync(join(tmpdir(), 'ai-stack-project-')), 'review-mood');
  for (const [path, lines] of Object.entries(files)) {
    mkdirSync(dirname(join(project, path)), { recursive: true });
    writeFileSync(join(project, path), `${lines.join('\n')}\n`);
  }
  return project;
}

/** The decisions for a Cloud Run service, before anything is written. */
export async function showDecisions(window: EditorWindow): Promise<void> {
  await window.openContainer('AI Stack');
  await window.widenSideBar(380);
  await window.waitForRow('Production inference');
  await window.openFile('app/main.py');
  await window.runCommand('AI Stack: Generate Cloud Run Service');
  await window.page.locator('.quick-input-list .monaco-list-row', { hasText: 'Review the files' }).waitFor();
}

/** A Dockerfile with marks, and the menu of fixes at one of them. */
export async function showDockerfileFixes(window: EditorWindow): Promise<void> {
  await window.page.keyboard.press('Escape');
  await window.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  await window.openFile('docker/Dockerfile');
  await window.page.locator('.squiggly-warning, .squiggly-error').first().waitFor();
  const line = window.page.locator('.view-line', { hasText: 'uvicorn app' }).first();
  await line.locator('span span').last().click();
  await window.page.keyboard.press('Control+.');
  await window.page.locator('.action-widget').first().waitFor();
}
