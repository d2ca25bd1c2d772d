import assert from 'node:assert/strict';
import { failedResult } from '../../../src/editor/tree/model/folderResult.ts';
import { viewState, type ViewState } from '../../../src/editor/tree/model/viewState.ts';
import { resultOf } from './treeSupport.ts';

const found = resultOf([{ tasks: ['agents'] }]);
const nothing = resultOf([{}]);
const failed = failedResult('file:///broken', 'broken', 'No access.');

describe('viewState', () => {
  const cases: [what: string, state: ViewState, ...Parameters<typeof viewState>][] = [
    ['without folders', 'empty', [], 0, false],
    ['before the first reading', 'loading', [], 1, false],
    ['while the first folder is read', 'loading', [], 1, true],
    ['while an empty folder is read again', 'loading', [nothing], 1, true],
    ['when nothing was found', 'empty', [nothing], 1, false],
    ['when something was found', 'ready', [found], 1, false],
    ['while what was found is read again', 'ready', [found], 1, true],
    ['when one of two folders is known', 'ready', [found], 2, true],
    ['when an empty one of two folders is known', 'loading', [nothing], 2, false],
    ['when no folder could be read', 'error', [failed], 1, false],
    ['when one of two could not be read', 'ready', [failed, nothing], 2, false],
  ];
  for (const [what, state, ...args] of cases) {
    it(`is ${state} ${what}`, () => assert.equal(viewState(...args), state));
  }
});
