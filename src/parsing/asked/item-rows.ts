import type { Row } from './row.ts';

const open = { intent: 'query', metric: 'rectify_open' } as const;
const rate = { intent: 'query', metric: 'rectify_rate' } as const;

/** What is to be put right. */
export const ITEM_ROWS: readonly Row[] = [
  { needs: 'item person', also: 'open progress owner due', fill: open },
  { needs: 'item mine', also: 'open progress due', not: 'ownUnit ownGroup', fill: { ...open, mine: true } },
  {
    needs: 'overdue',
    also: 'item owner open progress',
    fill: { intent: 'query', metric: 'rectify_overdue' },
  },
  { needs: 'soon', also: 'item owner open', fill: { intent: 'query', metric: 'rectify_due_soon' } },
  { needs: 'waiting', also: 'item', fill: { ...open, what: 'waiting' } },
  { needs: 'stale item', also: 'open', fill: { ...open, what: 'stale' } },
  { needs: 'source item', fill: { ...rate, what: 'by_source' } },
  { needs: 'item open', also: 'closed', fill: open },
  { needs: 'item closed', also: 'open share', fill: rate },
  { needs: 'item progress|how', also: 'share', fill: rate },
  { needs: 'item which|who|any', fill: open },
];
