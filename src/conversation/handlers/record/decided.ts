// What the answer to a record says of its votes, and that its resolutions can be followed up.

import type { Activity } from '../../../domain/activity/activity.ts';
import { votersOf } from '../../../domain/activity/votes.ts';
import { kindRow, RESOLUTION_KIND } from '../../../domain/ledger/kinds.ts';
import type { Reply } from '../../../ports/channels.ts';
import type { MeetingRecord } from '../../../ports/store.ts';
import { listen } from '../../questions.ts';
import { mayDo, type Turn } from '../../turn.ts';
import { currentRoll } from '../../words.ts';
import { itemTarget, openable, waiting } from '../ledger/resolutions.ts';
import { voteLine } from './votes.ts';
import { pointer } from './words.ts';

/** @param reply what is answered to the record, and stays as it is where nothing was decided in the message */
export async function withDecisions(
  turn: Turn<'activity_report'>,
  activity: Activity,
  record: MeetingRecord,
  reply: Reply,
): Promise<Reply> {
  const { votes = [], resolutions = [] } = turn.intent;
  const lines = [reply.text];
  if (votes.length > 0) {
    const voters = votersOf(await currentRoll(turn, activity));
    for (const vote of record.votes) lines.push(voteLine(turn, vote, voters));
  }
  const offered = waiting(record).filter(openable);
  const offers =
    resolutions.length > 0 && offered.length > 0 && mayDo(turn, 'open_item', itemTarget(turn, activity));
  if (!offers) return { ...reply, text: lines.join('\n') };
  await listen(turn, 'record', pointer(activity), [{ intent: 'resolutions_open', activityId: activity.id }]);
  lines.push(
    turn.say('decisions.offer', {
      count: offered.length,
      noun: kindRow(RESOLUTION_KIND).noun,
      lacking: waiting(record).length - offered.length,
    }).text,
  );
  const button = {
    text: turn.say('decisions.offer_button').text,
    key: `resolutions:${activity.id}`,
    style: 1 as const,
  };
  return {
    ...reply,
    text: lines.join('\n'),
    choices: { title: turn.say('decisions.offer_title').text, buttons: [button] },
  };
}
