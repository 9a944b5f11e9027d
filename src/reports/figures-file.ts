// Figures as a file to take away, for the bot and for the command line.

import { writeMatrix } from '../documents/matrix.ts';
import { dateOf } from '../domain/calendar/time.ts';
import type { FiguresRequest } from '../ports/outbox.ts';
import type { Templates } from '../wording/templates.ts';
import type { Counter } from './activities.ts';
import { monthFile } from './ledger-month.ts';
import { matrixOf, thisQuarter } from './matrix.ts';
import type { StatsQuestion } from './metric.ts';
import { paperFile } from './paper.ts';

/** What was read, and the file of it: that takes longer to write than a transaction should stay open. */
interface FiguresFile {
  rows: number;
  name: string;
  write(): Promise<Buffer>;
}

/** Undefined where whoever the figures are about is gone. */
export async function figuresFile(
  c: Counter,
  request: FiguresRequest,
  templates: Pick<Templates, 'render'>,
): Promise<FiguresFile | undefined> {
  const { metric, period, types, personId, by } = request;
  const words = templates.render;
  const tops = request.tops.flatMap((id) => c.org.units.get(id) ?? []);
  const person = personId === undefined ? undefined : c.org.person(personId);
  if (tops.length === 0 && !person) return undefined;
  if (request.as === 'matrix') {
    const matrix = await matrixOf(c, tops, period ?? thisQuarter(dateOf(c.now)), words);
    const name = words('paper.file_name', { title: words('matrix.title', matrix) });
    return { rows: matrix.rows.length, name, write: () => writeMatrix(matrix, words) };
  }
  const question: StatsQuestion = { ...c, tops, period, types, person, templates };
  if (request.as === 'month') return monthFile(question, words);
  return paperFile(metric, question, by, words);
}
