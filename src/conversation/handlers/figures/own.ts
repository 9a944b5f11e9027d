// 我的出勤: what somebody who is in charge of nothing gets for any figure, and everybody for their own.
import { meetingName } from '../../../domain/activity/types.ts';
import { earlierPeriod } from '../../../domain/calendar/earlier.ts';
import { periodOf } from '../../../domain/calendar/period.ts';
import { dateOf } from '../../../domain/calendar/time.ts';
import type { Person } from '../../../domain/organisation/organisation.ts';
import type { Period } from '../../../domain/slots.ts';
import { resolveName } from '../../../parsing/resolve.ts';
import type { Reply } from '../../../ports/channels.ts';
import { thisMonth } from '../../../reports/activities.ts';
import type { StatsQuestion } from '../../../reports/metric.ts';
import { METRIC_DEFINITIONS } from '../../../reports/metrics/list.ts';
import { isExpected, isListed, type OwnRecord } from '../../../reports/own-records.ts';
import { periodWords, typesWords } from '../../../reports/words.ts';
import { together } from '../../act.ts';
import { questionOf, typesAsked } from '../../question.ts';
import { asksReasons, maySeeReasons } from '../../reasons.ts';
import { mayDo, refuse, type Turn } from '../../turn.ts';
import { homeUnit, unitInQuestion } from '../../units.ts';
import { tellMine } from '../help.ts';
import { headed, inForm, inWords } from './form.ts';
import { ownDrawn, ownListed } from './lines.ts';
import { lineBefore } from './month-before.ts';
import { ownState } from './own-state.ts';
import { paged, toldBefore } from './pages.ts';
import { phraseOf } from './words.ts';

const LINES = 8;

/** Whether somebody else's attendance is asked about: 赵六今年来了几次. */
export const isOfAnother = ({ intent, sender }: Turn<'query'>): boolean =>
  intent.names?.some((name) => name !== sender.name) === true;

/** 我的出勤 without a period is the short view of the last weeks; with a name it is that person's. */
export async function records(turn: Turn<'query'>): Promise<Reply> {
  if (isOfAnother(turn)) return theirFigures(turn);
  if (turn.intent.what === 'state') return ownState(turn);
  return inForm(turn, { tops: [], by: 'own' }, 'my_attendance', () =>
    turn.intent.period || typesAsked(turn) || asksRate(turn) ? ownFigures(turn) : tellMine(turn),
  );
}

/** Records told in one message. */
const PEOPLE = 4;

/** Of each who is named: of several the line with their numbers, and no day. */
async function theirFigures(turn: Turn<'query'>): Promise<Reply> {
  const names = turn.intent.names!;
  if (names.length === 1) return ofName(turn, names[0]!);
  const replies: Reply[] = [];
  for (const name of names.slice(0, PEOPLE))
    replies.push(await ofName({ ...turn, sharing: names.length }, name));
  return together(replies);
}

/** Somebody's record, for whoever may see the figures of their branch or of their 党小组. */
async function ofName(turn: Turn<'query'>, name: string): Promise<Reply> {
  const { org, sender } = turn;
  const named = unitInQuestion(turn, turn.intent.scope);
  const place = named && 'unit' in named ? named.unit.id : undefined;
  const found = resolveName(name, org, place ?? turn.groupUnit?.id ?? homeUnit(turn)?.id);
  const all = found.kind === 'one' ? [found.person] : found.kind === 'none' ? [] : found.people;
  // 三支部的刘洋: the unit tells who is meant of those of one name.
  const there =
    place === undefined
      ? []
      : all.filter(({ branchId }) => branchId !== null && org.isWithin(branchId, place));
  const people = there.length > 0 ? there : all;
  const mine = people.filter((p) => p === sender || seesOf(turn, p));
  if (people.length > 0 && mine.length === 0) {
    return refuse(turn, 'see_figures', { unitId: people[0]!.branchId ?? org.roots()[0]!.id });
  }
  // 肖贵芳来过没: nothing is stored by it, and the answer says whose it is.
  const [heard, ...more] = mine;
  if (heard && more.length === 0 && found.kind === 'similar') {
    const line = turn.say('figures.heard_as', { name, person: heard.name }).text;
    return headed(line, await inWords(turn, await figuresOf(turn, heard, [])));
  }
  if (mine.length !== 1 || found.kind === 'similar') {
    return turn.say('figures.whose', {
      name,
      spelt: found.kind === 'many',
      people: mine.map((p) => `${p.name}（${p.branchId === null ? '' : org.unit(p.branchId).name}）`),
    });
  }
  const person = mine[0]!;
  return (
    (await ownListed(turn, person)) ??
    (await ownDrawn(turn, person)) ??
    inWords(turn, await figuresOf(turn, person, []))
  );
}

