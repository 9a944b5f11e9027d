// 三会一课还差啥没开, 民主评议今年搞过没，哪天, 一堂党课都没上: whether meetings that are due were held.
import type { Row } from './row.ts';

const count = { intent: 'query', metric: 'activity_count' } as const;
const gap = { intent: 'query', metric: 'activity_gap' } as const;

export const HELD_ROWS: readonly Row[] = [
  {
    needs: 'notHeld type|meeting|threeAndOne',
    also: 'meeting times hold enough branch never',
    not: 'when next',
    fill: gap,
  },
  // 民主评议今年搞过没，哪天: of one that was
  {
    needs: 'notHeld type when',
    also: 'meeting hold times',
    not: 'next plan person absent present rate',
    fill: gap,
    sure: true,
  },
  {
    needs: 'never type|meeting|threeAndOne unit|ownUnit',
    also: 'meeting hold',
    not: 'absent present leave',
    fill: count,
  },
  {
    needs: 'never type|meeting|threeAndOne',
    also: 'meeting hold branch who',
    not: 'unit ownUnit absent present leave person mine',
    fill: { ...count, what: 'below', times: 1 },
  },
];
