// The answer to what an item lacks: 李四 12月10日, 责任人：李四, 2.王五 月底前.

import { createCalendar } from '../domain/calendar/calendar.ts';
import type { Instant } from '../domain/calendar/time.ts';
import type { RectifyDraft } from '../domain/intent.ts';
import { NOTHING_KNOWN } from './knowledge.ts';
import { mask } from './message.ts';
import { normalise } from './normalise.ts';
import type { ReadingOptions } from './reader.ts';
import { readSpans } from './spans/spans.ts';
import { deadlineOf } from './spans/time/resolve.ts';

const NUMBERED = /^\s*第?(\d{1,2})\s*[.、:：)）项]\s*(\S.*)$/;
const PUBLISHED = createCalendar();

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

/** 王伟(二组): which of the namesakes is meant stands in brackets. */
const BEHIND_NAME = /(?<=\ue001)[(（][^)）\n]{2,30}[)）]/g;
const NAMESAKE = /^[(（][^)）\n]{2,30}[)）]/;

/** 李四来办，月底前完成: what may stand around name and date without making it another matter. */
const AROUND = /责任人|负责人|负责|时限|期限|截止|完成|之?前|由|来办|同志|都|均|是|为|就|给/g;

interface ItemAnswer extends Pick<RectifyDraft, 'owner' | 'dueAt'> {
  /** nothing but who and by when is said */
  isBare: boolean;
}

/** Who and by when, in any order, with or without labels. */
export function readItemAnswer(text: string, now: Instant, options: ReadingOptions = {}): ItemAnswer {
  const m = normalise(text, options.botNames, options.knowledge);
  const spans = readSpans(m, now, options.calendar ?? PUBLISHED, options.knowledge ?? NOTHING_KNOWN);
  const rest = mask(m.s, [
    ...spans.people,
    ...spans.times,
    ...spans.form.fields.map((f) => ({ at: f.at, end: f.labelEnd })),
  ]);
  const found: ItemAnswer = {
    isBare: !/[^\s\ue001,.;:。、!()\d]/.test(rest.replace(BEHIND_NAME, '').replace(AROUND, '')),
  };
  const [person] = spans.people;
  if (person) {
    const raw = m.raw.length === m.s.length ? m.raw : m.s;
    const namesake = NAMESAKE.exec(raw.slice(person.nameEnd))?.[0] ?? '';
    found.owner = raw.slice(person.nameAt, person.nameEnd + namesake.length);
  }
  const dueAt = spans.times.map((t) => deadlineOf(t, spans.today)).find((d) => d !== undefined);
  if (dueAt !== undefined) found.dueAt = dueAt;
  return found;
}
