// Content that was given a role and yet is missing from what would be stored: half a date, one of two figures, a name
// taken for a reason. Nothing is done while there is any.
import type { Filled, IntentName } from '../domain/intent.ts';
import { ABOUT_PEOPLE, ITEM_REPORTS } from '../domain/intent-groups.ts';
import { against, TAKEN_AWAY } from './against.ts';
import { hasSign } from './evidence.ts';
import { isNamed } from './explained.ts';
import { TAGS, type Tag } from './learned/tags.ts';
import type { View } from './learned/view.ts';
import { lostOfQuestion } from './lost-question.ts';
import { noEntryIn } from './slipped.ts';
import { DIRECTION } from './slots/when.ts';
import type { Spans } from './spans/spans.ts';
import { deadlineOf, momentOf } from './spans/time/resolve.ts';
import type { TimeSpan } from './spans/time/time-span.ts';
import type { Token } from './spans/token.ts';

const TEXT: ReadonlySet<Tag> = new Set<Tag>(['topic', 'place', 'reason']);
const OF_A_MEETING: ReadonlySet<IntentName> = new Set<IntentName>([
  'activity_report',
  'activity_create',
  'leave',
  'makeup_checkin',
  'checkin',
]);
/** A name this sure is meant even inside a reason. */
const SURE_NAME = 0.6;

/** Words of the message, as read, whose value did not reach the slots. */
export function lostIn(view: View, filled: Filled, tags: Uint8Array): string[] {
  const { spans, tokens } = view;
  if (filled.intent === 'query')
    return [...lostOfQuestion(spans.s, filled), against(spans, filled.intent) ?? []].flat();
  if (filled.intent === 'none' || filled.intent === 'help') return [];
  const lost = tokens.filter((token, i) => isLost(view, filled, token, TAGS[tags[i]!]!));
  const words = lost.map((token) => spans.s.slice(token.at, token.end));
  return [
    ...words,
    ...asked(view, filled),
    ...endAlone(view, filled),
    ...notYet(view, filled),
    ...fieldLost(view, filled),
    ...halfOfTwo(view, filled),
    ...officeless(view, filled, tags),
  ];
}

/** 六月谁请过假, 百分之多少的人参加了: whoever asks wants nothing stored. */
const ASKS = /^(?:谁|哪些|哪几|哪个|哪位|多少|几人|几个|几位)$/;
const ASKED = new Set(['checkin', 'makeup', 'leave', 'leavekind', 'present', 'absent', 'negation']);

function asked({ spans, tokens }: View, { intent }: Filled): string[] {
  if (!ABOUT_PEOPLE.has(intent) && intent !== 'roster_checkin') return [];
  const at = tokens.findIndex(
    (t, i) =>
      t.symbol === 'question' &&
      ASKS.test(spans.s.slice(t.at, t.end)) &&
      tokens.slice(i + 1, i + 4).some((x) => ASKED.has(x.symbol)),
  );
  return at < 0 ? [] : [spans.s.slice(tokens[at]!.at, tokens[at]!.end)];
}

/** 我与老伴俱已到场: who else has come is not on any list. */
const WITH_ME =
  /我\s?[和跟与同连](?!您|你|大家|机器人)|(?:^|[^\u4e00-\u9fff])[和跟与同]我(?:一起|一块|一道|都|俩)/;

/** 除了一个请假的都来了, 有两个没来，其余都到了: away, and nobody knows who. */
const COUNTED_AWAY =
  /(?:(?:除(?:了|去|开)?|(?<!出)[差缺]|(?<![多至减不])少)(?:了|的)?\s?[一二两三四五六七八九十\d]{1,2}|(?:只有|就|仅|有)\s?[一二两三四五六七八九十\d]{1,2}(?=\s?(?:个|名|位|人)(?:人|党员|同志)*(?:请假|没|未|缺)))\s?(?:个|名|位|人)(?:人|党员|同志)*/u;
