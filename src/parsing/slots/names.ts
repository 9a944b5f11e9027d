// People named one after the other: 张三、李四和王五.

import type { Span } from '../spans/span.ts';
import type { Spans } from '../spans/spans.ts';
import { written } from './written.ts';

type Person = Spans['people'][number];

const JOINED = /^(?:同志)?\s*(?:[、和与及跟]|以及)\s*$|^$/;
const LISTED = /^(?:同志)?\s*[,;\s]\s*$/;
/** Behind 李四,王五: nothing of its own is said of 王五, as it is in 李四,王五配合. */
const ENDS = /^(?:同志)?\s*(?:$|[,;、。!\n]|负责|来办|去办|一起|共同|两人|二人)/;

/** Whether a name goes on with what the one before it, which ends there, began. */
function goesOn({ s }: Spans, from: number, next: Span): boolean {
  const between = s.slice(from, next.at);
  return JOINED.test(between) || (LISTED.test(between) && ENDS.test(s.slice(next.end, next.end + 4)));
}

/** Names said together, run by run. */
export function runsOf(spans: Spans, people: readonly Person[]): Person[][] {
  const runs: Person[][] = [];
  for (const p of people) {
    const last = runs.at(-1);
    if (last && goesOn(spans, last.at(-1)!.end, p)) last.push(p);
    else runs.push([p]);
  }
  return runs;
}

export const nameOf = (spans: Spans, { nameAt, nameEnd }: Person): string =>
  written(spans, { at: nameAt, end: nameEnd });

/** The people named at or right behind a place in the text. */
export function peopleFrom(spans: Spans, from: number): string[] {
  const [run] = runsOf(
    spans,
    spans.people.filter((p) => p.at >= from),
  );
  return run && /^[\s:,是为给]*$/.test(spans.s.slice(from, run[0]!.at))
    ? run.map((p) => nameOf(spans, p))
    : [];
}

const BEFORE = /(?:^|[\s:是为由])([\u4e00-\u9fff·]{2,4})(?:同志)?[、和与及跟]$/;
const BEHIND = /^(?:同志)?\s*[、和与及跟]\s*([\u4e00-\u9fff·]{2,4})(?=同志|[\s,;。、]|$)/;
/** 村委会, 班子成员, 等: a body or all of them, whom no reminder reaches. */
const NO_NAME = /(?:会|组|部|所|办|委|站|队|社|局|中心|小组|们|员|等|人)$/;

/** A run of names as written, with those beside it that nobody here answers to: the sender is asked about them. */
export function namesTogether(spans: Spans, run: readonly Person[], from: number): string {
  const { s } = spans;
  const names = run.map((p) => nameOf(spans, p));
  const before = BEFORE.exec(s.slice(from, run[0]!.at))?.[1];
  if (before !== undefined && !NO_NAME.test(before)) names.unshift(before);
  const behind = BEHIND.exec(s.slice(run.at(-1)!.end))?.[1];
  if (behind !== undefined && !NO_NAME.test(behind)) names.push(behind);
  return [...new Set(names)].join('、');
}
