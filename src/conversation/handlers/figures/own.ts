// 我的出勤: what somebody who is in charge of nothing gets for any figure, and everybody for their own.
import { meetingName } from '../../../domain/activity/types.ts';
import { periodOf } from '../../../domain/calendar/period.ts';
import { dateOf } from '../../../domain/calendar/time.ts';
import type { Person } from '../../../domain/organisation/organisation.ts';
import type { Period } from '../../../domain/slots.ts';
import { resolveName } from '../../../parsing/resolve.ts';
import type { Reply } from '../../../ports/channels.ts';
import { METRIC_DEFINITIONS } from '../../../reports/metrics/list.ts';
import { isExpected, type OwnRecord } from '../../../reports/own-records.ts';
import { periodWords, typesWords } from '../../../reports/words.ts';
import { questionOf, typesAsked } from '../../question.ts';
import { mayDo, refuse, type Turn } from '../../turn.ts';
import { homeUnit } from '../../units.ts';
import { tellMine } from '../help.ts';
import { inForm, inWords } from './form.ts';
import { paged, toldBefore } from './pages.ts';
import { phraseOf } from './words.ts';

const LINES = 8;

/** Which meetings are listed, where some alone are asked for; others by the meeting. */
const LISTED: Readonly<Record<string, (one: OwnRecord) => boolean>> = {
  days_away: ({ part }) => part !== 'present' && part !== 'unnamed',
  days_leave: ({ part }) => part === 'leave',
  days_late: ({ isLate }) => isLate,
};

/** Whether somebody else's attendance is asked about: 赵六今年来了几次. */
export const isOfAnother = ({ intent, sender }: Turn<'query'>): boolean =>
  intent.names?.some((name) => name !== sender.name) === true;

/** 我的出勤 without a period is the short view of the last weeks; with a name it is that person's. */
export async function records(turn: Turn<'query'>): Promise<Reply> {
  if (isOfAnother(turn)) return theirFigures(turn);
  return inForm(turn, { tops: [], by: 'own' }, 'my_attendance', () =>
    turn.intent.period || typesAsked(turn) ? ownFigures(turn) : tellMine(turn),
  );
}

/** Somebody's record, for whoever may see the figures of their branch. */
async function theirFigures(turn: Turn<'query'>): Promise<Reply> {
  const { org, sender } = turn;
  const [name = ''] = turn.intent.names!;
  const found = resolveName(name, org, turn.groupUnit?.id ?? homeUnit(turn)?.id);
  const people = found.kind === 'one' ? [found.person] : found.kind === 'none' ? [] : found.people;
  const mine = people.filter((p) => p === sender || seesOf(turn, p));
  if (people.length > 0 && mine.length === 0) {
    return refuse(turn, 'see_figures', { unitId: people[0]!.branchId ?? org.roots()[0]!.id });
  }
  if (mine.length !== 1 || found.kind === 'similar') {
    return turn.say('figures.whose', {
      name,
      spelt: found.kind === 'many',
      people: mine.map((p) => `${p.name}（${p.branchId === null ? '' : org.unit(p.branchId).name}）`),
    });
  }
  return inWords(turn, await figuresOf(turn, mine[0]!, []));
}

const seesOf = (turn: Turn, { branchId }: Person): boolean =>
  branchId !== null && mayDo(turn, 'see_figures', { unitId: branchId });

/** 我党课上了几次: a kind is held a few times a year. */
const isOfKind = (turn: Turn<'query'>): boolean =>
  turn.intent.metric === 'my_attendance' && typesAsked(turn) !== undefined;

function yearOf({ now }: Turn): Period {
  const { from, to } = periodOf('year', dateOf(now));
  return { from, to };
}

/** Own attendance; asked for as a unit's figure, with who has the unit's. */
export async function ownFigures(turn: Turn<'query'>): Promise<Reply> {
  const { sender, intent, org } = turn;
  const isAsked = intent.mine === true || intent.metric === 'my_attendance';
  if (sender.branchId !== null) {
    const who = isAsked ? [] : turn.permissions.whoMay(org, 'see_figures', { unitId: sender.branchId });
    return figuresOf(turn, sender, who.slice(0, 2));
  }
  const unitId = homeUnit(turn)?.id ?? org.roots()[0]?.id;
  if (isAsked || unitId === undefined) return turn.say('figures.no_branch', { person: sender.name });
  return refuse(turn, 'see_figures', { unitId });
}

/** @param who has the unit's figures, where those were asked for */
async function figuresOf(turn: Turn<'query'>, person: Person, who: readonly Person[]): Promise<Reply> {
  // A person's record is nobody else's to read.
  if (turn.chat !== '')
    return turn.say('figures.of_a_person', {
      person: person === turn.sender ? '' : person.name,
      who: who.map((p) => p.name),
    });
  const period = turn.intent.period ?? (isOfKind(turn) ? yearOf(turn) : undefined);
  const question = { ...questionOf(turn, { tops: [] }), person, period };
  const found = await METRIC_DEFINITIONS.my_attendance.find(question);
  const { records: all, parts } = found.people[0]!;
  const phrase = phraseOf(turn);
  const before = toldBefore(turn);
  const asked = all.filter(LISTED[turn.intent.what ?? ''] ?? (() => true));
  const newest = asked.toReversed().slice(before, before + LINES);
  return paged(turn, { rows: newest, total: asked.length }, (shown, earlier) =>
    turn.say('figures.own', {
      person: person.name,
      unit: person.branchId === null ? '' : turn.org.unit(person.branchId).name,
      period: periodWords(phrase, found.period, turn.now),
      about: typesWords(phrase, question.types),
      expected: isExpected(person),
      kind: person.mobile ? '流动党员' : person.kind,
      ...parts,
      held: all.length,
      late: all.filter(({ isLate }) => isLate).length,
      records: shown.toReversed().map(({ fact, part, isLate }) => ({
        late: isLate,
        name: meetingName(fact.activity.types),
        startAt: fact.activity.startAt,
        part,
      })),
      missed: all
        .filter(({ part }) => part === 'absent')
        .slice(-1)
        .map(({ fact: { activity } }) => ({
          name: meetingName(activity.types),
          startAt: activity.startAt,
        })),
      earlier,
      who: who.map((p) => p.name),
    }),
  );
}