const OF_ALL = /都|全|其他|其余|剩|余下|别的|齐/;

/** 二组缺李四: whom a meeting lacks has not come. */
const LACKED = /(?:(?<!出)[差缺]|(?<![多至减不])少)(?:了|的是|的)?\s?$/u;

/** What in a message speaks against the people of that reading being told of as they are. */
function mistold(
  { s, people, figures }: Spans,
  { intent, names, absent, everyone, expected, present }: Filled,
): string | undefined {
  const isRoll = intent === 'roster_checkin' || intent === 'activity_report';
  // 到27个缺3个: figures that tell it themselves.
  const counts = figures.filter((f) => f.kind === 'count').length;
  const isFigured = counts > 1 || (expected !== undefined && expected !== present);
  if (isRoll && !isFigured && absent === undefined && (everyone ?? present) !== undefined && OF_ALL.test(s)) {
    const counted = COUNTED_AWAY.exec(s)?.[0];
    if (counted !== undefined) return counted;
  }
  if (intent !== 'checkin' && intent !== 'roster_checkin') return undefined;
  const isLacked = (p: (typeof people)[number]) => LACKED.test(s.slice(Math.max(0, p.at - 4), p.at));
  return people.find((p) => names?.includes(p.name) && isLacked(p))?.name;
}

function notYet({ spans }: View, filled: Filled): string[] {
  const { intent, names } = filled;
  const others = intent === 'checkin' && names === undefined ? WITH_ME.exec(spans.s)?.[0] : undefined;
  const word = against(spans, intent) ?? mistold(spans, filled) ?? others;
  return word === undefined ? [] : [word];
}

/** 第1项这个月搞了12户 counts as works of a plan do, and is of no 整改 that is not named as one. */
const OF_A_PLAN = /^\s*第\s?[\d一二三四五六七八九十]{1,4}\s?项(?!.*(?:整改|问题|台账))/u;
/** 到会率低于90%: a rate is asked about, and nobody reports it as progress. */
const OF_A_RATE = /(?:到会|签到|出勤|参会|参加|销号|办结)率/u;

/** 排第几, 有几个老不来: what is counted or asked who it is, is no word of the sender's own. */
const ASKS_FIGURE = /第几|排名|(?:多少|几)[个次条项名位场回]|谁|哪[些个几位]|百分之几/u;
const SAYS_SO = /请个?假|签到|打卡|补签/u;

/**
 * Whether a reading may be offered: never one that the message speaks against, nor the sender alone where everybody is
 * spoken of and the sender is not.
 */
export function mayBeOffered({ spans, tokens }: View, filled: Filled): boolean {
  const { intent, names, scope } = filled;
  if (mistold(spans, filled) !== undefined || !hasSign(spans.s, filled)) return false;
  const isOfRate = OF_A_RATE.test(spans.s);
  if (isOfRate && (intent === 'rectify_progress' || (ABOUT_PEOPLE.has(intent) && names === undefined)))
    return false;
  const word = against(spans, intent);
  // 给陈小明签到,他在路上: said for somebody else it may be meant all the same.
  if (
    word !== undefined &&
    (names === undefined || intent === 'leave' || TAKEN_AWAY.test(word) || noEntryIn(spans.s))
  )
    return false;
  if (!ABOUT_PEOPLE.has(intent) || names !== undefined || scope !== undefined) return true;
  if (ASKS_FIGURE.test(spans.s) && !SAYS_SO.test(spans.s) && !tokens.some((t) => t.symbol === 'self'))
    return false;
  return !isOfEverybody(tokens) || tokens.some((t) => t.symbol === 'self');
}

/** 全员到齐, 除李四请假其他人都到了, 全部代签 are about the roll (product: everybody is not me). */
const isOfEverybody = (tokens: readonly Token[]): boolean =>
  tokens.some(
    (t, i) =>
      t.kind === 'everybody' ||
      t.symbol === 'except' ||
      (t.symbol === 'each' && ['present', 'checkin', 'proxy'].includes(tokens[i + 1]?.symbol ?? '')),
  );

