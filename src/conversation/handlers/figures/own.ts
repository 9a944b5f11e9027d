// 我的出勤: what somebody who is in charge of nothing gets for any figure, and everybody for their own.
import type { Reply } from '../../../ports/channels.ts';
import { METRIC_DEFINITIONS } from '../../../reports/metrics/list.ts';
import { isExpected } from '../../../reports/own-records.ts';
import { periodWords } from '../../../reports/words.ts';
import { questionOf, typesAsked } from '../../question.ts';
import { refuse, type Turn } from '../../turn.ts';
import { homeUnit } from '../../units.ts';
import { activityName } from '../../words.ts';
import { tellMine } from '../help.ts';
import { phraseOf, typesWords } from './words.ts';

const LINES = 8;

/** 我的出勤 without a period is the short view of the last weeks. */
export async function records(turn: Turn<'query'>): Promise<Reply> {
  return turn.intent.period || typesAsked(turn) ? ownFigures(turn) : tellMine(turn);
}

/** Own attendance; asked for as a unit's figure, with who has the unit's. */
export async function ownFigures(turn: Turn<'query'>): Promise<Reply> {
  const { sender, intent, org } = turn;
  const isAsked = intent.mine === true || intent.metric === 'my_attendance';
  if (sender.branchId === null) {
    const unitId = homeUnit(turn)?.id ?? org.roots()[0]?.id;
    if (isAsked || unitId === undefined) return turn.say('figures.no_branch', { person: sender.name });
    return refuse(turn, 'see_figures', { unitId });
  }
  const question = questionOf(turn, { tops: [] });
  const found = await METRIC_DEFINITIONS.my_attendance.find(question);
  const { records: all, parts } = found.people[0]!;
  const phrase = phraseOf(turn);
  const who = isAsked
    ? []
    : turn.permissions.whoMay(org, 'see_figures', { unitId: sender.branchId }).slice(0, 2);
  return turn.say('figures.own', {
    person: sender.name,
    unit: org.unit(sender.branchId).name,
    period: periodWords(phrase, found.period, turn.now),
    about: typesWords(phrase, question.types),
    expected: isExpected(sender),
    kind: sender.mobile ? '流动党员' : sender.kind,
    ...parts,
    held: all.length,
    records: all.slice(-LINES).map(({ fact, part }) => ({
      name: activityName(turn, fact.activity.types),
      startAt: fact.activity.startAt,
      part,
    })),
    missed: all
      .filter(({ part }) => part === 'absent')
      .slice(-1)
      .map(({ fact: { activity } }) => ({
        name: activityName(turn, activity.types),
        startAt: activity.startAt,
      })),
    earlier: Math.max(0, all.length - LINES),
    who: who.map((p) => p.name),
  });
}
