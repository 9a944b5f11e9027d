import { dayBeside } from './days.ts';
import type { Draft } from './draft.ts';
import { AFTER, BEFORE, N, WITHIN } from './words.ts';

// What may stand behind a time and change it: 左右, 前, 以来. Each is looked for in a few characters only.
const WINDOW = 12;
const VAGUE = /^\s?(?:左右|前后|上下|来钟|来点钟|许(?![可多诺])|附近|那会儿|前后脚)/;
const SOME_MORE = /^多(?![少次人个])/;
const DEADLINE = new RegExp(`^\\s?(?:下班(?:之?前|以前)|${BEFORE}|截止|为止)`);
const INSIDE = new RegExp(`^\\s?${WITHIN}`);
const SINCE =
  /^\s?(?:开始|起|份)?\s?(?:以来|至今(?!天|日|年|晚)|到现在|至现在|到目前(?:为止)?|至目前(?:为止)?|到今[天日]|至今[天日]|到如今|到当前)/;
const LATER = new RegExp(`^\\s?${AFTER}`);
/** A choice inside a period that is not understood: the period alone would be a longer or another time. */
const OF_PERIOD = new RegExp(
  `^\\s?的?(?:(?:第(?:${N}|几)|倒数第?(?:${N}|几)|最后(?:${N}|几)?|头(?:${N}|几)|前(?:${N}|几)|后(?:${N}|几)|首)个?(?:天|日(?!常)|周末?|星期|礼拜|工作日|月|旬|季度?)|周末|某(?:一?[天日周]|个?工作日))`,
);
/** 节后一周: so long after, or within that time. */
const SO_LONG = new RegExp(`^\\s?(?:${N}|半|几)个?(?:天|周|星期|礼拜|月|工作日)${WITHIN}?`);
/** A day beside the one named, or its week. */
/** The day before or after the one named. */
const NEXT_DAY =
  /^\s?的?(?:前面?\s?一\s?[天日]|头一?[天日晚]|前一?[天日](?!下班)|(?<after>后面?一[天日]|后一?[天日]|次日|翌日|第二[天日]))/;
const BESIDE =
  /^\s?的?(?:那一?周|那个?星期|那个?月|当周|[前后]一?周(?!下班)|[前后][两几三][天日]|下一?周(?![一二三四五六日天])|前夜)/;

/** Takes the words behind a phrase into it. */
export function takeTails(s: string, d: Draft): void {
  for (let i = 0; i < 3; i++) {
    const length = tail(s.slice(d.end, d.end + WINDOW), d);
    if (length === 0) return;
    d.end += length;
  }
}

const lengthOf = (match: RegExpExecArray | null) => match?.[0].length ?? 0;

function tail(after: string, d: Draft): number {
  if (after === '' || d.kind === 'repeat') return 0;
  const vague = VAGUE.exec(after) ?? (d.hasClock ? SOME_MORE.exec(after) : null);
  if (vague) d.vague = true;
  if (vague || d.kind === 'duration') return lengthOf(vague);
  if (d.kind === 'period') return periodTail(after, d);
  if (d.hasDate && !d.hasClock && d.part === undefined) {
    const beside = d.form === 'relative' ? null : BESIDE.exec(after);
    if (beside) {
      d.unread = true;
      return lengthOf(beside);
    }
    const beyond = d.days.length === 1 && d.also === undefined ? NEXT_DAY.exec(after) : null;
    if (beyond && d.form !== 'relative') {
      d.days = [dayBeside(d.days[0]!, beyond.groups?.after === undefined ? -1 : 1)];
      d.mayBeTopic = false;
      return lengthOf(beyond);
    }
    const since = d.isDeadline ? null : SINCE.exec(after);
    const later = d.isDeadline || d.days.length > 1 ? null : LATER.exec(after);
    if (since || later) {
      d.open = since ? 'since' : 'after';
      return lengthOf(since ?? later);
    }
  }
  const deadline = DEADLINE.exec(after) ?? (d.hasDate && !d.hasClock ? INSIDE.exec(after) : null);
  if (deadline && (d.hasDate || d.hasClock) && !d.open) {
    d.isDeadline = true;
    return lengthOf(deadline);
  }
  // 三点后: some time after it
  const later = d.hasClock ? LATER.exec(after) : null;
  if (later) d.vague = true;
  return lengthOf(later);
}

function periodTail(after: string, d: Draft): number {
  const choice = OF_PERIOD.exec(after) ?? (d.open === 'after' ? SO_LONG.exec(after) : null);
  if (choice) {
    d.unread = true;
    return lengthOf(choice);
  }
  const since = SINCE.exec(after);
  if (since && !d.open) {
    d.open = 'since';
    if (d.beginsOnly) d.unread = false;
    return lengthOf(since);
  }
  const inside = INSIDE.exec(after);
  if (inside && !d.open) {
    d.isDeadline = true;
    return lengthOf(inside);
  }
  const before = d.open ? null : DEADLINE.exec(after);
  if (before) {
    d.isDeadline = true;
    d.isBefore = !d.endsItself && !/止$/.test(before[0]);
    return lengthOf(before);
  }
  // 9月以后: with September or without it
  const later = d.open ? null : LATER.exec(after);
  if (later) d.unread = true;
  return lengthOf(later);
}
