// Votes of a record: what there is to choose where they cannot be right, and what they come to.
import { outcomeOf, type Voters, type VoteText } from '../../../domain/activity/votes.ts';
import type { Turn } from '../../turn.ts';

/** A vote set right, or left out; how it is worded, and all votes of the message then. */
interface VoteWay {
  text: string;
  votes: VoteText[];
}

/** More hands than could be raised: whoever wrote 赞成 counted everybody, or the vote is left out. */
export function waysOfVotes(
  turn: Turn,
  said: readonly VoteText[],
  wrong: { index: number; voters: number },
): VoteWay[] {
  const vote = said[wrong.index]!;
  const yes = wrong.voters - vote.no - vote.abstain;
  const mended = { ...vote, yes };
  const others = said.filter((v) => v !== vote);
  const none: VoteWay = { text: turn.say('decisions.way_no_vote').text, votes: others };
  if (yes < 0) return [none];
  return [
    { text: turn.say('decisions.way_votes', mended).text, votes: said.map((v) => (v === vote ? mended : v)) },
    none,
  ];
}

/** 通过 or 没有通过, with the figures that say so. */
export function voteLine(turn: Turn, vote: VoteText, voters: Voters): string {
  const outcome = outcomeOf(vote, voters) ?? { passed: false, needed: 0, enough: false };
  return turn.say('decisions.vote', { ...vote, unanimous: vote.unanimous ?? false, ...voters, ...outcome })
    .text;
}
