// What a line that asks is taken for, where no form of a question is sure of it.
import type { Filled } from '../domain/intent.ts';
import { asFarAsRead, onlyAsks } from './asked/as-far-as-read.ts';
import { withoutAClause, withoutAsideClauses } from './asked/asides.ts';
import { asksOnly, asksWhether, isActSaid, stores } from './asked/asks-only.ts';
import { countedAway } from './asked/counted-away.ts';
import { dayAsked } from './asked/day-asked.ts';
import { unmovedAsked } from './asked/item-unmoved.ts';
import { meetingAsked } from './asked/meeting-asked.ts';
import { meetingTold } from './asked/meeting-told.ts';
import { meetingByTopic } from './asked/meeting-topic.ts';
import { overruled } from './asked/overruled.ts';
import { overMonths, paperAsked } from './asked/papers.ts';
import { askedIn } from './asked/parts.ts';
import { expectedShort, personNamed } from './asked/people-named.ts';
import { questionIn } from './asked/reader.ts';
import { withTotal } from './asked/total-too.ts';
import { withoutTypeLeftOut } from './asked/type-left-out.ts';
import { type Grasp, NOTHING } from './grasp.ts';
import type { Spans } from './spans/spans.ts';

/** 销号率现在百分之几了 简报要用: what is not read as it stands may be, without the clauses that say why it is asked. */
export function besideAsides(spans: Spans, said: Grasp, read: (rest: string) => Grasp): Grasp | undefined {
  const isRead =
    said.certainty === 'clear' && said.intent.intent !== 'none' && said.intent.intent !== 'elsewhere';
  if (isRead || spans.s.length > SHORT_LINE || spans.s.includes('\n')) return undefined;
  const asked = askedIn(spans);
  const rest = withoutAsideClauses(asked);
  const again = rest === undefined ? undefined : read(rest);
  if (again && onlyAsks(again)) return again;
  // What may store something is asked about whole.
  if (said.asFarAsRead || [said.intent, ...said.alternatives].some(stores)) return undefined;
  for (const { rest: kept, left } of withoutAClause(asked)) {
    const part = read(kept);
    if (part.certainty === 'clear' && part.intent.intent !== 'query_more' && onlyAsks(part))
      return {
        ...said,
        certainty: 'unsure',
        unread: [left],
        alternatives: [part.intent],
        asFarAsRead: part.intent,
      };
  }
  return undefined;
}
/** UTF-16 units */
const SHORT_LINE = 80;

/** What nothing else reads for certain may be a question whose words say what it asks. */
export const asAsked = (spans: Spans, read: Grasp): Grasp =>
  withoutTypeLeftOut(
    spans,
    overMonths(spans, withTotal(spans.s, countedAway(spans.s, questionOr(spans, read)))),
  );

function questionOr(spans: Spans, read: Grasp): Grasp {
  if (isActSaid(spans.s) && [read.intent, ...read.alternatives].some(stores)) return read;
  const { intent: name, what } = read.intent;
  const isExport = read.certainty === 'clear' && name === 'export' && what !== 'other';
  const paper = isExport ? undefined : (paperAsked(spans) ?? unmovedAsked(spans));
  if (paper) return { ...NOTHING, intent: paper };
  const named =
    dayAsked(spans) ??
    expectedShort(spans) ??
    meetingAsked(spans) ??
    meetingTold(spans) ??
    meetingByTopic(spans);
  if (named) return { ...NOTHING, intent: named };
  const said = asNoAct(spans, read);
  const isSettled = said.certainty === 'clear' && said.intent.intent !== 'none';
  const question = questionIn(spans);
  // 马俊锋参加过活动没有 marks nobody.
  const isRead = (isSettled && !stores(said.intent)) || question?.unread.length === 0;
  const somebody = isRead ? undefined : personNamed(spans);
  if (somebody) return { ...NOTHING, intent: somebody };
  if (!question) return said;
  const { asked, unread } = question;
  const offered: Grasp = { ...NOTHING, intent: asked, certainty: 'unsure', unread, alternatives: [asked] };
  if (isSettled) {
    const ruling = overruled(said.intent, question);
    return ruling === 'kept' ? said : ruling === 'offered' ? offered : { ...NOTHING, intent: asked };
  }
  if (unread.length === 0) return { ...NOTHING, intent: asked };
  const [first] = said.alternatives;
  // Of the same figure its words know better what was left out.
  return first && (first.metric === undefined || first.metric !== asked.metric) ? said : offered;
}

export function answerable(spans: Spans, said: Grasp): Grasp {
  const answer = asFarAsRead(spans, said);
  return answer ? { ...said, unread: answer.left, asFarAsRead: ofAll(answer.asked) } : said;
}

/** 群众反映来的问题有几条，都整到哪一步了: of all that come from there, and of no single one */
function ofAll(asked: Filled): Filled {
  const { metric, itemNo, source } = asked;
  if (metric !== 'rectify_item' || itemNo !== undefined || source === undefined) return asked;
  return { intent: 'query', metric: 'rectify_open', source: source.replace(/来$/u, '') };
}

/** 党日是不是固定在25号, 党课是不是改到周五了: whether that stands, in the place of the act. */
function askedOf({ intent, activityType }: Filled, s: string): Grasp {
  if (QUOTED.test(s)) return NOTHING;
  if (intent === 'fixed_day_set') return { ...NOTHING, intent: { intent: 'fixed_day_show' } };
  return {
    ...NOTHING,
    intent: { intent: 'query', metric: 'upcoming', ...(activityType && { activityType }) },
  };
}
const IN_PLACE: ReadonlySet<string> = new Set(['fixed_day_set', 'activity_change', 'activity_cancel']);
const WHY = /退.{0,8}(?:为啥|为什么|为何|怎么回事|啥原因|什么原因)/u;
/** Of a paper's words. */
const QUOTED = /[“”"「」《》]/u;

/** 来没来, 参会咋样, 请了哪些人的假: a line that asks stores nothing, and is offered nothing that would. */
function asNoAct({ s }: Spans, said: Grasp): Grasp {
  if (asksWhether(s) && said.certainty === 'clear' && IN_PLACE.has(said.intent.intent))
    return askedOf(said.intent, s);
  // 退回来是为啥呀: nobody sends back who wants to know why it was
  if (
    said.certainty === 'clear' &&
    said.intent.intent === 'rectify_decide' &&
    !said.intent.itemNo &&
    WHY.test(s)
  )
    return { ...NOTHING, intent: { intent: 'query', metric: 'rectify_open', what: 'returned' } };
  if (!asksOnly(s)) return said;
  if (said.certainty === 'clear') return stores(said.intent) ? NOTHING : said;
  const alternatives = said.alternatives.filter((one) => !stores(one));
  if (alternatives.length === said.alternatives.length) return said;
  return alternatives.length > 0 ? { ...said, intent: alternatives[0]!, alternatives } : NOTHING;
}
