import type { Row } from './row.ts';

const list = { intent: 'query', metric: 'activity_list' } as const;
const count = { intent: 'query', metric: 'activity_count' } as const;
const ahead = { intent: 'query', metric: 'upcoming' } as const;

/** Which meetings there were, and will be. */
export const MEETING_ROWS: readonly Row[] = [
  {
    needs: 'unreported meeting|record|type|hold',
    also: 'meeting record hold each',
    fill: { intent: 'query', metric: 'report_missing' },
  },
  {
    needs: 'notAck who|many|any|which|type|meeting|notice',
    also: 'notice meeting',
    fill: { intent: 'query', metric: 'ack_missing' },
  },
  {
    needs: 'ack many|who|any type|meeting|notice',
    also: 'notice meeting',
    fill: { intent: 'query', metric: 'ack_missing' },
  },
  {
    needs: 'notHeld type|meeting',
    also: 'meeting',
    not: 'when',
    fill: { intent: 'query', metric: 'activity_gap' },
  },
  {
    needs: 'enough type|meeting',
    also: 'meeting hold times',
    fill: { intent: 'query', metric: 'activity_gap' },
  },
  { needs: 'topic type|meeting', also: 'meeting hold when last ago', fill: list },
  { needs: 'meeting|type times', also: 'meeting hold', fill: count },
  { needs: 'hold type', also: 'meeting', fill: count },
  { needs: 'meeting|type plan', also: 'meeting hold when where', fill: ahead },
  { needs: 'meeting|type when|where', also: 'meeting hold', fill: ahead },
  { needs: 'meeting which|who|any|how time', also: 'plan hold', fill: ahead },
];
