// The answer to what an item lacks: 李四 12月10日, 责任人：李四, 2.王五 月底前.

import type { Instant } from '../domain/calendar/time.ts';
import type { RectifyDraft } from '../domain/slots.ts';
import type { ReadingOptions } from './reader.ts';
import { readValues, type Values } from './values.ts';

const NUMBERED = /^\s*第?(\d{1,2})\s*[.、:：)）项]\s*(\S.*)$/;
const LINES = /\n|(?<=\S)\s+(?=\d{1,2}[.、)）]\s*\D)/;

/** Who and by when, in any order, with or without labels. */
interface AnswerLine extends Pick<RectifyDraft, 'owner' | 'dueAt'> {
  /** the item of the list that is meant; absent: every item */
  row?: number;
  /** the number of an item of the ledger */
  number?: string;
}

export interface ItemAnswer {
  /** nothing but who and by when is said */
  isBare: boolean;
  lines: readonly AnswerLine[];
}

/**
 * Reads each line of an answer once.
 * @param most how many items were asked about by number: 12.10 to three of them is a day
 */
export function readItemAnswer(
  text: string,
  now: Instant,
  options: ReadingOptions = {},
  most = 0,
): ItemAnswer {
  const read = text.split(LINES).map((line) => {
    const match = NUMBERED.exec(line);
    const numbered = match && Number(match[1]) <= most ? match : null;
    const said = readValues(numbered ? numbered[2]! : line, now, options);
    const found: AnswerLine = {
      ...(numbered && { row: Number(numbered[1]) }),
      ...numberOf(said),
      ...(said.names.length > 0 && { owner: said.names.join('、') }),
      ...(said.dueAt !== undefined && { dueAt: said.dueAt }),
    };
    return { found, isBare: said.isTask };
  });
  return { isBare: read.every((r) => r.isBare), lines: read.map((r) => r.found) };
}

function numberOf({ items, ordinal, figure }: Values): Pick<AnswerLine, 'number'> {
  const number = items.length > 0 ? items.join(',') : (ordinal ?? figure?.toString());
  return number === undefined ? {} : { number };
}

/** `1.李四 12月10日` fills the first item, a line without a number every item that lacks it; undefined when none does. */
export function fillItems(items: readonly RectifyDraft[], { lines }: ItemAnswer): RectifyDraft[] | undefined {
  const done = items.map((item) => ({ ...item }));
  let helped = false;
  for (const { row, owner, dueAt } of lines) {
    const only = row === undefined ? undefined : done[row - 1];
    for (const item of only ? [only] : done) {
      if (owner && !item.owner) {
        item.owner = item.ownersKnown ? `${item.ownersKnown}、${owner}` : owner;
        delete item.ownersKnown;
        helped = true;
      }
      if (dueAt && !item.dueAt) {
        item.dueAt = dueAt;
        helped = true;
      }
    }
  }
  return helped ? done : undefined;
}
