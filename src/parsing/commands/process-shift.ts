// 王小明预备期延长半年, 换届延期到明年9月，镇党委批准, 提前换届: a stretch or a term whose end a decision moves.
import type { Filled } from '../../domain/intent.ts';
import { type ProcessRow, perProcesses, processRows } from '../../domain/process/kinds.ts';
import type { Slots } from '../../domain/slots.ts';
import { readNumber } from '../numerals.ts';
import { namesLeft } from '../process-names.ts';
import { written } from '../slots/written.ts';
import type { Span } from '../spans/span.ts';
import { deadlineOf, momentOf } from '../spans/time/resolve.ts';
import { type Heard, scopeOf } from './rest.ts';
import { nameOf } from './shape.ts';

const MASK = '\n';

interface Noun {
  word: string;
  row: ProcessRow;
}

/** What may be moved, by its words: 预备期 of a person; 换届, 任期 of a branch. */
const nouns = perProcesses((): Noun[] =>
  processRows()
    .flatMap((row): Noun[] => [
      ...(row.stretch ? [row.stretch.name, ...row.stretch.words] : []).map((word) => ({ word, row })),
      ...(row.term?.moves ? [row.name, ...row.words, row.term.name] : []).map((word) => ({ word, row })),
    ])
    .sort((a, b) => b.word.length - a.word.length),
);

const LATER = '再?(?:延长|延期|延后|延迟|推迟|推后|顺延|展期|[往向]后(?:延长|推迟|顺延|[延推移挪])|延)';
const EARLIER = '提前|提早|[往向]前[提移挪推]';
const MOVE = new RegExp(`(?<later>${LATER})|(?<earlier>${EARLIER})`, 'u');
const NUMERAL = '[\\d一二两三四五六七八九十半]{1,3}';
const LENGTH = new RegExp(
  `(?:${LATER}|${EARLIER})(?:(?![到至今明后去本年月])\\p{Script=Han}){0,6}?(?<n>${NUMERAL})(?:个(?<mid>半)?(?=月)|(?=[年天])|(?<=半)(?=年))(?<unit>年|月|天)(?![份底末初])(?<half>半)?`,
  'u',
);
const NOT_TOLD =
  /[?？]|[吗呢么]\s*$|多久|多长|几[年个月天]|怎么|如何|什么|能不能|可不可以|可以|能否|规定|最多|最长|谁|哪/u;
/** 谁的预备期延长了, 哪些支部换届延期了: of whom an end was moved. */
const WHOSE = /谁|哪[些几]?个?|有没有|几[个名位人]|多少[个人]/u;
const HOW = /怎么|如何|什么时候|可以|能|要|该|最多|最长|多久|多长|规定/u;
/** A meeting of that name that is held later, or an item. */
const OTHER = /大会|会议|开会|签到|请假|整改|任务|上报|通知|安排|活动|党课|党日/u;
const BODY =
  '(?:上级党组织|上级党委|上级|[\\p{Script=Han}]{0,10}?(?:党工委|工委|党委|党组|组织部|县委|市委|区委|镇委|乡委|总支|管委会|街道))';
const LEAVE =
  '(?:研究|会议|党委会|常委会|部务会)*(?:已经?)?(?:审查|讨论)?(?:批准|同意|批复|审批|准许|批下来|批了|准了|批)';
const APPROVED = new RegExp(
  `(?:已?经|由|报|报请|根据|按照?)*(?<body>${BODY})(?:已?于|在|\\s)*${LEAVE}(?:了|的|过)*(?:延期|延长)?`,
  'u',
);
/** What stands before the name of a body: 换届已报县委组织部. */
const BEFORE_BODY = /^.*(?:报请|报|经|由|届)/u;
/** A meeting that decided: 支部大会11月20号定的. */
const DECIDED =
  /(?:党支部|支部)?(?:党员大会|支部大会|大会|支委会|会上|会议)?(?:上|已经?)?(?:研究|讨论|表决)*(?:通过|决定|决议|定)(?:了|的)*|(?:党支部|支部)?(?:党员大会|支部大会|支委会)(?:上|已经?)?(?:研究|讨论|表决)?/gu;
const FILLER =
  /因为?[^\n]*$|(?:这|本|上|这一)?届|我们|咱们?|俺们?|我们?村|党?支部|社区|把|将|的|要|是|了|时间|期限|期|到|至|为|改|再|也|已经?|从|起|于|在|经|由|报|进行|开展|举行|搞|办|弄|做|工作|选举|申请|一次|完成|之?前|[,，。:：、!！\s]/gu;

