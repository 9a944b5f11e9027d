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
const ENDS = '(?=[,\\s:。;、\\d]|$|签到|请假|我|补签|没|谁|在|召|应|实|到)';
const BLANKS = /\s+/g;
/** Words of two characters are set wide in headings: 党 课. */
const WIDE = [...TYPE_OF_WORD.keys()].filter((w) => w.length === 2).map((w) => [...w].join('\\s{1,3}'));
const WORDS = new RegExp([longestFirst([...TYPE_OF_WORD.keys(), ...NOT_TYPES]), ...WIDE].join('|'), 'g');
const AFTER_BRANCH = new RegExp(`^(?:${longestFirst(BRANCH_TAILS.keys())})`);
const AFTER_GROUP = new RegExp(`^(?:${longestFirst(GROUP_TAILS.keys())})${ENDS}`);
const GROUP_END = /组$/;
/** A 党小组 that holds a meeting: 党小组开会, 党小组会开完了. */
const PARTY_GROUP = /党小组$/;
const GROUP_HOLDS = /^(?:召?开了?个?会|会)(?!议|[计员]|不会)/;
/** Somebody of the Party lectures; 书记讲课 alone may be any course. */
const LECTURE = /(?:党员|支部|支书|党委|党组|党总支)[^,。;\n]{0,10}?(?:讲课|授课)(?![人者老时地题内])/g;
/** In quotation marks and longer than a type by so much it is the name of something else. */
const QUOTED = /[“"「『][^“”"「」『』\n]{1,40}[”"」』]/g;
const LONGER = 3;

/** Activity types named, in order; `open` is `s` with names, titles, labels and units masked; the end of a unit tells 第二党小组会 from 第一支部会议. */
export function scanTypes(open: string, s: string, units: readonly Span[]): TypeSpan[] {
  const found: TypeSpan[] = [];
  for (const m of matches(WORDS, open)) {
    const type = TYPE_OF_WORD.get(m[0].replace(BLANKS, ''));
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
  for (const unit of units) {
    if (!PARTY_GROUP.test(s.slice(unit.at, unit.end)) || found.some((f) => f.at === unit.end)) continue;
    const tail = GROUP_HOLDS.exec(s.slice(unit.end, unit.end + 8))?.[0];
    if (tail !== undefined) found.push({ at: unit.end, end: unit.end + tail.length, type: 'group_meeting' });
  }
  if (found.length === 0)
    for (const m of matches(LECTURE, open)) {
      const end = m.index + m[0].length;
      found.push({ at: end - 2, end, type: 'party_lecture' });
    }
  return outsideQuotes(
    s,
    found.sort((a, b) => a.at - b.at),
  );
}

const TIMES = /^\s?\(?(?:\d{1,2}|[零一两二三四五六])次/;

/**
 * 支委会研究“主题党日工作法”: a type within a longer name in quotation marks gives way to one outside, and 支委会(1次),
 * which tells how often, to one that tells of a meeting.
 */
function outsideQuotes(s: string, types: TypeSpan[]): TypeSpan[] {
  if (types.length < 2) return types;
  const held = types.filter((t) => !TIMES.test(s.slice(t.end, t.end + 5)));
  if (held.length > 0 && held.length < types.length) return outsideQuotes(s, held);
  if (!/[“"「『]/.test(s)) return types;
  const quoted = matches(QUOTED, s).map((m) => ({ at: m.index, end: m.index + m[0].length }));
  const isInside = (t: TypeSpan) =>
    quoted.some((q) => q.at < t.at && t.end < q.end && q.end - q.at - 2 - (t.end - t.at) >= LONGER);
  const outside = types.filter((t) => !isInside(t));
  return outside.length > 0 ? outside : types;
}
