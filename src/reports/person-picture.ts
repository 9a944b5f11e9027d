// What one person came to, month by month, as a picture; of one month how they stood to its meetings.
import type { PictureValue } from '../ports/pictures.ts';
import type { Wording } from '../wording/templates.ts';
import { definitionOf } from './definition.ts';
import { detailOf, titleOf, valueWords } from './headline.ts';
import type { StatsQuestion } from './metric.ts';
import { METRIC_DEFINITIONS } from './metrics/list.ts';
import { countParts, type OwnRecord } from './own-records.ts';
import { type Drawn, monthNames, monthsIn } from './picture.ts';

const isNamed = ({ part }: OwnRecord): boolean => part !== 'unnamed';

/** Undefined where nothing is known of them. */
export async function personPicture(q: StatsQuestion, words: Wording): Promise<Drawn | undefined> {
  const { my_attendance } = METRIC_DEFINITIONS;
  const found = await my_attendance.find(q);
  const records = (found.people[0]?.records ?? []).filter(isNamed);
  if (!q.person || records.length === 0) return undefined;
  const shareOf = (own: readonly OwnRecord[]) => ({ present: countParts(own).present, expected: own.length });
  const head = {
    title: titleOf('my_attendance', q, found, words),
    note: definitionOf({ render: words }, 'my_attendance'),
  };
  const value = valueWords(found.value, true, shareOf(records), words);
  const months = [];
  for (const period of monthsIn(found.period, q.now)) {
    const { people } = await my_attendance.find({ ...q, period });
    months.push({ period, own: (people[0]?.records ?? []).filter(isNamed) });
  }
  const first = months.findIndex(({ own }) => own.length > 0);
  const last = months.findLastIndex(({ own }) => own.length > 0);
  const told = months.slice(first, last + 1);
  if (told.length < 2) {
    const { present, leave, absent, open } = countParts(records);
    const rows = [
      { name: words('paper.column.present'), value: present },
      { name: words('paper.column.leave'), value: leave },
      { name: words('paper.column.absent'), value: absent + open },
    ];
    return { value, picture: { kind: 'bars', measure: 'count', ...head, rows } };
  }
  const points = told.map(({ own }): PictureValue => {
    const share = shareOf(own);
    return share.expected === 0
      ? { value: null }
      : { value: share.present / share.expected, detail: detailOf(share) };
  });
  const periods = monthNames(
    told.map(({ period }) => period),
    words,
    q.now,
  );
  const lines = [{ name: q.person.name, points }];
  return { value, picture: { kind: 'lines', measure: 'rate', ...head, periods, lines } };
}