/** Undefined where nothing is moved, or it is asked about. */
export function readShift(h: Heard): Filled | undefined {
  const noun = nouns().find(({ word }) => h.s.includes(word));
  const move = noun && MOVE.exec(h.s)?.groups;
  if (!noun || !move) return undefined;
  const { row } = noun;
  if (NOT_TOLD.test(h.s) && WHOSE.test(h.s) && !HOW.test(h.s) && h.people.length === 0)
    return { intent: 'process_list', process: row.key, what: 'moved', ...scopeOf(h) };
  if (NOT_TOLD.test(h.s))
    return row.stretch && h.people.length === 0 ? { intent: 'process_how', process: row.key } : undefined;
  const isUnit = row.of === 'unit';
  if (OTHER.test(isUnit ? h.s : h.s.replace(DECIDED, '')) || h.times.some(({ hasClock }) => hasClock))
    return undefined;
  const length = LENGTH.exec(h.s);
  const approved = isUnit ? APPROVED.exec(without(h.s, h.times)) : undefined;
  const used = length ? { at: length.index, end: length.index + length[0].length } : undefined;
  // 提前半年 was taken for 前半年: what the length holds is no time of its own.
  const times = h.times.filter((t) => !used || t.end <= used.at || t.at >= used.end);
  const dated = times.filter(({ hasDate }) => hasDate);
  const isGoal = (at: number) => /(?:到|至|为|在)\s*$/u.test(h.s.slice(0, at));
  const goal = dated.find((t) => isGoal(t.at)) ?? (length ? undefined : dated.at(-1));
  const dueAt = goal && deadlineOf(goal, h.today)?.slice(0, 10);
  const others = dated.filter((t) => t !== goal);
  const [on] = others;
  const startAt = on && dayOf(h, on);
  const lost = [
    ...(goal && dueAt === undefined ? [h.s.slice(goal.at, goal.end)] : []),
    ...others.slice(startAt === undefined ? 0 : 1).map((t) => h.s.slice(t.at, t.end)),
  ];
  const allowed = approved ? [{ at: approved.index, end: approved.index + approved[0].length }] : [];
  const named = h.s.indexOf(noun.word);
  const own = { at: named, end: named + noun.word.length };
  const left = without(h.s, [own, ...times, ...h.units, ...(used ? [used] : []), ...allowed]);
  const rest = left.replace(new RegExp(MOVE, 'gu'), MASK).replace(DECIDED, MASK).replace(row.name, MASK);
  const known = new Set(h.people.map((p) => nameOf(h, p)));
  const kept = [...known].filter((name) => rest.includes(name));
  const bare = kept.reduce((text, name) => text.replace(name, MASK), rest).replace(FILLER, MASK);
  const { names, unread } = namesLeft(bare, known);
  const all = [...new Set([...kept, ...names])];
  if (all.length > (isUnit ? 0 : 1)) return undefined;
  if (!isUnit && all.length === 0 && unread.length === 0) return undefined;
  // What else is said is asked about, where it is plain that an end is moved.
  if (unread.length > 0 && !length && dueAt === undefined) return undefined;
  lost.push(...unread);
  const sign = move.later === undefined ? -1 : 1;
  const extendBy = length?.groups && lengthOf(length.groups, sign);
  const unit = h.units.find(({ at, end }) => allowed.every((by) => end <= by.at || at >= by.end));
  return {
    ...{ intent: 'process_shift', process: row.key },
    ...(all.length > 0 && { names: all }),
    ...(dueAt !== undefined && { dueAt }),
    ...(extendBy && { extendBy }),
    ...(startAt !== undefined && { startAt }),
    ...(approved?.groups && { source: approved.groups.body!.replace(BEFORE_BODY, '') }),
    ...(sign < 0 && { what: 'earlier' }),
    ...(unit && { scope: written(h, unit) }),
    ...(lost.length > 0 && { remark: lost.join('、') }),
  };
}

/** The text with some parts of it blank. */
function without(text: string, spans: readonly Span[]): string {
  let left = text;
  for (const { at, end } of spans) left = left.slice(0, at) + MASK.repeat(end - at) + left.slice(end);
  return left;
}

function lengthOf(
  { n, mid, unit, half }: Readonly<Record<string, string>>,
  sign: 1 | -1,
): Slots['extendBy'] | undefined {
  const isHalf = n === '半';
  const count = isHalf ? 0 : readNumber(n!);
  if (count === undefined) return undefined;
  const more = isHalf || mid !== undefined || half !== undefined;
  if (unit === '天') return { days: sign * count };
  if (unit === '年') return { months: sign * (count * 12 + (more ? 6 : 0)) };
  return { months: sign * count, ...(more && { days: sign * 15 }) };
}

function dayOf(h: Heard, time: Heard['times'][number]): string | undefined {
  const { startAt, endAt } = momentOf(time, h.today, 'back');
  const day = startAt?.slice(0, 10);
  return endAt === undefined || endAt.slice(0, 10) === day ? day : undefined;
}
