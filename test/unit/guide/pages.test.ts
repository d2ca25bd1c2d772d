import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { pageOf } from '../../../src/core/guide/guide.ts';
import { builtInGuide } from '../../support/builtInGuide.ts';

describe('the pages of the guide', () => {
  for (const section of builtInGuide().sections) {
    const text = readFileSync(new URL(`../../../media/guide/${pageOf(section.id)}`, import.meta.url), 'utf8');

    it(`${section.id}: has the section's title and goal, a choice, pitfalls and links`, () => {
      assert.ok(text.startsWith(`# ${section.title}\n`));
      const goal = section.goal.charAt(0).toLowerCase() + section.goal.slice(1);
      assert.ok(text.includes(`**Goal:** ${goal}`));
      for (const part of ['As of November 2026', '## When to choose what', '## Pitfalls', '## Read more'])
        assert.ok(text.includes(part), part);
    });

    it(`${section.id}: links by https only, and to no other page that is not there`, () => {
      const targets = [...text.matchAll(/\]\(([^)]+)\)/g)].map((match) => match[1]!);
      assert.ok(targets.length >= 3);
      for (const target of targets) assert.match(target, /^https:\/\/[\w.-]+\//);
    });

    it(`${section.id}: has a length that is read`, () => {
      const lines = text.split('\n').length;
      assert.ok(lines >= 60 && lines <= 140, String(lines));
    });
  }
});
