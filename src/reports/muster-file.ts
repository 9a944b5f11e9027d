// 集结名单 as a workbook: who was called, what each answered and when.
import { writeBook } from '../documents/book/writing.ts';
import { type Instant, timeOf } from '../domain/calendar/time.ts';
import { type Muster, type MusterEntry, standOf } from '../domain/muster/muster.ts';
import type { Organisation } from '../domain/organisation/organisation.ts';
import type { MusterRequest } from '../ports/figure-files.ts';
import type { ReadTx } from '../ports/store.ts';
import type { Wording } from '../wording/templates.ts';

const PORTION = 2000;

/** What was read, and the file of it; undefined where there is no such muster. */
export async function musterRows(
  tx: Pick<ReadTx, 'muster' | 'musterEntries' | 'organisation' | 'departed'>,
  { id, reasonsOf }: MusterRequest,
  words: Wording,
  at: Instant,
): Promise<{ rows: string[][]; write(): Promise<Buffer> } | undefined> {
  const muster = await tx.muster(id);
  if (!muster) return undefined;
  const org = await tx.organisation();
  const gone = new Map((await tx.departed()).map((person) => [person.id, person.name]));
  const rows: string[][] = [];
  for (let after = ''; ; ) {
    const part = await tx.musterEntries(id, after, PORTION);
    for (const entry of part) rows.push(rowOf(entry, muster, org, gone, reasonsOf, words));
    if (part.length < PORTION) break;
    after = part.at(-1)!.personId;
  }
  rows.sort((a, b) => (a[1]! < b[1]! ? -1 : a[1]! > b[1]! ? 1 : 0));
  return { rows, write: () => writeMuster(rows, words, at) };
}

/** In digits. */
const WIDTHS = { name: 12, unit: 30, stand: 10, acked: 10, arrived: 10, late: 8, reason: 30 } as const;
const COLUMNS = Object.keys(WIDTHS) as (keyof typeof WIDTHS)[];

async function writeMuster(rows: readonly string[][], words: Wording, at: Instant): Promise<Buffer> {
  const book = writeBook(at);
  const columns = COLUMNS.map((column) => ({ width: WIDTHS[column] }));
  await book.sheet({ name: words('muster.sheet'), columns, sticky: 1, filter: true });
  const head = COLUMNS.map((column) => words(`muster.column.${column}`));
  await book.rows([{ cells: head, is: 'head' }, ...rows.map((cells) => ({ cells }))]);
  return book.finish();
}

function rowOf(
  entry: MusterEntry,
  muster: Muster,
  org: Organisation,
  gone: ReadonlyMap<string, string>,
  reasonsOf: readonly number[],
  words: Wording,
): string[] {
  const person = org.person(entry.personId);
  const unit = org.units.get(
    person?.groupId ?? person?.branchId ?? org.officesOf(entry.personId)[0]?.unitId ?? -1,
  );
  const stand = standOf(entry);
  const clock = (at: number | null) => (at === null ? '' : timeOf(at));
  const isLate =
    (entry.ackAt ?? 0) > muster.ackBy || (stand === 'arrived' && (entry.arrivedAt ?? 0) > muster.arriveBy);
  const maySee = person?.branchId != null && reasonsOf.includes(person.branchId);
  return [
    person?.name ?? gone.get(entry.personId) ?? entry.personId,
    unit?.path ?? '',
    words(`muster.stand.${stand}`),
    clock(entry.ackAt),
    clock(entry.arrivedAt),
    isLate ? words('muster.late_word') : '',
    maySee ? (entry.reason ?? '') : '',
  ];
}
