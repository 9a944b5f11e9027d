// 我签到了吗, 我上次来了没: how the sender stands to the meeting that goes on, or to the last one.
import { isFor } from '../../../domain/activity/due.ts';
import type { Reply } from '../../../ports/channels.ts';
import { METRIC_DEFINITIONS } from '../../../reports/metrics/list.ts';
import { questionOf, typesAsked } from '../../question.ts';
import { unitsInScope } from '../../scope.ts';
import type { Turn } from '../../turn.ts';
import { activityWords } from '../../words.ts';
import { tellPeople } from '../roll-person.ts';
import { exampleOf } from './words.ts';

export async function ownState(turn: Turn<'query'>): Promise<Reply> {
  const { sender, org, intent } = turn;
  const home = sender.branchId === null ? undefined : org.unit(sender.branchId);
  const scope = home ? { tops: [home] } : unitsInScope(turn, 'see_roll', intent);
  if ('reply' in scope) return scope.reply;
  const { of } = await METRIC_DEFINITIONS.absentees.find({
    ...questionOf(turn, scope),
    fits: (activity) => isFor(activity, sender, org),
    oneMeeting: true,
  });
  if (!of)
    return turn.say('roll.nothing', {
      named: intent.period !== undefined,
      example: exampleOf(typesAsked(turn)),
      plans: false,
    });
  const { name, startAt } = activityWords(turn, of.activity);
  const told = tellPeople(turn, of.activity, of.roll, [sender], { name, startAt, unit: '' });
  const isLacking = of.phase === 'open' && of.roll.missing.some(({ id }) => id === sender.id);
  if (!isLacking) return told;
  return { ...told, text: `${told.text}\n${turn.say('roll.check_in', { name }).text}` };
}
