import type { Filled } from '../domain/intent.ts';
import { leftOutOf } from './commands/left-out.ts';
import { overdueBy } from './commands/overdue-by.ts';

/** What of a question turns it, and is in none of its slots: how long overdue, month by month, where items come from, who does not count. */
export function lostOfQuestion(s: string, filled: Filled): string[] {
  const late = overdueBy(s, filled);
  const step = filled.step === undefined ? BY_STEP.exec(s)?.[0] : undefined;
  const source = filled.source === undefined ? FROM.exec(s)?.[0] : undefined;
  return [late, step, source, leftOutOf(s, filled)].filter((word) => word !== undefined);
}
/** 按月份 and 逐季; 每月25日 is a day, and 每月一次 says how often. */
const BY_STEP = /(?:按|分|逐)(?:个)?(?:月份?|季度?)(?![\d一二三四五六七八九十号日])/u;
const FROM = /(?:巡察|巡视|审计|督查|检查|信访)(?:反馈|发现|指出|交办)/u;
