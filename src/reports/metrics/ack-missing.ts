import { dateOf } from '../../domain/calendar/time.ts';
import { metric } from '../metric.ts';

/** 没回复收到: nothing asks for a 收到 outside a muster, and none is under way: nothing can be known, which is no 0. */
export const ackMissing = metric({
  shape: 'nothing',
  period: (now) => ({ from: dateOf(now), to: dateOf(now) }),
  find: async (_, period) => ({ value: null, period }),
  items: () => [],
});
