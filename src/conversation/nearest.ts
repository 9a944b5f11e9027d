// 补签名那条提上去好几天了, 曹立军两次出差去的哪, 昨天的假登上没: a question that nobody reads whole is told what is kept of the
// item, the person or the meeting that it names.
import { periodOf } from '../domain/calendar/period.ts';
import { dateOf } from '../domain/calendar/time.ts';
import type { Intent, Understanding } from '../domain/intent.ts';
import { asksOfOneself } from '../parsing/asked/of-oneself.ts';
import { asksForSure, isQuestion } from '../parsing/asks.ts';
import { nearNames } from '../parsing/spans/people.ts';
import { readValues, type Values } from '../parsing/values.ts';
import { weightOf } from './acts.ts';
import { lastAsked } from './handlers/figures/asked.ts';
import { ofItsItem } from './handlers/figures/meant.ts';
import { closestItems } from './handlers/ledger/closest.ts';
import { whomItNames } from './handlers/ledger/how-it-is.ts';
import type { Turn } from './turn.ts';

/** UTF-16 units: a longer text is no question of one thing. */
const LONGEST = 60;
/** More people than these are a list, and no question of each. */
const MOST_PEOPLE = 3;
/** Whoever types with one finger sends a line in two. */
const MOST_LINES = 2;
/** Of a rule, and of nothing that is kept. */
const OF_RULE = /规定|条例|章程|标准|(?<!拖了?|超了?|过了?|期)多久|几年|按几/u;
/** 公章那条结了吧: asked, where nothing could be stored for it. */
const MILDLY_ASKED = /[吧嘛没][?？。\s]*$/u;

/** Beside what may be told: 周三我去不了呢 asks nothing. */
const ASKED = /[?？吗谁哪几啥咋怎]|多少|什么|是不是|有没有|(?!\d)([\u4e00-\u9fff])[不没]\1|[了过]没有?$/u;

/** Whether nobody reads it, and it asks: what it names may be looked for. */
export function mayBeNearest(
  text: string,
  { answer, certainty, intent, alternatives, unread }: Understanding,
): boolean {
  if (answer !== undefined || text.length > LONGEST || OF_RULE.test(text)) return false;
  if (text.trim().split('\n').length > MOST_LINES) return false;
  const isNone = certainty === 'clear' && intent.intent === 'none';
  // What only asks is answered or offered as it was read, unless somebody may be left out.
  const isUnread =
    isNone || (certainty === 'unsure' && (unread.length > 0 || alternatives.every(isNoQuestion)));
  if (asksOfOneself(text)) return isUnread || certainty === 'unsure';
  const asks = asksForSure(text) || (isQuestion(text) && (isNone || ASKED.test(text)));
  return isUnread && (asks || (isNone && MILDLY_ASKED.test(text)));
}
const isNoQuestion = (intent: Intent): boolean => weightOf(intent) === undefined || intent.intent === 'none';

/** What to tell of; nothing where nothing is named. */
export async function nearest(turn: Turn, said: Understanding): Promise<Intent[]> {
  if (!mayBeNearest(turn.text, said)) return [];
  const values = readValues(turn.text, turn.now, turn.reading);
  if (asksOfOneself(turn.text) && values.names.every((name) => name === turn.sender.name))
    return [ofSelf(turn)];
  const [first] = said.alternatives;
  if (first && !isNoQuestion(first)) return ofPersonLeftOut(said, first, values);
  const items = await closestItems(turn, turn.text);
  if (items.length === 1) return [{ intent: 'query', metric: 'rectify_item', itemNo: String(items[0]!.no) }];
  return ofPeople(turn, values) ?? ofMeeting(turn, values) ?? (await ofItemTold(turn)) ?? [];
}

/** 那是哪位领导批的: of the one item that was told last. */
async function ofItemTold(turn: Turn): Promise<Intent[] | undefined> {
  if (!OF_STORY.test(turn.text)) return undefined;
  const last = await lastAsked(turn);
  const item = last?.metric.startsWith('rectify') ? await ofItsItem(turn, last) : undefined;
  return item?.itemNo === undefined ? undefined : [item];
}
const OF_STORY = /批[的了没不准]|审|退|销|到期|期限|延期|措施|责任人|进[展度]|补齐/u;

