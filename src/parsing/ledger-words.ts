// Small readings beside an intent: what stands next to a figure, who is to watch, into which parts something is split.
import type { RectifyDraft } from '../domain/intent.ts';

const SAID_BESIDE = /[\s，,、。；;]+(?:整改)?(?:责任人|负责人|经办人|时限|期限|完成时限)\S*(?:\s.*)?$/s;
const DATE_BESIDE =
  /[\s，,、。；;]+\S{0,6}(?:\d{1,2}月\d{1,2}[日号]?|月底|年底|周[一二三四五六日天])(?:之?前|以前|前)?(?:完成|整改到位)?[。]?$/;

/** A sentence says everything in one line; who and by when have fields of their own. */
export function plainProblem({ problem, owner, dueAt }: RectifyDraft): string | undefined {
  let text = problem;
  if (owner !== undefined || dueAt !== undefined) text = text?.replace(SAID_BESIDE, '');
  if (dueAt !== undefined) text = text?.replace(DATE_BESIDE, '');
  return text?.trim();
}

const AFTER_FIGURE = /^[^\n]*?\d{1,3}\s*[%％]\s*[，,、：:]?\s*(\S[^\n]*)$/;
const AFTER_DONE = /(?:完成|到位|办结|办完|销号|已报)了?[，,。；;\s]+(\S[^\n]*)$/;

/** The words after the figure of a progress report, as they were written. */
export const saidAfterFigure = (text: string): string | undefined => AFTER_FIGURE.exec(text.trim())?.[1];
/** The words after 完成, as they were written. */
export const saidAfterDone = (text: string): string | undefined => AFTER_DONE.exec(text.trim())?.[1];

/** 由张三督办, 督办人：张三. */
export function watcherIn(text: string): string | undefined {
  const [, before, after] =
    /由([\u4e00-\u9fff·]{2,8}?)(?:同志)?(?:挂[名牌])?督办|督办(?:人|领导)\s*[:：是为]?\s*([\u4e00-\u9fff·]{2,4})/.exec(
      text,
    ) ?? [];
  return before ?? after;
}

/** Numbered parts, or parts on lines of their own, after the word: 拆分：1.屋顶漏水 2.墙面发霉. */
export function partsIn(text: string): RectifyDraft[] {
  const body = /拆(?:分|成|开)?(?:成|为)?\S{0,3}?[:：\n]([\s\S]+)$/.exec(text)?.[1] ?? '';
  return body
    .split(/\n|[；;]|(?:^|\s)\d{1,2}[.、)）]\s*|(?<=\S)(?=\d{1,2}[.、)）])/)
    .map((part) => part.replace(/^\s*\d{1,2}[.、)）]\s*/, '').trim())
    .filter((part) => part.length > 1)
    .map((problem) => ({ problem }));
}

/** A name in the question is that of a leader: 责任领导张三的整改. */
export const asksForLeader = (text: string): boolean => /领导|牵头|分管|包抓/.test(text);
