import { ACTIVITY_TYPES, type ActivityType } from '../domain/intent.ts';
import { ACTIVITY_WORDS, NOT_ACTIVITY_WORDS } from './lexicon/activity.ts';
import { matches } from './matches.ts';
import type { Span } from './message.ts';

export interface TypeMention extends Span {
  type: ActivityType;
}

const typeOf = new Map<string, ActivityType>(
  ACTIVITY_TYPES.flatMap((type) => ACTIVITY_WORDS[type].map((word): [string, ActivityType] => [word, type])),
);
const words = [...typeOf.keys(), ...NOT_ACTIVITY_WORDS].sort((a, b) => b.length - a.length);
const TYPES = new RegExp(
  `${words.join('|')}|(?<unit>\\ue001)(?<tail>委员会(?:会议)?|(?:党员)?大会|会议?(?=[,\\s:。]|$|签到|请假|我|补签|没|谁|在|召))`,
  'g',
);
const GROUP_TAIL = /组$/;

/** Types named, in order; `unitEndsInGroup` tells 第二党小组会 (the unit is already masked) from 第一支部会议. */
export function findTypes(masked: string, s: string): TypeMention[] {
  const found: TypeMention[] = [];
  for (const m of matches(TYPES, masked)) {
    const at = m.index + (m.groups?.unit ? 1 : 0);
    const end = m.index + m[0].length;
    const tail = m.groups?.tail;
    const type = tail === undefined ? typeOf.get(m[0]) : tailType(tail, s.slice(Math.max(0, at - 2), at));
    if (type !== undefined) found.push({ at, end, type });
  }
  return found;
}

function tailType(tail: string, before: string): ActivityType | undefined {
  if (tail.startsWith('委员会')) return 'committee_meeting';
  if (tail.endsWith('大会')) return 'party_congress';
  return GROUP_TAIL.test(before) ? 'group_meeting' : undefined;
}
