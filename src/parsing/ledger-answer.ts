// The answer to what an item lacks: 李四 12月10日, 责任人：李四, 2.王五 月底前.

import type { Instant } from '../domain/calendar/time.ts';
import type { RectifyDraft } from '../domain/intent.ts';
import { grasp, type ReadingOptions } from './grammar.ts';

const NUMBERED = /^\s*第?(\d{1,2})\s*[.、:：)）项]\s*(\S.*)$/;

/** `1.李四 12月10日` fills the first item, a line without a number every item that lacks it. */
export function fillItems(
  items: readonly RectifyDraft[],
  text: string,
  now: Instant,
  options: ReadingOptions = {},
): RectifyDraft[] | undefined {
  const done = items.map((item) => ({ ...item }));
  let helped = false;
  for (const line of text.split(/\n|(?<=\S)\s+(?=\d{1,2}[.、)）]\s*\D)/)) {
    const numbered = NUMBERED.exec(line);
    const only = numbered ? done[Number(numbered[1]) - 1] : undefined;
    const said = readItemAnswer(only ? numbered![2]! : line, now, options);
    for (const item of only ? [only] : done) {
      if (said.owner && !item.owner) {
        item.owner = said.owner;
        helped = true;
      }
      if (said.dueAt && !item.dueAt) {
        item.dueAt = said.dueAt;
        helped = true;
      }
    }
  }
  return helped ? done : undefined;
}

/** A form with one field more is what the parser knows how to read. */
const asForm = (field: string, now: Instant, options: ReadingOptions): RectifyDraft =>
  grasp(`【整改】\n问题：问题\n${field}`, now, options).intent.items?.[0] ?? {};

const LABEL =
  /^(?:整改)?(?:责任人|负责人|督办人|时限|期限|整改时限|完成时限|截止|新时限)(?:是|为|改为|[:：])?/;
const NAMESAKE = /^([\u4e00-\u9fff·]{2,8})[（(]([^）)]{2,30})[）)]$/;

/** Who and by when, in any order, with or without labels. */
export function readItemAnswer(
  text: string,
  now: Instant,
  options: ReadingOptions = {},
): Pick<RectifyDraft, 'owner' | 'dueAt'> {
  const found: Pick<RectifyDraft, 'owner' | 'dueAt'> = {};
  for (const written of text.split(/[\s,，;；、。]+/)) {
    const part = written.replace(LABEL, '');
    if (part === '') continue;
    const { dueAt } = asForm(`时限：${part}`, now, options);
    // The parser hands a deadline it cannot read through as written.
    if (dueAt && /^\d{4}-/.test(dueAt)) found.dueAt ??= dueAt;
    else {
      const owner = NAMESAKE.test(part) ? part : asForm(`责任人：${part}`, now, options).owner;
      if (owner !== undefined) found.owner ??= owner;
    }
  }
  return found;
}
