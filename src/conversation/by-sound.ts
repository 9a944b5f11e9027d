// Keywords written by their sound: what they mean is offered, and answered at once where it is a question and changes nothing.
import type { Intent, Understanding } from '../domain/intent.ts';
import { isQuestion } from '../parsing/asks.ts';
import { respelled } from '../parsing/keywords-near.ts';
import { understand } from '../parsing/understand.ts';
import { weightOf } from './acts.ts';
import type { Turn } from './turn.ts';

interface HeardAs {
  intent: Intent;
  as: readonly string[];
  /** it asks, and nothing it may change */
  onlyAsks: boolean;
}

/** What a message that is not understood, or not whole, says where its keywords are spelled by their sound. */
export function bySound(
  { text, now, reading }: Pick<Turn, 'text' | 'now' | 'reading'>,
  said: Understanding,
): HeardAs | undefined {
  const isTalk = said.intent.intent === 'none' && said.certainty === 'clear';
  const isPart = said.certainty === 'unsure' || said.missing.includes('itemNo');
  // 第三之部谁没来 is read, but for of whom.
  const isOfOther = UNIT_BY_SOUND.test(text);
  if (said.answer !== undefined || (!isTalk && !isPart && !isOfOther)) return undefined;
  const asks = isQuestion(text);
  const spelled = isTalk || isPart || asks ? respelled(text) : undefined;
  if (!spelled || (!isTalk && !isPart && !spelled.meant.includes(UNIT))) return undefined;
  const heard = understand(spelled.text, now, reading);
  const isMore = heard.certainty === 'clear' && heard.missing.length <= said.missing.length;
  // What only sounds like a question is talk.
  const isOther =
    !NOT_BY_SOUND.has(heard.intent.intent) && !(isTalk && !asks && heard.intent.intent === 'query');
  // Where the reading is the same, it is not the spelling that was in the way.
  const isNew =
    asks ||
    text.length <= MOST_FOR_SURE ||
    !said.alternatives.some((a) => JSON.stringify(a) === JSON.stringify(heard.intent));
  return isMore && isOther && isNew
    ? { intent: heard.intent, as: spelled.meant, onlyAsks: asks && weightOf(heard.intent) !== undefined }
    : undefined;
}

/** How a unit is called, whatever its number. */
const UNIT = '支部';
const UNIT_BY_SOUND = /[之只枝知织吱芝][部步]|支[步布簿]/u;
const NOT_BY_SOUND: ReadonlySet<string> = new Set(['none', 'help', 'choice']);
/** A message of so few characters is nothing but its keyword. */
const MOST_FOR_SURE = 6;
