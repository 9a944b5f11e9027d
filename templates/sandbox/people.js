// Who am I: everybody of the sample organisation, grouped by branch, found by typing.
import { avatar, byId, h } from './dom.js';
import { T } from './words.js';

/** The path down to the branch, and its last name. */
export function branchOf(unit) {
  const segments = unit.split('/');
  const at = segments.findIndex((s) => /(?<!总)支部(委员会)?$/.test(s));
  return at < 0 ? unit : segments.slice(0, at + 1).join('/');
}

const lastName = (path) => path.split('/').at(-1);

/** Branch, group where there is one, offices. */
export function officeWords({ unit, roles }) {
  const branch = lastName(branchOf(unit));
  const group = lastName(unit) === branch ? '' : lastName(unit);
  return [branch, group, roles.join('、')].filter(Boolean).join(' ');
}

/**
 * @param {() => any[]} people
 * @param {() => string} me
 * @param {(userId: string) => void} choose
 * @returns {() => void} opens the dialog
 */
export function createPeoplePicker(people, me, choose) {
  const dialog = byId('people');
  const search = byId('people-search');
  const list = byId('people-list');
  let options = [];
  let active = 0;

  const point = (at) => {
    options[active]?.setAttribute('aria-selected', 'false');
    active = Math.max(0, Math.min(options.length - 1, at));
    const option = options[active];
    option?.setAttribute('aria-selected', 'true');
    option?.scrollIntoView({ block: 'nearest' });
    if (option) search.setAttribute('aria-activedescendant', option.id);
    else search.removeAttribute('aria-activedescendant');
  };
  const pick = (userId) => {
    dialog.close();
    choose(userId);
  };
  const draw = () => {
    const words = search.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    const found = people().filter((p) => {
      const all = `${p.name} ${p.userId} ${p.unit} ${p.roles.join(' ')}`.toLowerCase();
      return words.every((word) => all.includes(word));
    });
    list.replaceChildren(...groups(found, me(), pick));
    if (found.length === 0) list.append(h('p', { class: 'empty' }, T.noOne));
    options = [...list.querySelectorAll('[role=option]')];
    point(words.length > 0 ? 0 : options.findIndex((o) => o.dataset.user === me()));
  };

  search.addEventListener('input', draw);
  search.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) point(active + step);
    else if (event.key === 'Enter' && !event.isComposing && options[active])
      pick(options[active].dataset.user);
    else return;
    event.preventDefault();
  });
  byId('people-close').addEventListener('click', () => dialog.close());
  dialog.addEventListener('click', (event) => event.target === dialog && dialog.close());
  return () => {
    if (dialog.open) return;
    search.value = '';
    dialog.showModal();
    draw();
    search.focus();
  };
}

function groups(people, me, pick) {
  const byBranch = new Map();
  for (const person of people) {
    const branch = branchOf(person.unit);
    byBranch.set(branch, [...(byBranch.get(branch) ?? []), person]);
  }
  return [...byBranch].map(([branch, members]) =>
    h(
      'div',
      { role: 'group', 'aria-label': branch },
      h('p', { class: 'group-name', 'aria-hidden': 'true' }, lastName(branch)),
      ...members.map((person) => option(person, branch, me, pick)),
    ),
  );
}

function option(person, branch, me, pick) {
  const group = person.unit === branch ? '' : lastName(person.unit);
  return h(
    'div',
    {
      role: 'option',
      id: `person-${person.userId}`,
      class: person.userId === me ? 'option current' : 'option',
      'aria-selected': 'false',
      'data-user': person.userId,
      click: () => pick(person.userId),
    },
    avatar(person.name),
    h('span', { class: 'option-name' }, person.name),
    h('span', { class: 'option-unit' }, group),
    ...person.roles.map((role) => h('span', { class: 'role' }, role)),
  );
}
