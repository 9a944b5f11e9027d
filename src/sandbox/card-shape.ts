// Which keys the blocks of a template card have, and what may stand there (docs 90236 §template_card, 94888, 101032).
import type { Json } from './json.ts';

/** `text`: a string; `flag`: true or false; a list of numbers: one of them; an object: its keys; [object]: a list of such. */
type Shape = 'text' | 'flag' | 'ratio' | readonly number[] | { [key: string]: Shape } | readonly [ListOf];
interface ListOf {
  each: { [key: string]: Shape };
}

const TITLE: Shape = { title: 'text', desc: 'text' };
const LINK = { url: 'text', appid: 'text', pagepath: 'text' } as const;
const OPTIONS = { question_key: 'text', title: 'text', selected_id: 'text', disable: 'flag' } as const;
const OPTION = { id: 'text', text: 'text' } as const;

/** Of every block; which card may have which is another matter. */
const BLOCKS: { [key: string]: Shape } = {
  card_type: 'text',
  task_id: 'text',
  replace_text: 'text',
  sub_title_text: 'text',
  source: { icon_url: 'text', desc: 'text', desc_color: [0, 1, 2, 3] },
  action_menu: { desc: 'text', action_list: [{ each: { text: 'text', key: 'text' } }] },
  main_title: TITLE,
  emphasis_content: TITLE,
  quote_area: { type: [0, 1, 2], ...LINK, title: 'text', quote_text: 'text' },
  image_text_area: { type: [0, 1, 2], ...LINK, title: 'text', desc: 'text', image_url: 'text' },
  card_image: { url: 'text', aspect_ratio: 'ratio' },
  vertical_content_list: [{ each: { title: 'text', desc: 'text' } }],
  horizontal_content_list: [
    {
      each: {
        keyname: 'text',
        value: 'text',
        type: [0, 1, 2, 3],
        url: 'text',
        media_id: 'text',
        userid: 'text',
      },
    },
  ],
  jump_list: [{ each: { type: [0, 1, 2, 3], title: 'text', ...LINK, question: 'text' } }],
  card_action: { type: [0, 1, 2], ...LINK },
  button_list: [{ each: { text: 'text', key: 'text', style: [1, 2, 3, 4], type: [0, 1], url: 'text' } }],
  button_selection: { ...OPTIONS, option_list: [{ each: OPTION }] },
  select_list: [{ each: { ...OPTIONS, option_list: [{ each: OPTION }] } }],
  checkbox: {
    question_key: 'text',
    mode: [0, 1],
    disable: 'flag',
    option_list: [{ each: { ...OPTION, is_checked: 'flag' } }],
  },
  submit_button: { text: 'text', key: 'text' },
};
/** Only the card that replaces another one may have them (doc 94888). */
const OF_UPDATES = new Set(['disable']);
const RATIO = { least: 1.3, most: 2.25 };

/** The first place that is not as the docs have it; keys beyond the blocks are left to whoever knows the card's type. */
export function misshapen(card: Json, isUpdate: boolean): string | undefined {
  for (const [name, value] of Object.entries(card)) {
    const shape = Object.hasOwn(BLOCKS, name) ? BLOCKS[name] : undefined;
    const found = shape && value !== undefined ? wrong(value, shape, name, isUpdate) : undefined;
    if (found) return found;
  }
  return undefined;
}

function wrong(value: unknown, shape: Shape, place: string, isUpdate: boolean): string | undefined {
  if (shape === 'text') return typeof value === 'string' ? undefined : `${place} is not a string`;
  if (shape === 'flag') return typeof value === 'boolean' ? undefined : `${place} is not a boolean`;
  if (shape === 'ratio')
    return typeof value === 'number' && value >= RATIO.least && value <= RATIO.most
      ? undefined
      : `${place} is not within ${RATIO.least} and ${RATIO.most}`;
  if (isNumbers(shape))
    return shape.includes(value as number) ? undefined : `${place} is none of ${shape.join(', ')}`;
  if (Array.isArray(shape)) {
    const { each } = shape[0] as ListOf;
    if (!Array.isArray(value)) return `${place} is not a list`;
    return first(value, (item, i) => wrong(item, each, `${place}[${i}]`, isUpdate));
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return `${place} is not an object`;
  const keys = shape as { [key: string]: Shape };
  return first(Object.entries(value), ([key, inner]) => {
    if (!Object.hasOwn(keys, key) || (OF_UPDATES.has(key) && !isUpdate)) return `${place} has no ${key}`;
    return inner === undefined ? undefined : wrong(inner, keys[key]!, `${place}.${key}`, isUpdate);
  });
}

const isNumbers = (shape: Shape): shape is readonly number[] =>
  Array.isArray(shape) && typeof shape[0] === 'number';

function first<T>(items: T[], look: (item: T, index: number) => string | undefined): string | undefined {
  for (const [i, item] of items.entries()) {
    const found = look(item, i);
    if (found) return found;
  }
  return undefined;
}
