// 没来过三次以上的人, 到会率80%以下的党员: within one's own branch, in the order of the roster, and never by rank.
import { periodOf } from '../../../domain/calendar/period.ts';
import { dateOf } from '../../../domain/calendar/time.ts';
import type { Metric } from '../../../domain/figures/metrics.ts';
import type { Person, Unit } from '../../../domain/organisation/organisation.ts';
import type { Period } from '../../../domain/slots.ts';
import type { Reply } from '../../../ports/channels.ts';
import { METRIC_DEFINITIONS } from '../../../reports/metrics/list.ts';
import { countParts, isExpected, type OwnRecord } from '../../../reports/own-records.ts';
import { periodWords, typesWords, unitWords } from '../../../reports/words.ts';
import { act, type Ended } from '../../act.ts';
import { questionOf, typesAsked } from '../../question.ts';
import { scopeOf } from '../../scope.ts';
import type { Turn } from '../../turn.ts';
import { inWords } from './form.ts';
import { paged, toldBefore } from './pages.ts';
import { isWithin } from './within.ts';
import { phraseOf } from './words.ts';

/** Names told in one message. */
const NAMES = 50;

export const isOfPersons = (what: string | undefined): boolean =>
  what === 'persons_below' || what === 'persons_reached' || (what !== undefined && EACH.has(what));

/** Everybody of the branch, or all of a kind on its roster. */
const EACH: ReadonlyMap<string, (person: Person) => boolean> = new Map([
  ['persons_each', isExpected],
  ['persons_probationary', ({ kind, mobile }: Person) => kind === '预备党员' && !mobile],
  ['persons_mobile', ({ mobile }: Person) => mobile],
  ['persons_activists', ({ kind }: Person) => kind === '入党积极分子'],
]);

export const personsWithin = act<'query', { unit: Unit }>({
  permit: {
    actions: ['see_figures'],
    asked: (_turn, { unit }) => [{ action: 'see_figures', on: { unitId: unit.id } }],
  },
  about: async (turn) => unitOf(turn),
  carryOut: tell,
});

/** The own branch, or a group of it; of any other it is told that persons are nobody's there to sort. */
function unitOf(turn: Turn<'query'>): { unit: Unit } | Ended {
  const { org, sender, intent } = turn;
  const scope = scopeOf(turn, 'see_figures', { ...intent, mine: false, types: typesAsked(turn) });
  if ('reply' in scope) return scope;
  const home = sender.branchId === null ? undefined : org.unit(sender.branchId);
  const [top, ...others] = scope.tops;
  const isWithin = home && top && others.length === 0 && org.isWithin(top.id, home.id);
  if (isWithin) return { unit: top };
  return home && scope.by !== 'message' ? { unit: home } : { reply: turn.say('figures.persons_elsewhere') };
}

async function tell(turn: Turn<'query'>, { unit }: { unit: Unit }): Promise<Reply> {
  const { metric, percent, times, upTo, under, what } = turn.intent;
  const { from, to } = periodOf('year', dateOf(turn.now));
  const period = turn.intent.period ?? { from, to };
  const { people } = await METRIC_DEFINITIONS.my_attendance.find({
    ...questionOf(turn, { tops: [unit] }),
    period,
  });
  const isMeant = EACH.get(what ?? '');
  if (isMeant)
    return tellEach(
      turn,
      unit,
      period,
      people.filter(({ person }) => isMeant(person)),
    );
  const order = new Map([...turn.org.people.values()].map((person, i) => [person.id, i]));
  const counted = people
    .filter(({ person, records }) => isExpected(person) && records.some(isNamed))
    .map(({ person, records }) => {
      const known = records.filter(isNamed);
      return { person, part: known.filter((one) => isOf(metric, one)).length, whole: known.length };
    });
  counted.sort((a, b) => order.get(a.person.id)! - order.get(b.person.id)!);
  const fitting = counted.filter(({ part, whole }) =>
    isWithin(turn, { part, whole: percent === undefined ? null : whole }),
  );
  const isTold = turn.chat === '';
  const before = toldBefore(turn);
  const page = {
    rows: isTold ? fitting.slice(before, before + NAMES) : [],
    total: isTold ? fitting.length : 0,
  };
  const phrase = phraseOf(turn);
  const reply = await paged(turn, page, (shown, more) =>
    turn.say('figures.persons', {
      unit: unitWords(turn.org, unit),
      period: periodWords(phrase, period, turn.now),
      about: typesWords(phrase, typesAsked(turn)),
      which: metric,
      rate: percent !== undefined,
      amount: percent ?? times ?? 1,
      reached: what === 'persons_reached',
      never: what === 'persons_below' && percent === undefined && times === 1,
      up_to: upTo ?? null,
      under: under ?? null,
      count: fitting.length,
      of: counted.length,
      rows: shown.map(({ person, part, whole }) => ({ name: person.name, part, whole })),
      in_group: !isTold,
      more,
    }),
  );
  return inWords(turn, reply);
}

/** In the order of the roster; in a group how many they are alone. */
async function tellEach(
  turn: Turn<'query'>,
  unit: Unit,
  period: Period,
  people: readonly { person: Person; records: readonly OwnRecord[] }[],
): Promise<Reply> {
  const order = new Map([...turn.org.people.values()].map((person, i) => [person.id, i]));
  const all = people.toSorted((a, b) => order.get(a.person.id)! - order.get(b.person.id)!);
  const isTold = turn.chat === '';
  const before = toldBefore(turn);
  const page = { rows: isTold ? all.slice(before, before + NAMES) : [], total: isTold ? all.length : 0 };
  const phrase = phraseOf(turn);
  return paged(turn, page, (shown, more) =>
    turn.say('figures.persons_each', {
      unheld: turn.intent.what === 'persons_each' && all.every(({ records }) => records.length === 0),
      unit: unitWords(turn.org, unit),
      period: periodWords(phrase, period, turn.now),
      about: typesWords(phrase, typesAsked(turn)),
      kind: turn.intent.what === 'persons_each' ? '' : turn.intent.what!.replace('persons_', ''),
      count: all.length,
      rows: shown.map(({ person, records }) => {
        const known = records.filter(isNamed);
        const { present, leave, absent: away, open } = countParts(known);
        const absent = away + open;
        const late = known.filter(({ isLate }) => isLate).length;
        return {
          name: person.name,
          expected: isExpected(person),
          whole: known.length,
          present,
          leave,
          absent,
          late,
        };
      }),
      in_group: !isTold,
      more,
    }),
  );
}

/** A meeting reported as numbers alone says nothing of anybody. */
const isNamed = ({ part }: OwnRecord): boolean => part !== 'unnamed';

function isOf(metric: Metric, { part, isLate }: OwnRecord): boolean {
  if (metric === 'leave_list') return part === 'leave';
  if (metric === 'late_list') return isLate;
  if (metric === 'absentees') return part === 'absent' || part === 'open';
  return part === 'present';
}
