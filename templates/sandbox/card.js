// Template cards: the blocks of all five types, drawn top to bottom as WeCom does.
import { h, link } from './dom.js';
import { T } from './words.js';

/**
 * @param {Record<string, any>} card as on the wire
 * @param {string | undefined} done replaces the buttons once the card is dealt with
 * @param {{press: (key: string, selected: Record<string, string[]>) => Promise<unknown>, nameOf: (id: string) => string}} tools
 */
export function renderCard(card, done, tools) {
  const settled = done ?? card.replace_text;
  const box = h('div', { class: 'card', role: 'group', 'aria-label': card.main_title?.title });
  const add = (cls, text, tag = 'p') => text && box.append(h(tag, { class: cls }, text));
  add('card-source', card.source?.desc);
  add('card-title', card.main_title?.title);
  add('card-desc', card.main_title?.desc);
  if (card.emphasis_content) {
    add('card-emphasis', card.emphasis_content.title);
    add('card-desc', card.emphasis_content.desc);
  }
  if (card.quote_area)
    add('card-quote', [card.quote_area.title, card.quote_area.quote_text].filter(Boolean).join('\n'));
  add('card-sub', card.sub_title_text);
  for (const { title, desc } of card.vertical_content_list ?? []) {
    add('card-row-title', title);
    add('card-desc', desc);
  }
  if (card.horizontal_content_list?.length) box.append(rows(card.horizontal_content_list, tools));
  for (const jump of card.jump_list ?? [])
    box.append(h('p', { class: 'card-jump' }, link(jump.url ?? '', jump.title)));
  if (card.card_action?.url)
    box.append(h('p', { class: 'card-jump' }, link(card.card_action.url, card.card_action.url)));
  const choices = [...(card.select_list ?? []), card.button_selection, card.checkbox].filter(Boolean);
  const fields = choices.map((choice) => field(choice, choice === card.checkbox, Boolean(settled)));
  box.append(...fields.map((f) => f.element));
  const buttons = buttonRow(card, settled, tools, () =>
    Object.fromEntries(fields.map((f) => [f.question, f.chosen()])),
  );
  if (buttons) box.append(buttons);
  return box;
}

function rows(list, { nameOf }) {
  const dl = h('dl', { class: 'card-rows' });
  for (const { keyname, value, type, url, userid } of list) {
    const shown = type === 3 ? (value ?? nameOf(userid)) : (value ?? '');
    dl.append(h('dt', {}, keyname), h('dd', {}, type === 1 ? link(url ?? '', shown) : shown));
  }
  return dl;
}

/** A choice inside a card, and how to read what is chosen. */
function field(choice, ticked, disabled) {
  const { question_key: question, option_list: options = [] } = choice;
  if (!ticked) {
    const select = h('select', {
      disabled: disabled || choice.disable,
      'aria-label': choice.title ?? T.choose,
    });
    for (const { id, text } of options)
      select.append(h('option', { value: id, selected: id === choice.selected_id }, text));
    const element = h('label', { class: 'card-field' }, choice.title ?? T.choose, select);
    return { question, element, chosen: () => (select.value ? [select.value] : []) };
  }
  const type = choice.mode === 1 ? 'checkbox' : 'radio';
  const inputs = options.map(({ id, is_checked }) =>
    h('input', {
      type,
      name: question,
      value: id,
      checked: is_checked,
      disabled: disabled || choice.disable,
    }),
  );
  const labels = inputs.map((input, i) => h('label', { class: 'card-option' }, input, options[i].text));
  const element = h('div', { class: 'card-field', role: 'group' }, ...labels);
  return { question, element, chosen: () => inputs.filter((i) => i.checked).map((i) => i.value) };
}

function buttonRow(card, settled, { press }, selected) {
  const all = [
    ...(card.button_list ?? []),
    card.submit_button,
    ...(card.action_menu?.action_list ?? []),
  ].filter(Boolean);
  if (settled)
    return h('div', { class: 'card-buttons' }, h('button', { type: 'button', disabled: true }, settled));
  if (all.length === 0) return undefined;
  const row = h('div', { class: 'card-buttons' });
  for (const button of all) {
    if (button.type === 1) {
      row.append(link(button.url ?? '', button.text));
      continue;
    }
    const strong =
      button === card.submit_button ||
      button.style === 1 ||
      (button.style === undefined && button === all[0]);
    const onPress = async () => {
      const buttons = [...row.querySelectorAll('button')];
      for (const b of buttons) b.disabled = true;
      await press(button.key, selected());
      for (const b of buttons) b.disabled = false;
    };
    row.append(
      h('button', { type: 'button', class: strong ? 'strong' : false, click: onPress }, button.text),
    );
  }
  return row;
}