const seesOf = (turn: Turn, { branchId, groupId }: Person): boolean =>
  [branchId, groupId].some((unitId) => unitId !== null && mayDo(turn, 'see_figures', { unitId }));

/** 我的到会率, 哪次没去: a number of the year, and no short view of the last weeks. */
const asksRate = ({ text }: Pick<Turn, 'text'>): boolean =>
  /[率律]|比例|百分之几|几成|[几多]少?[次回场]|哪[次回场]|[一总]共/u.test(text);

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
  const question = { ...questionOf(turn, { tops: [] }), person };
  const found = await recordsOf(turn, question);
  const { records: all, parts } = found.people[0]!;
  const phrase = phraseOf(turn);
  const before = toldBefore(turn);
  const asked = all.filter(isListed(turn.intent.what));
  const newest = asked.toReversed().slice(before, before + LINES);
  const reasons = await reasonsOf(turn, person, newest);
  const known = all.length - parts.unnamed;
  const reply = await paged(turn, { rows: newest, total: asked.length }, (shown, earlier) =>
    turn.say('figures.own', {
      person: person.name,
      unit: person.branchId === null ? '' : turn.org.unit(person.branchId).name,
      period: periodWords(phrase, found.period, turn.now),
      about: typesWords(phrase, question.types),
      expected: isExpected(person),
      kind: person.mobile ? '流动党员' : person.kind,
      ...parts,
      held: all.length,
      known,
      // Of the days alone that were asked for no share is told.
      rate: known === 0 || asked.length < all.length ? null : parts.present / known,
      late: all.filter(({ isLate }) => isLate).length,
      records: shown.toReversed().map(({ fact, part, isLate }) => ({
        late: isLate,
        name: meetingName(fact.activity.types),
        startAt: fact.activity.startAt,
        part,
        reason: reasons.get(fact) ?? '',
      })),
      why: asksReasons(turn),
      hidden: asksReasons(turn) && newest.some((one) => isLeave(one) && !maySee(turn, person, one)),
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
  return found.line === undefined ? reply : headed(found.line, reply);
}

/** Over the time that was said; else over this month or year, or the one before where this one has nothing yet. */
async function recordsOf(turn: Turn<'query'>, question: StatsQuestion) {
  const { find } = METRIC_DEFINITIONS.my_attendance;
  if (question.period) return { ...(await find(question)), line: undefined };
  const period = turn.intent.metric === 'my_attendance' ? yearOf(turn) : thisMonth(turn.now);
  const found = await find({ ...question, period });
  const before = earlierPeriod(period, 'previous');
  const earlier =
    found.people[0]!.records.length > 0 ? undefined : await find({ ...question, period: before });
  if (!earlier || earlier.people[0]!.records.length === 0) return { ...found, line: undefined };
  return { ...earlier, line: lineBefore(turn, [], { period: before, of: period }) };
}

const isLeave = ({ part }: OwnRecord): boolean => part === 'leave';

/** One's own are one's own; of others whoever may see why they were away. */
const maySee = (turn: Turn, person: Person, { fact: { activity } }: OwnRecord): boolean =>
  person === turn.sender || maySeeReasons(turn, activity);

/** Why somebody asked for leave, for whoever may see it. */
async function reasonsOf(
  turn: Turn<'query'>,
  person: Person,
  shown: readonly OwnRecord[],
): Promise<Map<OwnRecord['fact'], string>> {
  const seen = shown.filter((one) => isLeave(one) && maySee(turn, person, one));
  const rolls = await turn.tx.rolls(seen.map(({ fact }) => fact.activity.id));
  return new Map(
    seen.flatMap(({ fact }) => {
      const own = rolls.get(fact.activity.id)?.find(({ personId }) => personId === person.id);
      return own?.reason ? [[fact, own.reason] as const] : [];
    }),
  );
}
