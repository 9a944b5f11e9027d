// Figures as a file to take away, for the bot and for the command line.

import { writeMatrix } from '../documents/matrix.ts';
import { dateOf } from '../domain/calendar/time.ts';
import type { FiguresAsked, FiguresRequest } from '../ports/figure-files.ts';
import type { Templates } from '../wording/templates.ts';
import type { Counter } from './activities.ts';
import { monthFile } from './ledger-month.ts';
import { listFile } from './list-paper.ts';
import { columnsAsked, matrixOf, thisQuarter } from './matrix.ts';
import type { StatsQuestion } from './metric.ts';
import { nodeFile, nodeGridOf } from './nodes.ts';
import { madeWords, paperFile } from './paper.ts';
import { schemeFile } from './scheme-file.ts';
import { sidesFile } from './sides.ts';
import { wordFile } from './word-file.ts';

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
  const words = templates.render;
  if (request.as === 'scheme') return schemeFile(c, request, words);
  const { metric, by } = request;
  if (request.as === 'sides') {
    const sides = request.sides.flatMap((asked) => {
      const question = questionOf(c, asked, templates);
      return question ? [{ name: asked.name, question }] : [];
    });
    return sides.length > 0 ? sidesFile({ ...request, sides }, by, words) : undefined;
  }
  if (request.as === 'nodes') {
    const items = await c.tx.itemsWith(request.items);
    return items.length > 0
      ? nodeFile(nodeGridOf(items, c.org, c.now, words), { at: c.now, by }, words)
      : undefined;
  }
  const question = questionOf(c, request, templates);
  if (!question) return undefined;
  if (request.as === 'list') return listFile(request, question, by, words);
  if (request.word && request.as !== 'month')
    return wordFile(metric, question, request.as === 'matrix', words, request.also);
  if (request.as === 'matrix') {
    const { tops, types, period = thisQuarter(dateOf(c.now)) } = question;
    const matrix = await matrixOf(c, tops, period, words, columnsAsked(metric, types));
    const made = { at: c.now, words: madeWords(c.now, by, words) };
    const name = words('paper.file_name', { title: words('matrix.title', matrix) });
    return { rows: matrix.rows.length, name, write: () => writeMatrix(matrix, words, made) };
  }
  if (request.as === 'month') return monthFile(question, words);
  return paperFile(metric, question, by, words);
}

function questionOf(
  c: Counter,
  { tops: ids, period, types, kind, personId, bySource, only, who }: FiguresAsked,
  templates: Pick<Templates, 'render'>,
): StatsQuestion | undefined {
  const tops = ids.flatMap((id) => c.org.units.get(id) ?? []);
  const person = personId === undefined ? undefined : c.org.person(personId);
  return tops.length === 0 && !person
    ? undefined
    : { ...c, tops, period, types, kind, person, bySource, only, who, templates };
}
