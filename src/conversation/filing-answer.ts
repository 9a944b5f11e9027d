// What the answer to 还缺单位、时长 supplies: read as if it had been said at once.
import { type FilingField, filingKindRow, wordsOfFiling } from '../domain/filing/kinds.ts';
import { type Filled, toIntent, type Understanding } from '../domain/intent.ts';
import { filingFieldAnswer } from '../parsing/filing-fields.ts';
import { readValues } from '../parsing/values.ts';
import type { Question } from '../ports/store.ts';
import type { Answer } from './answer.ts';
import { readOf } from './handlers/filing/words.ts';
import type { Turn } from './turn.ts';

/** Readings that an answer may be taken for; a clear message of any other kind stands for itself. */
const LIKE_AN_ANSWER = new Set(['none', 'choice', 'checkin', 'activity_report', 'query_more', 'elsewhere']);

/** @param said the message by itself */
export function filingAnswer(
  question: Question,
  said: Understanding,
  turn: Pick<Turn, 'text' | 'now' | 'reading'>,
): Answer {
  const asked: Filled | null = question.intent;
  const row = asked?.filing === undefined ? undefined : filingKindRow(asked.filing);
  const field = row?.fields.find(({ key }) => key === asked?.field);
  if (!asked || !row || !field) return { kind: 'unrelated' };
  const isFlag = field.is === 'flag';
  const chosen = chosenIn(field, said.answer);
  if (said.answer === 'no' && !isFlag) return { kind: 'dropped' };
  if (chosen === undefined && said.certainty === 'clear' && !LIKE_AN_ANSWER.has(said.intent.intent))
    return { kind: 'unrelated' };
  const { names } = readValues(turn.text, turn.now, turn.reading);
  // 双报到一上午 幸福社区: its name again, and the answer behind it.
  const again = wordsOfFiling(row).find((word) => turn.text.trim().startsWith(word));
  const told = again === undefined ? turn.text : turn.text.trim().slice(again.length);
  const more = readOf(turn, row, told);
  // 内容 once told stays, where the answer is only of what was asked.
  const filed = { ...more?.filed, ...asked.filed };
  filed[field.key] ??= chosen ?? filingFieldAnswer(field, told, { names })!;
  if (filed[field.key] === undefined) return { kind: 'again', options: [] };
  const { field: _asked, ...rest } = asked;
  return {
    kind: 'intent',
    intent: toIntent({
      ...rest,
      ...(rest.startAt === undefined && more?.startAt !== undefined && { startAt: more.startAt }),
      ...(rest.period === undefined && more?.period && { period: more.period }),
      said: [asked.said, turn.text.trim()].filter((part) => part).join('，'),
      filed,
    }),
    text: `${question.text ?? ''}\n${turn.text}`,
  };
}

/** Of those that the question has shown: by its number; 是 and 否 are words for themselves. */
function chosenIn(
  { is, choices }: Pick<FilingField, 'is' | 'choices'>,
  answer: Understanding['answer'],
): string | boolean | undefined {
  if (is === 'flag')
    return answer === 'yes' || answer === 1 ? true : answer === 'no' || answer === 2 ? false : undefined;
  return typeof answer === 'number' ? choices.at(answer < 0 ? answer : answer - 1) : undefined;
}
