// Questions by the words they are made of, in whatever order they stand: for those that have no form that is known. Nothing is
// stored for a question, and its answer says what was taken to be asked; so a few words that nobody knows are let pass.
import type { Filled } from '../../domain/intent.ts';
import type { Spans } from '../spans/spans.ts';
import { withoutAsides } from './asides.ts';
import { asks, isOfSome } from './asks.ts';
import { ATTENDANCE_ROWS } from './attendance-rows.ts';
import { followOn } from './follow-on.ts';
import { ITEM_ROWS } from './item-rows.ts';
import type { Word } from './lexer.ts';
import { MEETING_ROWS } from './meeting-rows.ts';
import { askedIn } from './parts.ts';
import { FOLLOWING_ROWS, PEOPLE_ROWS } from './people-rows.ts';
import { UNKEPT_ROWS } from './people-unkept.ts';
import { WORK_ROWS } from './people-works.ts';
import { clausesOf } from './reasons.ts';
import type { Asked, Part, Row } from './row.ts';
import { withSlots } from './whole.ts';

/** What a line asks, and the words of it that were not read. */
export interface Question {
  asked: Filled;
  unread: string[];
  /** a part of the line says why it is asked, and was left out */
  hasReason: boolean;
  /** nothing else that is read of the line says as much */
  isSure: boolean;
}

const ROWS = [
  ...ATTENDANCE_ROWS,
  ...MEETING_ROWS,
  ...ITEM_ROWS,
  ...PEOPLE_ROWS,
  ...WORK_ROWS,
  ...UNKEPT_ROWS,
  ...FOLLOWING_ROWS,
].map((row) => ({
  row,
  needs: row.needs.split(' ').map((need) => need.split('|') as Part[]),
  also: new Set(`${row.also ?? ''} ${row.needs.replaceAll('|', ' ')}`.split(' ')),
  not: (row.not?.split(' ') ?? []) as Part[],
}));

/** Where more than this part of it is unread, it is talk of another matter … */
const MOST_UNREAD = 1 / 5;
/** … but for words that ask for something too, where a unit, a kind, a person or a time is named: they are told as left out. */
const MOST_UNASKED = 1 / 2;
const NAMED = ['unit', 'type', 'time', 'person'] as const;

function isAbout(asked: Asked, left: readonly Word[]): boolean {
  const all = lengthOf(asked.words);
  if (lengthOf(left) <= all * MOST_UNREAD) return true;
  const unknown = left.filter(({ kind }) => kind === 'other');
  return (
    NAMED.some(asked.has) &&
    lengthOf(unknown) <= Math.max(LIGHT_PAIR, all * MOST_UNREAD) &&
    lengthOf(left) <= all * MOST_UNASKED &&
    !left.some(({ kinds }) => kinds.includes('later') || kinds.includes('item')) &&
    !hasOtherClause(asked, unknown)
  );
}
/** 党课我没去成，谁记了笔记: a clause of words that nobody knows is of another matter. */
const hasOtherClause = ({ spans: { s }, words }: Asked, unknown: readonly Word[]): boolean =>
  clausesOf(s).some(({ at, end }) => {
    const within = (w: Word) => at <= w.at && w.end <= end;
    return lengthOf(unknown.filter(within)) * 2 >= Math.max(LIGHT_PAIR * 2, lengthOf(words.filter(within)));
  });
const isHalfRead = ({ words }: Asked, left: readonly Word[]): boolean =>
  lengthOf(left) <= lengthOf(words) * MOST_UNASKED;
/** 程序, 外头: one word that no list has */
const LIGHT_PAIR = 2;

/** 老汤，下午那个会主要讲啥 */
const TO_COLLEAGUE =
  /^(?:[老小]\p{Script=Han}[,，]|[二三大小]?(?:婶|叔|姨|姑|舅|哥|嫂|爷|伯|姐|弟|妹)[,，\s])/u;

/** In UTF-16 units: what asks is no page. */
const LONGEST = 80;

