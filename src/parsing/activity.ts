import {
  ACTIVITY_TYPE_NAMES,
  ACTIVITY_TYPES,
  type ActivityType,
  TYPE_OF_WORD,
} from '../domain/activity/types.ts';
import { matches } from './matches.ts';
import type { Span } from './message.ts';

export interface TypeMention extends Span {
  type: ActivityType;
}

/** Look like a type and are none. */
const NOT_TYPES = ['民主生活会', '三会一课', '一课三会'];
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
const TYPES = new RegExp(
  `${longestFirst([...TYPE_OF_WORD.keys(), ...NOT_TYPES])}|(?<unit>\\ue001)(?<tail>${longestFirst(BRANCH_TAILS.keys())}|(?:${longestFirst(GROUP_TAILS.keys())})${ENDS})`,
  'g',
);
const GROUP_END = /组$/;

/** Types named, in order; a unit is masked already, and its end tells 第二党小组会 from 第一支部会议. */
export function findTypes(masked: string, s: string): TypeMention[] {
  const found: TypeMention[] = [];
  for (const m of matches(TYPES, masked)) {
    const at = m.index + (m.groups?.unit ? 1 : 0);
    const end = m.index + m[0].length;
    const tail = m.groups?.tail;
    const type = tail === undefined ? TYPE_OF_WORD.get(m[0]) : typeOfTail(tail, s.slice(0, at));
    if (type !== undefined) found.push({ at, end, type });
  }
  return found;
}

const typeOfTail = (tail: string, before: string): ActivityType | undefined =>
  BRANCH_TAILS.get(tail) ?? (GROUP_END.test(before) ? GROUP_TAILS.get(tail) : undefined);