/** A leave that only ends says so: 请假至5日. */
function endAlone({ spans }: View, { intent, startAt, endAt }: Filled): string[] {
  if (intent !== 'leave' || endAt === undefined || startAt !== undefined) return [];
  const end = spans.times.find((t) => t.hasDate);
  if (!end || /[至到止]\s?$/.test(spans.s.slice(0, end.at)) || end.isDeadline || end.isEnd) return [];
  return [spans.s.slice(end.at, end.end)];
}

function isLost(view: View, filled: Filled, token: Token, tag: Tag): boolean {
  const { spans } = view;
  switch (token.kind) {
    case 'time': {
      const t = spans.times[token.index]!;
      if (isItemless(filled)) return t.hasDate && tag !== 'due' && tag !== 'old';
      if (tag === 'start' || tag === 'end') return !t.mayBeTopic && !isKept(t, spans.today, filled);
      if (filled.intent === 'rectify_extend')
        return tag !== 'due' && tag !== 'old' && !isOldDate(view, t, filled);
      return TEXT.has(tag) && t.hasDate && filled.startAt === undefined && OF_A_MEETING.has(filled.intent);
    }
    case 'count': {
      const figure = spans.figures[token.index]!;
      if (figure.kind !== 'count') return false;
      // 12那个弄好了: which item that is has not been read.
      if (isItemless(filled))
        return (
          (figure.unit !== 'things' || ENTRY.test(spans.s.slice(token.at, token.end))) && tag !== 'progress'
        );
      // 进展60,不,70: how far it is has been said, and not been read.
      if (filled.intent === 'rectify_progress')
        return (
          filled.progress === undefined &&
          (figure.unit === 'none' ? figure.value <= 100 : OF_A_PLAN.test(spans.s))
        );
      if (tag === 'expected') return figure.value !== filled.expected;
      if (tag === 'present') return figure.value !== filled.present;
      return tag === 'both' && (figure.value !== filled.expected || figure.value !== filled.present);
    }
    case 'item':
      return isItemless(filled);
    case 'percent':
      return filled.intent === 'rectify_progress' && filled.progress === undefined;
    case 'person':
      if (tag === 'o' && filled.intent === 'activity_report') return isMissingPerson(view, filled, token);
      if (tag === 'name' || tag === 'absent') return isDenied(view, token);
      return (
        TEXT.has(tag) &&
        ABOUT_PEOPLE.has(filled.intent) &&
        filled.names === undefined &&
        spans.people[token.index]!.source === 'roster' &&
        spans.people[token.index]!.weight >= SURE_NAME
      );
    case 'type':
      return filled.activityType === undefined && OF_A_MEETING.has(filled.intent);
    default:
      return false;
  }
}

/** 少了谁呢少了温岭: somebody on the roster is named, somebody is missing, and it is not said who. */
function isMissingPerson({ spans }: View, filled: Filled, token: Token): boolean {
  const p = spans.people[token.index]!;
  const { expected, present, absent } = filled;
  const isShort = expected !== undefined && present !== undefined && expected > present;
  return p.source === 'roster' && isShort && absent === undefined && !isNamed(filled, p.name);
}

/** 不是罗小山, 岳春桃不用给她请, 同事魏冠英可以作证: named to be left out. */
function isDenied({ spans: { s } }: View, { at, end }: Token): boolean {
  return (
    /(?<!是)(?:不是|并非|而非|(?:不用|不必|无需|别|不)[给替帮])\s?$/.test(s.slice(Math.max(0, at - 4), at)) ||
    /^[^,。;\n]{0,4}(?:不用|不必|无需|别)[给替帮]|^(?:同志)?(?:可以?|能)?(?:作证|证明|为证)/.test(
      s.slice(end, end + 10),
    )
  );
}

