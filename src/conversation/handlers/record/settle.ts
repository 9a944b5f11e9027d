// The card after a meeting: 照此确认, 全到, 改一改, 没有开.
import type { Activity, ActivityStage } from '../../../domain/activity/activity.ts';
import type { Reply } from '../../../ports/channels.ts';
import { act, type Ended, permit } from '../../act.ts';
import { changeActivity } from '../../effects.ts';
import { candidates, isNamed, targetOf, unitsOf } from '../../near.ts';
import { listen } from '../../questions.ts';
import { meaning, type Turn } from '../../turn.ts';
import { unitInQuestion } from '../../units.ts';
import { activityWords, currentRoll } from '../../words.ts';
import { report } from './report.ts';
import { pointer, rollWords } from './words.ts';

interface Meant {
  activity: Activity;
}

/** The meeting a card shows, or the last one that has begun; without a record, or with one where that may be changed. */
async function shown(
  turn: Turn<'record_confirm' | 'record_edit'>,
  stages: readonly ActivityStage[],
): Promise<Meant | Ended> {
  const { activityId } = turn.intent;
  const near = await candidates(turn, unitsOf(turn), activityId);
  const meant = near.findLast((n) => stages.includes(n.activity.stage) && n.activity.startAt <= turn.now);
  if (meant) return meant;
  const gone = activityId === undefined ? undefined : near[0]?.activity;
  const already = turn.say('report.already', { activity: gone ? activityWords(turn, gone) : null });
  return { reply: { ...already, cardState: turn.say('report.state').text } };
}

/** 照此确认: the roll as it is, which is shown with its quorum. Who neither signed nor asked for leave stays 没记到; nobody becomes anything by it. */
export const confirmRecord = act<'record_confirm', Meant>({
  permit: permit('submit_record', ({ activity }) => targetOf(activity)),
  about: (turn) => shown(turn, ['planned']),
  carryOut: (turn, { activity }) =>
    report.perform(
      meaning(turn, { intent: 'activity_report', activityId: activity.id, accept: ['no_quorum'] }),
    ),
});

/** 改一改: the next line says what is wrong, in plain words. */
export const editRecord = act<'record_edit', Meant>({
  permit: permit('submit_record', ({ activity }) => targetOf(activity)),
  about: (turn) => shown(turn, ['planned', 'recorded']),
  async carryOut(turn, { activity }) {
    await listen(turn, 'record', pointer(activity));
    const roll = await currentRoll(turn, activity);
    const person = [...roll.missing, ...roll.present][0]?.name ?? '';
    const recorded = activity.stage === 'recorded';
    return turn.say('report.edit', {
      ...activityWords(turn, activity),
      ...rollWords(turn, roll),
      person,
      recorded,
    });
  },
});

/** 没有开: a planned meeting that has begun did not take place. */
export const notHeld = act<'not_held', Meant>({
  permit: permit('submit_record', ({ activity }) => targetOf(activity)),
  async about(turn) {
    const { intent } = turn;
    const unit = unitInQuestion(turn, intent.scope);
    if (unit && 'reply' in unit) return unit;
    const near = await candidates(turn, unit ? [unit.unit.id] : unitsOf(turn), intent.activityId);
    const begun = near.filter((n) => n.activity.stage === 'planned' && n.activity.startAt <= turn.now);
    // Told of by mistake, it is taken out again: only the one that is named.
    const isSaid = intent.activityType !== undefined || intent.startAt !== undefined;
    const told = isSaid ? near.filter((n) => n.activity.stage === 'recorded') : [];
    const meant = begun.findLast((n) => isNamed(n, intent)) ?? told.findLast((n) => isNamed(n, intent));
    if (meant) return meant;
    const gone = near.find((n) => n.activity.id === intent.activityId)?.activity;
    return { reply: turn.say('report.nothing_begun', { activity: gone ? activityWords(turn, gone) : null }) };
  },
  async carryOut(turn, { activity }): Promise<Reply> {
    const roll = await currentRoll(turn, activity);
    await changeActivity(turn, activity, { stage: 'cancelled' });
    await turn.tx.cancelOutbox(`activity:${activity.id}`);
    return {
      ...turn.say('report.not_held', { ...activityWords(turn, activity), present: roll.present.length }),
      cardState: turn.say('report.not_held_state').text,
    };
  },
});
