// What the answer to a question about an item supplies: people, deadlines, a reason.
import type { Intent, RectifyDraft, Understanding } from '../domain/intent.ts';
import type { Instant } from '../domain/time.ts';
import { understand } from '../parsing/understand.ts';
import type { Question } from '../ports-store.ts';
import type { Answer } from './questions.ts';

/** Readings that an answer may be taken for; a clear message of any other kind stands for itself. */
const LIKE_AN_ANSWER = new Set<Intent['intent']>([
  'none',
  'rectify_create',
  'rectify_progress',
  'rectify_done',
  'rectify_extend',
]);

export function itemAnswer(question: Question, said: Understanding, text: string, now: Instant): Answer {
  const { intent } = said;
  const asked = question.intent;
  if (!asked) return { kind: 'unrelated' };
  if (intent.intent === 'choice') return { kind: intent.choice === 'no' ? 'dropped' : 'unrelated' };
  // Naming an item begins anew.
  if (intent.itemNo !== undefined) return { kind: 'unrelated' };
  const isOwnMatter = !LIKE_AN_ANSWER.has(intent.intent) && intent.intent !== asked.intent;
  if (isOwnMatter && said.certainty === 'clear') return { kind: 'unrelated' };
  const completed = complete(asked, text, now);
  if (!completed) return { kind: 'unrelated' };
  return { kind: 'intent', intent: completed, text: `${question.text ?? ''}\n${text}`, confirmed: false };
}

function complete(asked: Intent, text: string, now: Instant): Intent | undefined {
  const { lacks, ...rest } = asked;
  switch (lacks) {
    case 'reason':
      return { ...rest, reason: text.trim() };
    case 'due': {
      const { dueAt } = readAnswer(text, now);
      return dueAt ? { ...rest, dueAt } : undefined;
    }
    case 'person': {
      const { owner } = readAnswer(text, now);
      return owner ? { ...rest, names: [owner] } : undefined;
    }
    case 'gaps': {
      const items = filled(asked.items ?? [], text, now);
      return items && { ...rest, items };
    }
    default:
      return undefined;
  }
}

const NUMBERED = /^\s*第?(\d{1,2})\s*[.、:：)）项]\s*(\S.*)$/;

/** `1.李四 12月10日` fills the first item, a line without a number every item that lacks it. */
function filled(items: readonly RectifyDraft[], text: string, now: Instant): RectifyDraft[] | undefined {
  const done = items.map((item) => ({ ...item }));
  let helped = false;
  for (const line of text.split(/\n|(?<=\S)\s+(?=\d{1,2}[.、)）]\s*\D)/)) {
    const numbered = NUMBERED.exec(line);
    const only = numbered ? done[Number(numbered[1]) - 1] : undefined;
    const said = readAnswer(only ? numbered![2]! : line, now);
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
const asForm = (field: string, now: Instant): RectifyDraft =>
  understand(`【整改】\n问题：问题\n${field}`, now).intent.items?.[0] ?? {};

const LABEL =
  /^(?:整改)?(?:责任人|负责人|督办人|时限|期限|整改时限|完成时限|截止|新时限)(?:是|为|改为|[:：])?/;
const NAMESAKE = /^([\u4e00-\u9fff·]{2,8})[（(]([^）)]{2,30})[）)]$/;

export function readAnswer(text: string, now: Instant): Pick<RectifyDraft, 'owner' | 'dueAt'> {
  const found: Pick<RectifyDraft, 'owner' | 'dueAt'> = {};
  for (const written of text.split(/[\s,，;；、。]+/)) {
    const part = written.replace(LABEL, '');
    if (part === '') continue;
    const { dueAt } = asForm(`时限：${part}`, now);
    // The parser hands a deadline it cannot read through as written.
    if (dueAt && /^\d{4}-/.test(dueAt)) found.dueAt ??= dueAt;
    else found.owner ??= NAMESAKE.test(part) ? part : asForm(`责任人：${part}`, now).owner;
  }
  return found;
}
