// @ts-check
// Who am I: everybody of the sample organisation, grouped by branch, found by typing.
/** @import { PagePerson } from '../page-contract.ts' */
import { arrowStep, avatar, byId, h } from './dom.js';
import { words } from './words.js';

/** @param {string} path */
const lastName = (path) => path.slice(path.lastIndexOf('/') + 1);

/** @param {PagePerson} person */
const groupName = ({ unit, branch }) => (unit === branch ? '' : lastName(unit));

/** Branch, and group where there is one. @param {PagePerson} person */
export const placeWords = (person) => [lastName(person.branch), groupName(person)].filter(Boolean).join(' ');

/** Place and offices. @param {PagePerson} person */
export const officeWords = (person) =>
  [placeWords(person), person.roles.join('、')].filter(Boolean).join(' ');

/**
 * @param {() => PagePerson[]} people
 * @param {() => string} me userid
 * @param {(userId: string) => unknown} choose
 * @returns {() => void} opens the dialog
 */
export function createPeoplePicker(people, me, choose) {
  const dialog = byId('people', HTMLDialogElement);
  const search = byId('people-search', HTMLInputElement);
  const list = byId('people-list');
  /** @type {HTMLElement[]} */
  let options = [];
  let active = 0;

  /** @param {number} at */
  const point = (at) => {
    options[active]?.setAttribute('aria-selected', 'false');
    active = Math.max(0, Math.min(options.length - 1, at));
    const option = options[active];
    option?.setAttribute('aria-selected', 'true');
    option?.scrollIntoView({ block: 'nearest' });
    if (option) search.setAttribute('aria-activedescendant', option.id);
    else search.removeAttribute('aria-activedescendant');
  };
  /** @param {string} userId */
  const pick = (userId) => {
    dialog.close();
    choose(userId);
  };
  const draw = () => {
    const asked = search.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    const found = people().filter((person) => isFound(person, asked));
    list.replaceChildren(...groups(found, me(), pick));
    if (found.length === 0) list.append(h('p', { class: 'empty' }, words.nobody_found));
    options = [.../** @type {NodeListOf<HTMLElement>} */ (list.querySelectorAll('[role=option]'))];
    point(asked.length > 0 ? 0 : options.findIndex((option) => option.dataset.user === me()));
  };

  search.addEventListener('input', draw);
  search.addEventListener('keydown', (event) => {
    const step = arrowStep(event.key);
    const user = options[active]?.dataset.user;
    if (step !== 0) point(active + step);
    else if (event.key === 'Enter' && !event.isComposing && user) pick(user);
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

/** @param {PagePerson} person @param {string[]} asked all of it must be somewhere */
function isFound({ name, userId, unit, roles }, asked) {
  const all = `${name} ${userId} ${unit} ${roles.join(' ')}`.toLowerCase();
  return asked.every((word) => all.includes(word));
}

/** @param {PagePerson[]} people @param {string} me @param {(userId: string) => void} pick */
function groups(people, me, pick) {
  const branches = [...new Set(people.map(({ branch }) => branch))];
  return branches.map((branch) =>
    h(
      'div',
      { role: 'group', 'aria-label': branch },
      h('p', { class: 'group-name', 'aria-hidden': 'true' }, lastName(branch)),
      ...people.filter((person) => person.branch === branch).map((person) => option(person, me, pick)),
    ),
  );
}

/** @param {PagePerson} person @param {string} me @param {(userId: string) => void} pick */
function option(person, me, pick) {
  const { userId, name, roles } = person;
  const group = groupName(person);
  return h(
    'div',
    {
      role: 'option',
      id: `person-${userId}`,
      class: userId === me ? 'option current' : 'option',
      'aria-selected': 'false',
      'data-user': userId,
      click: () => pick(userId),
    },
    avatar(name),
    h('span', { class: 'option-name' }, name),
    group && h('span', { class: 'option-unit' }, group),
    ...roles.map((role) => h('span', { class: 'role' }, role)),
  );
}