/** 李四那个会议记录缺签名的，说是弄完了？: so much of its matter stands in the line that nobody else is asked about. */
export async function itemInWords(turn: Turn, { asFarAsRead }: Understanding): Promise<Intent[]> {
  const isOfItem = asFarAsRead && 'metric' in asFarAsRead && asFarAsRead.metric.startsWith('rectify');
  if (!asFarAsRead || isOfItem || !isQuestion(turn.text)) return [];
  const items = await closestItems(turn, turn.text, IN_WORDS);
  return items.length === 1
    ? [{ intent: 'query', metric: 'rectify_item', itemNo: String(items[0]!.no) }]
    : [];
}
/** UTF-16 units of the matter */
const IN_WORDS = 5;

/** Over the time that is named, a day only where it is said as one; else over the year. */
function ofSelf({ now, text, reading }: Turn): Intent {
  // 民主评议要写自己的，我9月以来缺过会没: of what is said of oneself, and not of what it is for.
  const clause = text.split(CLAUSES).find((part) => asksOfOneself(`${part}？`)) ?? text;
  const { types, period: said } = readValues(clause, now, reading);
  const [type, ...others] = types;
  const today = dateOf(now);
  const isAbout = said !== undefined && said.from === said.to && ABOUT.test(text);
  const period = isAbout ? periodOf('month', said.from) : (said ?? periodOf('year', today));
  return {
    intent: 'query',
    metric: 'my_attendance',
    mine: true,
    period: { from: period.from, to: period.to },
    ...(type && others.length === 0 && { activityType: type }),
  };
}

/** 蒋志钢三次会来了几次: a slip of the name of somebody here */
function misspelt({ text, reading: { knowledge } }: Turn): string[] {
  if (!knowledge) return [];
  const isSlip = (part: string) =>
    nearNames(part, knowledge).some((name) => name.length === NAME && name[0] === part[0]);
  const found = Array.from(text, (_, at) => text.slice(at, at + NAME)).filter(
    (part) => part.length === NAME && isSlip(part),
  );
  return found.length === 1 ? found : [];
}
/** UTF-16 units; of two, one beside the surname may be anything */
const NAME = 3;

const CAME = /[来到去]过?|缺|假|出勤|参加|迟到/u;
const CLAUSES = /[,，。;；?？\s]+/u;
/** 九月底 is some day then. */
const ABOUT = /[初中底末]/u;

/** 刘洋是不是三次党日都没来呀, 2号整改李四报了吗: read, but for somebody. */
function ofPersonLeftOut(
  { certainty, unread, contradictions }: Understanding,
  asked: Intent,
  { names, period, types }: Values,
): Intent[] {
  if (certainty === 'clear' || contradictions.length > 0 || asked.intent !== 'query') return [];
  if (names.length === 0 || !unread.every((word) => names.includes(word))) return [];
  if (asked.metric.startsWith('rectify')) return asked.itemNo === undefined ? [] : [asked];
  const [type, ...others] = types;
  return [
    {
      intent: 'query',
      metric: 'my_attendance',
      names: [...names],
      ...(period && { period }),
      ...(type && others.length === 0 && { activityType: type }),
    },
  ];
}

function ofPeople(turn: Turn, { names, period }: Values): Intent[] | undefined {
  const onRoster = whomItNames(turn, turn.text).map(({ at, end }) => turn.text.slice(at, end));
  // 肖贵芳来过没: nobody is called so, and whoever sounds like it is named.
  const strange = !CAME.test(turn.text) ? [] : names.length === 1 ? names : misspelt(turn);
  const known = [...new Set(onRoster.length > 0 ? onRoster : strange)];
  if (known.length === 0 || known.length > MOST_PEOPLE) return undefined;
  // The history of a year has the day that is asked about, and its reason.
  const isSpan = period !== undefined && period.from !== period.to;
  return [{ intent: 'query', metric: 'my_attendance', names: known, ...(isSpan && { period }) }];
}

/** 周三 alone is no meeting. */
const MEETING = /会|活动|党日|党课|那[天次回场堂]|来了|到了|没[来到]|签到|参加/u;

function ofMeeting({ text }: Turn, { types, units, period, hasDate }: Values): Intent[] | undefined {
  const [type, ...others] = types;
  const isDay = hasDate && period !== undefined && period.from === period.to;
  if (others.length > 0 || (!type && !(isDay && MEETING.test(text)))) return undefined;
  const which = {
    ...(type && { activityType: type }),
    ...(isDay && { period }),
    ...(units.length === 1 && { scope: units[0]! }),
  };
  return [
    { intent: 'query', metric: 'absentees', ...which },
    {
      intent: 'query',
      metric: 'activity_list',
      told: ['topic', 'host', ...(type === 'party_lecture' ? (['lecturer'] as const) : []), 'place'],
      ...which,
      ...(!isDay && { what: 'last' }),
    },
  ];
}
