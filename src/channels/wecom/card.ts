// Cards with buttons for message/send and aibot_send_msg (docs 90236 and 101032), checked before WeCom refuses them.
import { cardTextChars, type Push } from '../../ports/channels.ts';
import { asPlain } from './shown.ts';
import { cutToChars, utf8Bytes } from './text.ts';

/** Characters that are shown; more is advised against, so texts are cut here, where the cut can be marked. */
interface CardAdvice {
  title: number;
  subtitle: number;
  button: number;
}
export const APP_CARD: CardAdvice = { title: 36, subtitle: cardTextChars('app'), button: 10 };
export const BOT_CARD: CardAdvice = { title: 26, subtitle: cardTextChars('bot'), button: 10 };

const MAX_BUTTONS = 6;
const MAX_KEY_BYTES = 1024;
const TASK_ID = /^[0-9A-Za-z_\-@]{1,128}$/;

type ButtonCard = Readonly<Record<string, unknown>>;

/** The first hard rule the card breaks, as a word for the record; undefined when there is none. */
export function cardProblem(card: NonNullable<Push['card']>): string | undefined {
  if (!TASK_ID.test(card.taskId)) return 'card_task_id';
  if (card.title.trim() === '') return 'card_title';
  if (card.buttons.length === 0 || card.buttons.length > MAX_BUTTONS) return 'card_button_count';
  if (card.buttons.some((b) => b.text.trim() === '')) return 'card_button_text';
  if (card.buttons.some((b) => b.key === '' || utf8Bytes(b.key) > MAX_KEY_BYTES)) return 'card_button_key';
  if (new Set(card.buttons.map((b) => b.key)).size < card.buttons.length) return 'card_button_key';
  return undefined;
}

export function buttonCard(card: NonNullable<Push['card']>, text: string, advice: CardAdvice): ButtonCard {
  const subtitle = cutToChars(asPlain(text).trim(), advice.subtitle);
  return {
    card_type: 'button_interaction',
    main_title: { title: cutToChars(asPlain(card.title).trim(), advice.title) },
    sub_title_text: subtitle || undefined,
    task_id: card.taskId,
    button_list: card.buttons.map((b) => ({
      text: cutToChars(asPlain(b.text).trim(), advice.button),
      style: b.style ?? 1,
      key: b.key,
    })),
  };
}

/** True when the card shows the whole text. */
export function fitsCard(text: string, advice: CardAdvice): boolean {
  return [...asPlain(text).trim()].length <= advice.subtitle;
}
