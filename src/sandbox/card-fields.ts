// Every field inside the blocks of a card (docs 90236, 101032): WeCom passes over what it does not know, and shows a card
// without it.
import type { Card } from './chat-log.ts';
import type { Json } from './json.ts';

/** What a field holds: a text, one of some numbers, a flag, or lists and objects with rules of their own. */
type Field = 'text' | 'flag' | 'other' | readonly number[];

const TITLE = { title: 'text', desc: 'text' } as const;
const WAY = { url: 'text', appid: 'text', pagepath: 'text' } as const;
const OPTIONS = { question_key: 'text', option_list: 'other', disable: 'flag' } as const;
const SELECT = { ...OPTIONS, title: 'text', selected_id: 'text' } as const;
const BUTTON = { text: 'text', key: 'text' } as const;

const FIELDS: Readonly<Record<string, Readonly<Record<string, Field>>>> = {
  source: { icon_url: 'text', desc: 'text', desc_color: [0, 1, 2, 3] },
  action_menu: { desc: 'text', action_list: 'other' },
  main_title: TITLE,
  quote_area: { ...WAY, type: [0, 1, 2], title: 'text', quote_text: 'text' },
  emphasis_content: TITLE,
  image_text_area: { ...WAY, type: [0, 1, 2], title: 'text', desc: 'text', image_url: 'text' },
  card_image: { url: 'text', aspect_ratio: 'other' },
  vertical_content_list: TITLE,
  horizontal_content_list: {
    ...{ keyname: 'text', value: 'text', url: 'text', media_id: 'text', userid: 'text' },
    type: [0, 1, 2, 3],
  },
  // 3 asks a question in place of whoever taps it (doc 101032).
  jump_list: { ...WAY, type: [0, 1, 2, 3], title: 'text', question: 'text' },
  card_action: { ...WAY, type: [0, 1, 2] },
  button_list: { ...BUTTON, style: [1, 2, 3, 4], type: [0, 1], url: 'text' },
  button_selection: SELECT,
  checkbox: { ...OPTIONS, mode: [0, 1] },
  select_list: SELECT,
  submit_button: BUTTON,
};
const OPTION = { id: 'text', text: 'text', is_checked: 'flag' } as const;

/** The first thing inside the blocks that is not as the tables have it. */
export function fieldProblem(card: Card): string | undefined {
  for (const [block, fields] of Object.entries(FIELDS)) {
    const value = card[block];
    if (value === undefined) continue;
    if (Array.isArray(value) !== block.endsWith('_list')) return `${block} is of another form`;
    for (const part of [value].flat()) {
      const problem = partProblem(part, fields, block);
      if (problem) return problem;
    }
  }
  if (card.sub_title_text !== undefined && typeof card.sub_title_text !== 'string') return 'sub_title_text';
  return ratioProblem(card.card_image) ?? choiceProblem(card);
}

function partProblem(
  part: unknown,
  fields: Readonly<Record<string, Field>>,
  block: string,
): string | undefined {
  if (typeof part !== 'object' || part === null || Array.isArray(part)) return `${block} is no object`;
  for (const [name, value] of Object.entries(part)) {
    const field = Object.hasOwn(fields, name) ? fields[name]! : undefined;
    if (value === undefined) continue;
    if (field === undefined) return `${block} has no ${name}`;
    if (!isOf(field, value)) return `${block}.${name} cannot be ${JSON.stringify(value)}`;
  }
  return undefined;
}

function isOf(field: Field, value: unknown): boolean {
  if (field === 'other') return true;
  if (field === 'text') return typeof value === 'string';
  return field === 'flag' ? typeof value === 'boolean' : field.includes(value as number);
}

/** Between 1.3 and 2.25, where it is told. */
function ratioProblem(image: unknown): string | undefined {
  const { aspect_ratio: ratio } = (image ?? {}) as Json;
  const isFine = ratio === undefined || (typeof ratio === 'number' && ratio >= 1.3 && ratio <= 2.25);
  return isFine ? undefined : 'card_image.aspect_ratio';
}

/** Of a question one may choose what it offers; a checkbox says of each whether it is ticked. */
function choiceProblem({ checkbox, button_selection, select_list }: Card): string | undefined {
  const offers = [checkbox, button_selection, select_list]
    .flat()
    .filter((one) => one !== undefined) as Json[];
  for (const { option_list: options, selected_id: chosen } of offers) {
    if (!Array.isArray(options)) return 'option_list';
    for (const option of options) {
      const problem = partProblem(option, OPTION, 'option_list');
      if (problem) return problem;
    }
    if (chosen !== undefined && !options.some(({ id }: Json) => id === chosen))
      return 'selected_id is no option';
  }
  const ticked = ((checkbox as Json | undefined)?.option_list ?? []) as Json[];
  return ticked.every(({ is_checked }) => is_checked !== undefined) ? undefined : 'option_list.is_checked';
}