/** 16项, 3条 */
const ENTRY = /[条项号]$/;
/** Said of an item, and not of which. */
const isItemless = ({ intent, itemNo }: Filled): boolean => itemNo === undefined && ITEM_REPORTS.has(intent);

/** 由3月31日延长至4月30日: what lies before the new date is the old one; a length would have to be counted from it. */
function isOldDate({ spans }: View, t: TimeSpan, { dueAt }: Filled): boolean {
  if (!t.hasDate || t.unread) return true;
  if (dueAt === undefined || spans.times.some((x) => x.kind === 'duration')) return false;
  const day = deadlineOf(t, spans.today);
  return day !== undefined && day.slice(0, 10) < dueAt.slice(0, 10);
}

/** The day and the clock of a time stand in the start or the end; twelve hours off is the same clock said otherwise. */
function isKept(t: TimeSpan, today: string, filled: Filled): boolean {
  const said = momentOf(t, today, DIRECTION[filled.intent] ?? 'forward');
  const kept = [filled.startAt, filled.endAt].filter((x) => x !== undefined);
  return [said.startAt, said.endAt]
    .filter((x) => x !== undefined)
    .every((x) => {
      const sameDay = !t.hasDate || kept.some((k) => k.slice(0, 10) === x.slice(0, 10));
      const sameClock = !x.includes('T') || kept.some((k) => k.includes('T') && clockOf(k) === clockOf(x));
      return sameDay && sameClock;
    });
}

const clockOf = (stamp: string) => `${Number(stamp.slice(11, 13)) % 12}${stamp.slice(13, 16)}`;

const NOBODY = /^(?:无|没有|零|暂无|见附件|[\d〇一二三四五六七八九十两]+\s?[人名位个]?)?$/;

/** 请假人:计 成 with nobody found in it. */
function fieldLost({ spans: { form } }: View, { intent, absent }: Filled): string[] {
  if (intent !== 'activity_report' || absent !== undefined) return [];
  const field = form.fields.find((f) => f.key === 'absent' && f.style === 'form' && !NOBODY.test(f.value));
  return field ? [field.value] : [];
}

/** 应到 is said with a figure and is not among the slots, or 实到. */
function halfOfTwo({ spans, tokens }: View, { intent, expected, present, absent }: Filled): string[] {
  if (intent !== 'activity_report') return [];
  const said = (word: string) =>
    tokens.find((t, i) => t.symbol === word && [1, 2, 3].some((d) => tokens[i + d]?.kind === 'count'));
  const out: string[] = [];
  const lack = (word: string) => {
    const token = said(word);
    if (token) out.push(spans.s.slice(token.at, token.end));
  };
  if (expected === undefined) lack('expected');
  if (present === undefined && absent === undefined && expected !== undefined) out.push('实到');
  // 九个都来了 is both figures.
  if (present !== undefined && expected === undefined) {
    const all = tokens.find((t, i) => t.symbol === 'each' && tokens[i + 1]?.symbol === 'present');
    if (all) out.push(spans.s.slice(all.at, all.end));
  }
  return out;
}

/** Nobody is host or recorder whom no word calls so. */
function officeless({ spans, tokens }: View, { intent, host, recorder }: Filled, tags: Uint8Array): string[] {
  if (intent !== 'activity_report' && intent !== 'activity_create') return [];
  const has = (words: RegExp) => tokens.some((t) => words.test(t.symbol));
  const out: string[] = [];
  const named = (tag: Tag) => {
    const i = tokens.findIndex((t, j) => t.kind === 'person' && TAGS[tags[j]!] === tag);
    return i < 0 ? '' : spans.s.slice(tokens[i]!.at, tokens[i]!.end);
  };
  if (host !== undefined && !has(/^(?:host|lecturer)$|:(?:host|lecturer)>/)) out.push(named('host'));
  if (recorder !== undefined && !has(/^recorder$|:recorder>/)) out.push(named('recorder'));
  return out.filter((w) => w !== '');
}
