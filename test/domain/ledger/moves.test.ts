import { describe, expect, it } from 'vitest';
import { instantOf } from '../../../src/domain/calendar/time.ts';
import { ITEM_STATES, type Item, type ItemState } from '../../../src/domain/ledger/item.ts';
import { BASIC_KINDS, itemKindOf } from '../../../src/domain/ledger/kinds.ts';
import { differences, MOVES, type Move, moved, stateAfter } from '../../../src/domain/ledger/moves.ts';
import { RULES } from '../../../src/domain/organisation/permissions.ts';
import { storedItem } from '../../support/item.ts';

const NOW = instantOf('2026-11-21', 10);
const LATER = instantOf('2026-12-20', 23, 59, 59);

/** States the move leads to from 待整改, 整改中, 提交销号, 已销号, 长期整改; - refuses. */
const TABLE: Record<Move, string> = {
  progress: '整改中 整改中 提交销号 - 长期整改',
  node_done: '整改中 整改中 - - 长期整改',
  ask_closing: '提交销号 提交销号 - - 提交销号',
  approve: '- - 已销号 - -',
  return: '- - 整改中 - -',
  ask_extension: '待整改 整改中 - - -',
  approve_extension: '待整改 整改中 - - -',
  deny_extension: '待整改 整改中 - - -',
  long_term: '长期整改 长期整改 - - 长期整改',
  reopen: '- - - 整改中 -',
  transfer: '待整改 整改中 提交销号 - 长期整改',
  supervise: '待整改 整改中 提交销号 - 长期整改',
  merge: '待整改 整改中 - - 长期整改',
  split: '待整改 整改中 - - 长期整改',
};

const cases = Object.entries(TABLE).flatMap(([move, row]) =>
  row.split(' ').map((to, i) => [move as Move, ITEM_STATES[i]!, to] as const),
);

describe('the life-cycle', () => {
  it.each(cases)('%s in %s leads to %s', (move, state, to) => {
    const item = storedItem({ state, extensionTo: move.endsWith('extension') ? LATER : null });
    expect(stateAfter(item, move) ?? '-').toBe(to);
    const make = () => moved(item, move, { by: 'lisi', at: NOW }).state;
    if (to === '-') expect(make).toThrow(state);
    else expect(make()).toBe(to);
  });

  it.each(Object.keys(MOVES) as Move[])('%s is refused for what was merged, split or withdrawn', (move) => {
    for (const gone of ['merged', 'split', 'withdrawn'] as const)
      for (const state of ITEM_STATES)
        expect(stateAfter(storedItem({ state, gone, extensionTo: LATER }), move)).toBeUndefined();
  });

  it('lets only a decider close, extend and take the deadline away', () => {
    const decided = (Object.keys(MOVES) as Move[]).filter((m) => MOVES[m].action === 'decide_item');
    expect(decided.sort()).toEqual(
      ['approve', 'approve_extension', 'deny_extension', 'long_term', 'return'].sort(),
    );
    // An author is told of for sending a report back, and for nothing else (approvers.ts).
    expect(RULES.decide_item).toEqual({ anybody: 'author', admin: 'not_responsible' });
    const closing = cases.filter(([, , to]) => to === '已销号').map(([move]) => move);
    expect(closing).toEqual(['approve']);
  });

  it('sends a long-term item that is returned back to its reviews', () => {
    const item = storedItem({ state: '提交销号', reviewAt: LATER });
    expect(stateAfter(item, 'return')).toBe('长期整改');
  });

  it.each(['approve_extension', 'deny_extension'] as const)('%s needs a request', (move) => {
    expect(stateAfter(storedItem({ extensionTo: null }), move)).toBeUndefined();
  });

  it('lets a report close itself, and the one who asked send it back', () => {
    const task = (state: ItemState) => storedItem({ kind: 'task', state });
    expect(stateAfter(task('待整改'), 'ask_closing')).toBe('已销号');
    expect(moved(task('待整改'), 'ask_closing', { by: 'sunba', at: NOW }).closedAt).toBe(NOW);
    expect(stateAfter(task('已销号'), 'return')).toBe('整改中');
    expect(stateAfter(task('整改中'), 'return')).toBeUndefined();
  });
});

