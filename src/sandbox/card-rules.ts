// What WeCom refuses in a template card, as far as docs 90236, 99110 and 101032 say. List sizes, key bytes and
// task_id are hard; text lengths are advice, beyond which a phone shows "…".
import { misshapen } from './card-shape.ts';
import type { Card, WarningCode } from './chat-log.ts';
import { bytesOf, type Json, objectsOf } from './json.ts';

interface Problem {
  errcode: number;
  errmsg: string;
}

export type CardChannel = 'app' | 'bot' | 'webhook';

/** Which blocks a type needs, and how long its title may look. */
const TYPES = [
  { name: 'text_notice', title: 36, needs: ['card_action'] },
  { name: 'news_notice', title: 36, needs: ['main_title', 'card_action'] },
  { name: 'button_interaction', title: 36, needs: ['main_title', 'task_id', 'button_list'] },
  { name: 'vote_interaction', title: 16, needs: ['main_title', 'task_id', 'checkbox', 'submit_button'] },
  {
    name: 'multiple_interaction',
    title: 36,
    needs: ['main_title', 'task_id', 'select_list', 'submit_button'],
  },
];
/** Blocks of each type (doc 90236), and what only the card that replaces one may have (doc 94888). */
const SHARED = ['card_type', 'source', 'main_title', 'task_id'];
const NOTICE = ['action_menu', 'quote_area', 'horizontal_content_list', 'jump_list', 'card_action'];
const BLOCKS: Readonly<Record<string, readonly string[]>> = {
  text_notice: [...SHARED, ...NOTICE, 'emphasis_content', 'sub_title_text'],
  news_notice: [...SHARED, ...NOTICE, 'image_text_area', 'card_image', 'vertical_content_list'],
  button_interaction: [
    ...SHARED,
    'action_menu',
    'quote_area',
    'sub_title_text',
    'horizontal_content_list',
    'card_action',
    'button_selection',
    'button_list',
  ],
  vote_interaction: [...SHARED, 'checkbox', 'submit_button'],
  multiple_interaction: [...SHARED, 'select_list', 'submit_button'],
};
const blocksOf = (type: string, update: boolean): readonly string[] => [
  ...BLOCKS[type]!,
  ...(update ? ['replace_text'] : []),
];

/** What "missing" is called, per block. */
const MISSING: Record<string, number> = {
  card_action: 42045,
  main_title: 42033,
  task_id: 42014,
  button_list: 42039,
  checkbox: 42043,
  submit_button: 42046,
  select_list: 42047,
};
const TASK_ID = /^[0-9A-Za-z_\-@]{1,128}$/;
const KEY_BYTES = 1024;
const OPTION_ID_BYTES = 128;
const QUESTION_BYTES = 200;

/**
 * @param taskIds every task_id seen, as `app:…` or `bot:…`; a card with a known one is refused
 * @param update the card replaces one: it keeps its task_id and may leave the submit button out
 */
export function checkCard(
  card: Card,
  channel: CardChannel,
  taskIds: Record<string, unknown>,
  update = false,
): { problem?: Problem | undefined; warnings?: WarningCode[] | undefined } {
  const failed: Problem[] = [];
  const fail = (errcode: number, errmsg: string) => failed.push({ errcode, errmsg });
  const type = TYPES.find((t) => t.name === card.card_type);
  if (!type || (channel === 'webhook' && !String(card.card_type).endsWith('_notice')))
    return { problem: { errcode: 42031, errmsg: `invalid card_type ${card.card_type}` } };

  const unknown = Object.keys(card).filter((name) => !blocksOf(type.name, update).includes(name));
  if (unknown.length > 0) fail(40058, `${type.name} has no ${unknown.join(', ')}`);
  const needs = card.action_menu ? [...type.needs, 'task_id'] : type.needs;
  for (const block of needs)
    if (isAbsent(card[block]) && !(update && ['submit_button', 'task_id'].includes(block)))
      fail(MISSING[block]!, `missing ${block}`);
  checkTitle(card, channel, fail);
  checkTask(card, channel, taskIds, update, fail);
  checkLists(card, fail);
  checkButtons(card, channel, fail);
  checkChoices(card, fail);
  const shape = misshapen(card, update);
  if (shape) fail(40058, shape);
  const long = longTexts(card, type.title);
  return { problem: failed[0], warnings: long.length > 0 ? ['card_text_long'] : undefined };
}

type Fail = (errcode: number, errmsg: string) => void;

const isAbsent = (block: unknown) => block === undefined || (Array.isArray(block) && block.length === 0);

function checkTitle(card: Card, channel: CardChannel, fail: Fail): void {
  const title = (card.main_title as Json | undefined)?.title;
  if (card.main_title && !title) fail(42033, 'missing main_title.title');
  if (card.card_type === 'text_notice' && !title && !card.sub_title_text)
    fail(42033, 'main_title.title or sub_title_text must exist');
  const action = card.card_action as Json | undefined;
  if (action && String(card.card_type).endsWith('_notice') && action.type !== 1 && action.type !== 2)
    fail(42045, 'card_action.type must be 1 or 2');
  if (action?.type === 1 && !isAddress(action.url)) fail(42028, 'card_action.url');
  // In a group's webhook only the picture will do (doc 99110).
  const shows = channel === 'webhook' ? card.card_image : (card.card_image ?? card.image_text_area);
  if (card.card_type === 'news_notice' && !shows) fail(42044, 'missing card_image');
}

