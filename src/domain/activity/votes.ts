// 表决: who may vote, and what a vote comes to (支部工作条例 Art. 11). All in integers.
import type { DateText } from '../calendar/time.ts';
import type { Roll } from './attendance.ts';

/** 表决 as said: 赞成12票 反对0票 弃权1票. */
export interface VoteText {
  matter: string;
  yes: number;
  no: number;
  abstain: number;
  /** 一致通过: `yes` is then all who were there, as far as the message says */
  unanimous?: true;
}
/** 决议 as said: 修好活动室的灯（李四，12月10日前）. */
export interface ResolutionText {
  text: string;
  owner?: string;
  due?: DateText;
}

/** Those with voting right: of 应到, and there. */
export interface Voters {
  due: number;
  present: number;
}

/**
 * 预备党员 have no voting right. Where it is not known who came, as many of those who have it came as can have; 流动党员
 * who came vote, and count among those who are due then.
 */
export function votersOf(roll: Roll): Voters {
  const mayVote = ({ kind }: { kind: string }) => kind === '正式党员';
  const without = roll.due.members.filter((p) => !mayVote(p)).length;
  const thereWithout = roll.present.filter((p) => !mayVote(p)).length;
  const guests = roll.extra.filter((p) => mayVote(p) && roll.due.mobile.includes(p)).length;
  const due = Math.max(0, roll.expected - without);
  return { due: due + guests, present: Math.min(due, Math.max(0, roll.attended - thereWithout)) + guests };
}

export const handsOf = ({ yes, no, abstain }: VoteText): number => yes + no + abstain;

/** 一致通过 is said of everybody with voting right who was there; what stands is counted. */
export const counted = (vote: VoteText, { present }: Voters): VoteText =>
  vote.unanimous ? { ...vote, yes: present } : vote;

interface Outcome {
  /** more than half of those due with voting right, not of those who came */
  passed: boolean;
  needed: number;
  /** at least half of them were there */
  enough: boolean;
}

/** Undefined where nobody is known who may vote. */
export function outcomeOf({ yes }: VoteText, { due, present }: Voters): Outcome | undefined {
  if (due === 0) return undefined;
  return { passed: yes * 2 > due, needed: Math.floor(due / 2) + 1, enough: present * 2 >= due };
}

/**
 * The votes of a record after more was said of it. A vote on the same matter takes the place of the one that stood;
 * figures without a matter set the only one right.
 * @param isWhole the record was told anew, and not added to
 */
export function votesAfter(
  stood: readonly VoteText[],
  said: VoteText[] | undefined,
  isWhole: boolean,
): VoteText[] {
  if (!said) return [...stood];
  const [only, another] = stood;
  const [first, second] = said;
  if (only && !another && first && !second && first.matter === '') return [{ ...first, matter: only.matter }];
  if (isWhole) return said;
  return [...stood.filter((v) => !said.some((s) => s.matter === v.matter)), ...said];
}

/** The same of resolutions: one that became an item keeps its number. */
export function resolutionsAfter<R extends ResolutionText & { itemNo?: number }>(
  stood: readonly R[],
  said: readonly ResolutionText[] | undefined,
  isWhole: boolean,
): (ResolutionText & { itemNo?: number })[] {
  if (!said) return [...stood];
  const numbered = said.map((r) => {
    const itemNo = stood.find((s) => s.text === r.text)?.itemNo;
    return itemNo === undefined ? r : { ...r, itemNo };
  });
  if (isWhole) return numbered;
  return [...stood.filter((s) => !said.some((r) => r.text === s.text)), ...numbered];
}