describe('what a move changes', () => {
  const given = { by: 'lisi', at: NOW };
  const due = storedItem().dueAt;
  it.each<[string, Partial<Item>, Move, Partial<Parameters<typeof moved>[2]>, Partial<Item>]>([
    [
      'progress keeps text, percent and day',
      {},
      'progress',
      { progress: 60, text: '正在施工' },
      { progress: 60, progressText: '正在施工', progressAt: NOW, movedAt: NOW },
    ],
    [
      'progress without a figure keeps the old one',
      { progress: 40 },
      'progress',
      { text: '公示中' },
      { progress: 40, progressText: '公示中' },
    ],
    [
      'asking for closing closes nothing',
      { progress: 60 },
      'ask_closing',
      {},
      { closedAt: null, progress: 60, askedBy: 'lisi', askedAt: NOW },
    ],
    [
      'asking for closing drops a wish for more time',
      { extensionTo: LATER, extensionReason: '雨' },
      'ask_closing',
      {},
      { extensionTo: null, extensionReason: null },
    ],
    [
      'asking again after 退回 clears it',
      { returnedAt: NOW - 1, state: '整改中' },
      'ask_closing',
      {},
      { returnedAt: null },
    ],
    [
      'closing records who, when and the opinion',
      { state: '提交销号' },
      'approve',
      { text: '验收合格' },
      { closedAt: NOW, decidedBy: 'lisi', opinion: '验收合格', progress: 100 },
    ],
    [
      'returning records the reason',
      { state: '提交销号' },
      'return',
      { text: '照片不清' },
      { closedAt: null, returnedAt: NOW, opinion: '照片不清' },
    ],
    [
      'a wish for more time moves no deadline',
      {},
      'ask_extension',
      { dueAt: LATER, text: '缺料' },
      { dueAt: due, extensionTo: LATER, extensionReason: '缺料', askedBy: 'lisi' },
    ],
    [
      'a granted extension keeps the first deadline',
      { extensionTo: LATER },
      'approve_extension',
      {},
      { dueAt: LATER, firstDueAt: due, extensionTo: null },
    ],
    [
      'a denied extension keeps the deadline',
      { extensionTo: LATER },
      'deny_extension',
      {},
      { dueAt: due, firstDueAt: due, extensionTo: null },
    ],
    [
      'long-term items have reviews in place of a deadline',
      {},
      'long_term',
      { reviewAt: LATER },
      { dueAt: null, firstDueAt: due, reviewAt: LATER },
    ],
    [
      '重新挂号 begins anew',
      { state: '已销号', closedAt: NOW - 5, progress: 100, decidedBy: 'admin', opinion: '好' },
      'reopen',
      { dueAt: LATER },
      { closedAt: null, dueAt: LATER, firstDueAt: LATER, progress: 0, decidedBy: null, opinion: null },
    ],
  ])('%s', (_, before, move, more, after) => {
    expect(moved(storedItem(before), move, { ...given, ...more })).toMatchObject(after);
  });

  it('tells before and after of what differs, and nothing else', () => {
    const before = storedItem({ related: [3] });
    const after = { ...before, progress: 60, related: [3], revision: 2 };
    expect(differences(before, after)).toEqual({ before: { progress: 0 }, after: { progress: 60 } });
    expect(differences(null, after).after).toMatchObject({ problem: '活动室漏水', progress: 60 });
  });
});

describe('kinds', () => {
  it.each([
    ['承诺', 'promise'],
    ['【承诺践诺】', 'promise'],
    ['限期上报', 'task'],
    ['整改', 'rectification'],
    ['立行立改', undefined],
    [undefined, undefined],
  ])('%s is %s', (word, kind) => {
    expect(itemKindOf(word)).toBe(kind);
  });

  it('only a report may close itself', () => {
    const own = BASIC_KINDS.filter(({ closing }) => closing === 'reported');
    expect(own.map(({ key }) => key)).toEqual(['task', 'errand']);
  });
});
