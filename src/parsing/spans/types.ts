import {
  ACTIVITY_TYPE_NAMES,
  ACTIVITY_TYPES,
  type ActivityType,
  TYPE_OF_WORD,
} from '../../domain/activity/types.ts';
import { matches } from '../matches.ts';
import type { Span } from './span.ts';

export interface TypeSpan extends Span {
  type: ActivityType;
}

/** Look like a type and are none. */
const NOT_TYPES = ['民主生活会', '三会一课', '一课三会', '党课题目', '党课主题', '党课内容', '党日主题'];
const longestFirst = (words: Iterable<string>) => [...words].sort((a, b) => b.length - a.length).join('|');
const tailsOf = (level: 'branch' | 'group') =>
  new Map(
    ACTIVITY_TYPE_NAMES.filter((type) => ACTIVITY_TYPES[type].level === level).flatMap((type) =>
      ACTIVITY_TYPES[type].afterUnit.map((tail) => [tail, type] as const),
    ),
  );
const BRANCH_TAILS = tailsOf('branch');
const GROUP_TAILS = tailsOf('group');
/** 会 after the name of a group is a word only where it ends. */
const ENDS = '(?=[,\\s:。]|$|签到|请假|我|补签|没|谁|在|召)';
const WORDS = new RegExp(longestFirst([...TYPE_OF_WORD.keys(), ...NOT_TYPES]), 'g');
const AFTER_BRANCH = new RegExp(`^(?:${longestFirst(BRANCH_TAILS.keys())})`);
const AFTER_GROUP = new RegExp(`^(?:${longestFirst(GROUP_TAILS.keys())})${ENDS}`);
const GROUP_END = /组$/;

/** Activity types named, in order; `open` is `s` with names, titles, labels and units masked; the end of a unit tells 第二党小组会 from 第一支部会议. */
export function scanTypes(open: string, s: string, units: readonly Span[]): TypeSpan[] {
  const found: TypeSpan[] = [];
  for (const m of matches(WORDS, open)) {
    const type = TYPE_OF_WORD.get(m[0]);
    if (type !== undefined) found.push({ at: m.index, end: m.index + m[0].length, type });
  }
  for (const unit of units) {
    const rest = s.slice(unit.end, unit.end + 8);
    const isGroup = GROUP_END.test(s.slice(unit.at, unit.end));
    const tail = (isGroup ? AFTER_GROUP : AFTER_BRANCH).exec(rest)?.[0];
    const type = tail === undefined ? undefined : (isGroup ? GROUP_TAILS : BRANCH_TAILS).get(tail);
    if (type !== undefined && !found.some((f) => f.at < unit.end + tail!.length && f.end > unit.end))
      found.push({ at: unit.end, end: unit.end + tail!.length, type });
  }
  return found.sort((a, b) => a.at - b.at);
}
