// @ts-check
// Template cards: the blocks of all five types, drawn top to bottom as WeCom does.
/** @import { CardButton, CardChoice, CardRow, TemplateCard } from '../card-blocks.ts' */
import { h, link } from './dom.js';
import { words } from './words.js';

/**
 * @typedef {object} CardTools
 * @property {(key: string, selected: Record<string, string[]>) => Promise<unknown>} press
 * @property {(userId: string) => string} nameOf
 */

/**
 * @param {TemplateCard} card
 * @param {string | undefined} done replaces the buttons once the card is dealt with
 * @param {CardTools} tools
 */
export function renderCard(card, done, tools) {
  const settled = done ?? card.replace_text;
  const box = h('div', { class: 'card', role: 'group', 'aria-label': card.main_title?.title });
  /** @param {string} kind @param {string | undefined} text */
  const add = (kind, text) => text && box.append(h('p', { class: kind }, text));
  add('card-source', card.source?.desc);
  add('card-title', card.main_title?.title);
  add('card-desc', card.main_title?.desc);
  add('card-emphasis', card.emphasis_content?.title);
  add('card-desc', card.emphasis_content?.desc);
  add('card-quote', [card.quote_area?.title, card.quote_area?.quote_text].filter(Boolean).join('\n'));
  add('card-sub', card.sub_title_text);
  for (const { title, desc } of card.vertical_content_list ?? []) {
    add('card-row-title', title);
    add('card-desc', desc);
  }
  if (card.horizontal_content_list?.length) box.append(rows(card.horizontal_content_list, tools));
  for (const jump of card.jump_list ?? []) box.append(jumpLine(jump.url, jump.title));
  if (card.card_action?.url) box.append(jumpLine(card.card_action.url, card.card_action.url));
  const fields = fieldsOf(card, Boolean(settled));
  box.append(...fields.map((field) => field.element));
  const chosen = () => Object.fromEntries(fields.map((field) => [field.question, field.chosen()]));
  const buttons = settled ? [settledButton(settled)] : buttonsOf(card, (key) => tools.press(key, chosen()));
  if (buttons.length > 0) box.append(h('div', { class: 'card-buttons' }, ...buttons));
  return box;
}

/** @param {string | undefined} url @param {string} text */
const jumpLine = (url, text) => h('p', { class: 'card-jump' }, link(url ?? '', text));

/** @param {CardRow[]} list @param {CardTools} tools */
function rows(list, { nameOf }) {
  const dl = h('dl', { class: 'card-rows' });
  for (const { keyname, value, type, url, userid } of list) {
    const shown = value ?? (type === 3 && userid ? nameOf(userid) : '');
    dl.append(h('dt', {}, keyname), h('dd', {}, type === 1 ? link(url ?? '', shown) : shown));
  }
  return dl;
}

/**
 * A choice inside a card, and how to read what is chosen.
 *
 * @typedef {{question: string, element: HTMLElement, chosen: () => string[]}} Field
 */

/** @param {TemplateCard} card @param {boolean} settled @returns {Field[]} */
function fieldsOf({ select_list = [], button_selection, checkbox }, settled) {
  const lists = button_selection ? [...select_list, button_selection] : select_list;
  const fields = lists.map((choice) => selectField(choice, settled));
  return checkbox ? [...fields, tickField(checkbox, settled)] : fields;
}

/** @param {CardChoice} choice @param {boolean} settled @returns {Field} */
function selectField(choice, settled) {
  const title = choice.title ?? words.choose;
  const select = h('select', { disabled: settled || choice.disable, 'aria-label': title });
  for (const { id, text } of choice.option_list ?? [])
    select.append(h('option', { value: id, selected: id === choice.selected_id }, text));
  return {
    question: choice.question_key,
    element: h('label', { class: 'card-field' }, title, select),
    chosen: () => (select.value ? [select.value] : []),
  };
}

/** @param {CardChoice} choice @param {boolean} settled @returns {Field} */
function tickField(choice, settled) {
  const { question_key: question, option_list: options = [] } = choice;
  const type = choice.mode === 1 ? 'checkbox' : 'radio';
  const disabled = settled || choice.disable;
  const ticks = options.map(({ id, text, is_checked: checked }) => {
    const input = h('input', { type, name: question, value: id, checked, disabled });
    return { input, label: h('label', { class: 'card-option' }, input, text) };
  });
  return {
    question,
    element: h('div', { class: 'card-field', role: 'group' }, ...ticks.map(({ label }) => label)),
    chosen: () => ticks.filter(({ input }) => input.checked).map(({ input }) => input.value),
  };
}

/** @param {string} text what the press came to */
const settledButton = (text) => h('button', { type: 'button', disabled: true }, text);

/** @param {TemplateCard} card @param {(key: string) => Promise<unknown>} press */
function buttonsOf({ button_list = [], submit_button, action_menu }, press) {
  const menu = action_menu?.action_list ?? [];
  const all = [...button_list, ...(submit_button ? [submit_button] : []), ...menu];
  /** @param {CardButton} button */
  const isStrong = (button) =>
    button === submit_button || button.style === 1 || (button.style === undefined && button === all[0]);
  /** @type {HTMLButtonElement[]} */
  const pressable = [];
  return all.map((button) => {
    if (button.type === 1) return link(button.url ?? '', button.text);
    const click = async () => {
      for (const other of pressable) other.disabled = true;
      await press(button.key);
      for (const other of pressable) other.disabled = false;
    };
    const element = h('button', { type: 'button', class: isStrong(button) && 'strong', click }, button.text);
    pressable.push(element);
    return element;
  });
}