/** Undefined where nothing is asked, or nobody could say what. */
export function questionIn(spans: Spans): Question | undefined {
  const { s, items } = spans;
  if (s.length > LONGEST || s.includes('\n') || TO_COLLEAGUE.test(s) || items.some((item) => !item.weak))
    return undefined;
  const asked = askedIn(spans);
  // 几点开会？我去不了: whatever it asks, it says something too.
  if (asked.has('says') || isOfSome(s)) return undefined;
  const more = followOn(asked);
  // 李晓红和孙玉兰的也列一下 marks nobody, and 去掉小组会呢 is no plan.
  const isSure =
    more?.names !== undefined || more?.told !== undefined || (more?.what === 'left_out' && /呢/u.test(s));
  if (more) return { asked: more, unread: [], hasReason: asked.hasReason, isSure };
  const whole = wholeOf(asked);
  if (whole?.unread.length === 0) return whole;
  const rest = withoutAsides(asked);
  const beside = rest && wholeOf(rest);
  return beside?.unread.length === 0 ? { ...beside, hasReason: true, isSure: false } : whole;
}

/** What its words ask for, of all rows the one that leaves the fewest of them unread. */
function wholeOf(asked: ReturnType<typeof askedIn>): Question | undefined {
  const { spans } = asked;
  const isAsking = asks(asked);
  const fitting = ROWS.filter(
    ({ row, needs, not, also }) =>
      (isAsking || row.isAsking) &&
      needs.every((any) => any.some(asked.has)) &&
      !not.some(asked.has) &&
      (!asked.bound || also.has('bound')),
  )
    .map(({ row, also }) => ({ row, left: asked.words.filter((word) => !isExplained(word, also)) }))
    .filter(({ row, left }) => (row.anyhow ? isHalfRead(asked, left) : isAbout(asked, left)))
    .sort(
      (a, b) =>
        lengthOf(a.left) - lengthOf(b.left) ||
        Number(isSureOf(b.row, asked)) - Number(isSureOf(a.row, asked)),
    );
  for (const { row, left } of fitting) {
    const filled = typeof row.fill === 'function' ? row.fill(asked) : row.fill;
    const of = row.timeless ? { ...asked, spans: { ...asked.spans, times: [] } } : asked;
    const whole = filled && withSlots(of, filled);
    if (!whole) continue;
    return {
      asked: besideTold(asked, whole),
      hasReason: asked.hasReason,
      // 开了几回大会: of one kind, which no form knows by half its name
      isSure:
        left.length === 0 &&
        (isSureOf(row, asked) || (spans.types.length === 0 && asked.spans.types.length > 0)),
      unread: !row.anyhow && weighty(left) ? left.map((w) => spans.s.slice(w.at, w.end)) : [],
    };
  }
  return undefined;
}

const isSureOf = ({ sure }: Row, asked: Asked): boolean =>
  typeof sure === 'function' ? sure(asked) : sure === true;

const OF_ROSTER = /(?:人员|党员|成员|全员|全体)的?(?:名单|名册)/u;

/** 请一并列出到会率: beside what was told before; 其中党课几次: of it. */
function besideTold({ has, spans }: Asked, whole: Filled): Filled {
  const { intent, what, period, activityType, ...rest } = whole;
  // 第一支部的人员名单能不能出个excel goes on from nothing.
  const isRoster = intent === 'query_more' && what === 'who' && OF_ROSTER.test(spans.s);
  if (isRoster && rest.scope !== undefined && (period ?? activityType) === undefined)
    return { intent: 'query', metric: 'member_list', ...rest };
  const isAdded = has('adds') && !NAMED.some(has);
  if (isAdded && whole.what === undefined) return { ...whole, follows: true, what: 'added' };
  const isOfTold = isAdded ? whole.what === 'reasons' : has('inIt') && whole.metric === 'activity_count';
  return isOfTold ? { ...whole, follows: true } : whole;
}

/** These change the form of an answer, and never what it is of. */
const WITH_ALL = new Set(
  'filler context verify inIt span many times who which how any all ownUnit ownGroup chart table file each monthly trend notice threeAndOne narrows adds branch recent place eitherOr whichUnit'.split(
    ' ',
  ),
);
const isExplained = ({ kinds }: Word, also: ReadonlySet<string>) =>
  kinds.some((kind) => WITH_ALL.has(kind) || also.has(kind));
const lengthOf = (words: readonly Word[]) => words.reduce((sum, { at, end }) => sum + end - at, 0);

/** More characters than this that nobody knows may be what it is all about. */
const LIGHT = 1;
const weighty = (left: readonly Word[]) =>
  left.some(({ kind }) => kind !== 'other') || lengthOf(left) > LIGHT;
