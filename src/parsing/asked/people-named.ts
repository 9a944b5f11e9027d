// 郭晓亮是哪个支部的, 肖贵芳来过没: somebody named whom no reader of names finds on the roster.
import type { Filled } from '../../domain/intent.ts';
import { SURNAMES } from '../lexicon/surnames.ts';
import { unitsSaid } from '../slots/units.ts';
import { soundingNames } from '../spans/people.ts';
import type { Spans } from '../spans/spans.ts';
import { wordsOf } from './lexer.ts';

const NAME = '(?<name>\\p{Script=Han}{2,4}?)';
const POLITE = '^(?:请问|问一?下|帮我查一?下|查一?下|那个?|名册[里上]的?|[,，\\s])*';
const WHERE = new RegExp(
  `${POLITE}${NAME}(?:这个?人|同志|党员)?(?:是|在|属于|归|算)(?:不是)?(?:哪一?个?(?:支部|党支部|小?组|党小组|单位|村)|我们|咱们?|俺们|党员|正式党员|预备党员|积极分子)`,
  'u',
);
const THERE = new RegExp(`有(?:没有|没)?(?:叫|个叫)?${NAME}(?:这个?人|的人?吗|的没)`, 'u');
const RECORD = new RegExp(
  `${POLITE}${NAME}(?:同志)?(?:今年|上个?月|这几个月|最近|平时|从来|都|一共|到底)*(?:[来到去]过?没[来到去]?|[来到去签]过|(?:参加|出席)[了过]|请[了过]|缺[了过席勤]|迟到|[来到]了几|一[次回]|出勤|到会|签到)`,
  'u',
);
const ASKS = /[?？吗几哪谁咋]|有没有|多少|没有?(?:[,，\s]|$)|怎么|是不是|咋样/u;

/** In UTF-16 units */
const LONGEST = 40;

/** 我们14个党员应到怎么才13: who is on the roster and not among those due */
const NOT_DUE =
  /\d+个?(?:党员|人)[^?？]{0,12}应到[^?？]{0,10}\d+|应到[^?？]{0,10}\d+[^?？]{0,12}(?:党员|名册|支部)[^?？]{0,6}\d+/u;
export function expectedShort(spans: Spans): Filled | undefined {
  const { s, times } = spans;
  const isAsked =
    s.length <= LONGEST &&
    times.length === 0 &&
    NOT_DUE.test(s) &&
    /怎么|咋|为[啥何什]|[哪谁]|对不上|[?？吗]/u.test(s);
  if (!isAsked || /实到|缺席|请假/u.test(s)) return undefined;
  const [scope] = unitsSaid(spans).flatMap(({ names }) => names);
  return { intent: 'query', metric: 'member_count', what: 'expected', ...(scope !== undefined && { scope }) };
}

/** Undefined where nobody is named so, or the roster has the name. */
export function personNamed(spans: Spans): Filled | undefined {
  const { s, people, knowledge } = spans;
  if (s.length > LONGEST || !knowledge.hasRoster || !ASKS.test(s)) return undefined;
  if (people.some(({ source }) => source === 'roster')) return undefined;
  const where = (WHERE.exec(s) ?? THERE.exec(s))?.groups?.name;
  if (where !== undefined && isName(where)) return { intent: 'offices', names: [where] };
  const name = RECORD.exec(s)?.groups?.name;
  if (name === undefined || !isName(name) || soundingNames(name, knowledge).length === 0) return undefined;
  return {
    intent: 'query',
    metric: 'my_attendance',
    names: [name],
    ...(/请/u.test(s) && { what: 'days_leave' }),
  };
}

const isName = (name: string): boolean =>
  name.length >= 2 && SURNAMES.includes(name[0]!) && wordsOf(name, []).some(({ kind }) => kind === 'other');
