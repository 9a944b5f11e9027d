// 原定7月10日前完成，拟延期至8月10日: words tell the old date from the new one.
import { addDays } from '../../domain/calendar/time.ts';
import type { Filled } from '../../domain/intent.ts';
import type { Spans } from '../spans/spans.ts';
import { deadlineOf } from '../spans/time/resolve.ts';

const OLD =
  /(?:原(?:定|限|来|先|计划|时限|期限|定于|本)?|本来)(?:的|说|是|定|于|为|在|完成时限|时限|期限|[:\s])*$/u;
const NEW =
  /(?:延(?:期|长|后|缓)?[到至]|改[到至为]|推迟?[到至]|顺延[到至]|宽限[到至]|挪到|拖到|新(?:时限|期限)|(?:现)?申请(?:延期|延长)?|拟延期?)(?:[到至为是:\s])*$/u;

/** The one date that the words call the new one, where they call another the old one. */
export function newDate({ s, times, today }: Spans): string | undefined {
  const said = times
    .filter((t) => t.hasDate)
    .map((t) => ({ t, before: s.slice(Math.max(0, t.at - 8), t.at) }));
  const fresh = said.filter(({ before }) => !OLD.test(before) && NEW.test(before));
  const isTold = said.length === 2 && fresh.length === 1 && said.some(({ before }) => OLD.test(before));
  return isTold ? deadlineOf(fresh[0]!.t, today) : undefined;
}

/** Whether words say of each date which of the two it is, and the new one is what was read. */
export function datesAreTold({ s, times, today }: Spans, { dueAt, extendBy }: Filled): boolean {
  const said = times.map((t) => ({ t, before: s.slice(Math.max(0, t.at - 8), t.at) }));
  const fresh = said.filter(({ t, before }) => t.hasDate && !OLD.test(before) && NEW.test(before));
  const old = said.filter(({ before }) => OLD.test(before));
  if (fresh.length === 1 && fresh.length + old.length === said.length)
    return dueAt !== undefined && deadlineOf(fresh[0]!.t, today) === dueAt;
  // 原限本月二十五日 … 恳请延期十日: so much later than the old one.
  const [length, ...more] = said.filter(({ t }) => t.kind === 'duration');
  if (!length || more.length > 0 || old.length !== 1 || said.length !== 2 || extendBy !== undefined)
    return false;
  const from = deadlineOf(old[0]!.t, today);
  const days = length.t.length?.days;
  return from !== undefined && days !== undefined && dueAt === addDays(from.slice(0, 10), days);
}
