// The figures of the page as pictures, drawn elsewhere. Each is an answer of its own: the page of text is there at once,
// and no picture's own styles need to be allowed on it. What the figures mean stands on the page once.
import type { Picture, PictureValue } from '../ports/pictures.ts';
import { paperNames } from '../reports/meetings.ts';
import { periodWords, unitWords } from '../reports/words.ts';
import { branchRatesOf, type Looking, ledgerOf, type Reading, trendOf } from './view.ts';

/** More bars nobody tells apart on a phone. */
export const MOST_BARS = 20;

type Drawn = (reading: Reading, looking: Looking) => Promise<Picture>;

const trend: Drawn = async (reading, looking) => {
  const { render: words } = reading.templates;
  const points = await trendOf(reading, looking);
  return {
    kind: 'lines',
    measure: 'rate',
    title: titleOf(reading, looking, words('dashboard.trend', { count: points.length })),
    note: '',
    periods: points.map(({ month }) => periodWords(words, month, looking.now)),
    lines: [
      {
        name: words('dashboard.rate'),
        points: points.map(({ total: { value, figures } }) => ({ value, ...partsOf(figures) })),
      },
    ],
  };
};

const branches: Drawn = async (reading, looking) => {
  const { render: words } = reading.templates;
  const { units, rates } = await branchRatesOf(reading, looking);
  const ids = units.slice(0, MOST_BARS).map(({ id }) => id);
  const names = paperNames(looking.org, ids);
  const period = periodWords(words, looking.asked.month, looking.now);
  return {
    kind: 'bars',
    measure: 'rate',
    title: titleOf(reading, looking, `${period}${words('dashboard.rate')}`),
    note: '',
    rows: ids.map((id) => {
      const counted = rates.get(id);
      return {
        name: names.get(id)!,
        value: counted?.value ?? null,
        ...(counted && partsOf(counted.figures)),
      };
    }),
  };
};

const ledger: Drawn = async (reading, looking) => {
  const { render: words } = reading.templates;
  const { closed, open, overdue } = await ledgerOf(reading, looking);
  const period = periodWords(words, looking.asked.month, looking.now);
  return {
    kind: 'ring',
    title: titleOf(reading, looking, words('dashboard.closing', { period })),
    note: '',
    parts: [
      { name: words('dashboard.ledger_closed'), count: closed },
      { name: words('dashboard.ledger_overdue'), count: overdue },
      { name: words('dashboard.ledger_open'), count: open - overdue },
    ],
  };
};

/** By their names in the address. */
export const PICTURES: ReadonlyMap<string, Drawn> = new Map([
  ['trend', trend],
  ['branches', branches],
  ['ledger', ledger],
]);

const titleOf = ({ templates }: Reading, { org, asked }: Looking, what: string): string =>
  templates.render('dashboard.title', { unit: unitWords(org, asked.unit), period: what });

const partsOf = ({
  expected,
  present,
}: {
  expected: number;
  present: number;
}): Pick<PictureValue, 'detail'> => (expected > 0 ? { detail: `${present}/${expected}` } : {});