function checkTask(
  card: Card,
  channel: CardChannel,
  taskIds: Record<string, unknown>,
  update: boolean,
  fail: Fail,
) {
  if (card.task_id === undefined) return;
  if (channel === 'webhook') fail(40058, 'nobody answers a card of a webhook');
  if (typeof card.task_id !== 'string' || !TASK_ID.test(card.task_id)) fail(42014, 'illegal task_id');
  else if (!update && `${channel}:${card.task_id}` in taskIds) fail(42014, 'task_id was used before');
}

function checkLists(card: Card, fail: Fail): void {
  const rows = objectsOf(card.horizontal_content_list);
  if (rows.length > 6) fail(42035, 'horizontal_content_list has more than 6 rows');
  if (rows.some((row) => !row.keyname)) fail(42027, 'missing keyname');
  if (rows.some((row) => row.type === 1 && !isAddress(row.url))) fail(42028, 'horizontal url');
  if (rows.some((row) => row.type === 2 && !row.media_id)) fail(42029, 'horizontal media_id');
  if (rows.some((row) => row.type === 3 && !row.userid)) fail(42050, 'horizontal userid');
  const tall = objectsOf(card.vertical_content_list);
  if (tall.length > 4) fail(42036, 'vertical_content_list has more than 4 rows');
  if (tall.some((row) => !row.title)) fail(42033, 'missing title of vertical_content_list');
  const jumps = objectsOf(card.jump_list);
  if (jumps.length > 3 || jumps.some((jump) => !jump.title)) fail(42042, 'jump_list');
  if (jumps.some((jump) => jump.type === 1 && !isAddress(jump.url))) fail(42028, 'jump_list url');
  const asking = jumps.filter((jump) => jump.type === 3);
  if (asking.some(({ question }) => bytesOf(question) < 1 || bytesOf(question) > QUESTION_BYTES))
    fail(42042, 'jump question');
}

function checkButtons(card: Card, channel: CardChannel, fail: Fail): void {
  const menu = objectsOf((card.action_menu as Json | undefined)?.action_list);
  if (card.action_menu && (channel === 'webhook' || menu.length < 1 || menu.length > 3))
    fail(40058, 'action_menu');
  const buttons = objectsOf(card.button_list);
  if (buttons.length > 6) fail(40058, 'button_list has more than 6 buttons');
  if (buttons.some((b) => !b.text) || menu.some((b) => !b.text)) fail(42038, 'missing button text');
  if (buttons.some((b) => b.type === 1 && !isAddress(b.url))) fail(42028, 'button url');
  const submit = card.submit_button as Json | undefined;
  if (submit && (!submit.text || !isKey(submit.key))) fail(42046, 'submit_button');
  const keyed = buttons.filter((b) => b.type !== 1);
  if (keyed.some((b) => !isKey(b.key)) || menu.some((b) => !isKey(b.key))) fail(42039, 'button key');
  for (const list of [keyed, menu])
    if (new Set(list.map((b) => b.key)).size < list.length) fail(42051, 'a button key is used twice');
}

const isAddress = (url: unknown) => /^https?:\/\//.test(String(url));
const isKey = (key: unknown) => bytesOf(key) >= 1 && bytesOf(key) <= KEY_BYTES;

function checkChoices(card: Card, fail: Fail): void {
  const selects = objectsOf(card.select_list);
  if (selects.length > 3) fail(42047, 'select_list has more than 3 lists');
  const blocks = [
    ...selects,
    ...[card.checkbox, card.button_selection].filter((b) => b !== undefined),
  ] as Json[];
  for (const block of blocks) {
    const options = objectsOf(block.option_list);
    if (!isKey(block.question_key)) fail(42043, 'question_key');
    if (options.length < 1 || options.length > (block === card.checkbox ? 20 : 10))
      fail(42037, 'option_list');
    if (options.some((o) => bytesOf(o.id) < 1 || bytesOf(o.id) > OPTION_ID_BYTES)) fail(42040, 'option id');
    if (new Set(options.map((o) => o.id)).size < options.length) fail(42040, 'an option id is used twice');
    if (options.some((o) => !o.text)) fail(42041, 'option text');
    if (block.selected_id !== undefined && !options.some(({ id }) => id === block.selected_id))
      fail(40058, 'selected_id is no option');
    if (block === card.checkbox && options.some((o) => o.is_checked === undefined))
      fail(42041, 'missing is_checked');
  }
  if (new Set(selects.map((block) => block.question_key)).size < selects.length)
    fail(42043, 'a question_key is used twice');
}

function longTexts(card: Card, titleChars: number): unknown[] {
  const title = (card.main_title ?? {}) as Json;
  const texts: [unknown, number][] = [
    [title.title, titleChars],
    [title.desc, titleChars === 36 && card.card_type !== 'multiple_interaction' ? 44 : 160],
    [card.sub_title_text, 160],
    ...objectsOf(card.horizontal_content_list).flatMap((row): [unknown, number][] => [
      [row.keyname, 5],
      [row.value, 30],
    ]),
    ...objectsOf(card.button_list).map((b): [unknown, number] => [b.text, 10]),
  ];
  return texts.filter(([text, limit]) => typeof text === 'string' && [...text].length > limit);
}
