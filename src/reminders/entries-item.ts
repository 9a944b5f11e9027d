import { atMinute } from '../domain/calendar/minutes.ts';
import type { CalendarPeriod } from '../domain/calendar/period.ts';
import { type DateText, dateOf, instantOf } from '../domain/calendar/time.ts';
import { lightOf } from '../domain/figures/ledger.ts';
import { toldWithin } from '../domain/ledger/asking.ts';
import { type Item, isOpen, isOverdue, isStale, ownersOf } from '../domain/ledger/item.ts';
import { approvalWords, itemLabel, kindRow, LEDGER_KIND } from '../domain/ledger/kinds.ts';
import { openNodes } from '../domain/ledger/nodes.ts';
import { SECRETARY_ROLES } from '../domain/organisation/organisation.ts';
import { nearestAdmins, responsibleFor } from '../domain/organisation/responsible.ts';
import type { ItemRole } from '../settings/reminders.ts';
import { type Desk, type Entry, RANK, type Topic } from './entry.ts';

const itemMatter = (item: Item): string => `item:${item.id}`;
const approvalMatter = (item: Item): string => `approval:${item.id}`;

const PROBLEM_LENGTH = 18;

/** Being worked on, so its deadline is chased; what waits for the approver or is long-term is not. */
export const isChased = (item: Item): boolean =>
  isOpen(item) && (item.state === '待整改' || item.state === '整改中');
export const awaitsApproval = (item: Item): boolean =>
  isOpen(item) && (item.state === '提交销号' || item.extensionTo !== null);

/** The people of a role at an item, every 责任人 of it; where none is in the roster it falls to the next one who can act. */
export function peopleOf({ input: { org } }: Desk, item: Item, role: ItemRole): string[] {
  const known = (id: string | null) => (id !== null && org.people.has(id) ? [id] : []);
  const secretaries = () => responsibleFor(org, item.unitId, SECRETARY_ROLES).map((p) => p.id);
  switch (role) {
    case 'owner': {
      const owners = ownersOf(item).flatMap(known);
      if (owners.length > 0) return owners;
      const leader = known(item.leaderId);
      return leader.length > 0 ? leader : secretaries();
    }
    case 'leader':
      return known(item.leaderId);
    case 'secretary':
      return secretaries();
    case 'admin':
      return nearestAdmins(org, item.unitId).map((p) => p.id);
  }
}

/** A rectification item before, on or after its deadline, worded for the one who does it or those who watch. */
export function itemEntry(desk: Desk, item: Item, personId: string, date: DateText): Entry | undefined {
  if (!isOpen(item)) return undefined;
  if (item.state === '长期整改')
    return item.reviewAt === null ? undefined : reviewEntry(desk, item, item.reviewAt);
  if (!isChased(item) || item.dueAt === null) return undefined;
  const owner = peopleOf(desk, item, 'owner').includes(personId);
  // Whoever does it hears of the next node; when the whole is late, of that.
  const node = owner && date <= dateOf(item.dueAt) ? openNodes(item)[0] : undefined;
  const due = dateOf(node?.dueAt ?? item.dueAt);
  const left = desk.input.settings.calendar.workingDaysBetween(date, due);
  const stage = date > due ? 'overdue' : left <= 0 || date === due ? 'today' : 'before';
  const rank = stage === 'before' ? (left <= 1 ? RANK.tomorrow : RANK.soon) : RANK[stage];
  const who = node ? 'node' : owner ? 'owner' : 'watch';
  const isAnswer = owner && kindRow(item.kind).byAsker;
  const word = isAnswer
    ? (`line.item_answer_${stage === 'overdue' ? 'overdue' : 'before'}` as const)
    : (`line.item_${who}_${stage}` as const);
  const { digest, items } = desk.input.settings.reminders;
  const light = lightOf(item, atMinute(date, digest.window.from), items.noProgressDays) ?? 'blue';
  const more = {
    days: Math.abs(left),
    owner: item.ownerName ?? '',
    asker: item.source ?? '',
    node: node?.name ?? '',
    light: desk.words.say(`part.light_${light}`),
  };
  return entryOf(desk, itemMatter(item), item, { rank, due, word }, more);
}

const reviewEntry = (desk: Desk, item: Item, reviewAt: number): Entry =>
  entryOf(desk, itemMatter(item), item, { rank: RANK.soon, due: dateOf(reviewAt), word: 'line.item_review' });

/** How far it is in this quarter: asked once, of whoever has not told it. */
export function askEntry(desk: Desk, item: Item, period: CalendarPeriod): Entry | undefined {
  if (!isChased(item) || toldWithin(item, period)) return undefined;
  const said = { rank: RANK.soon, due: period.to, word: 'line.item_ask' } as const;
  return entryOf(desk, `ask:${item.id}:${period.key}`, item, said, { period: desk.words.period(period) });
}

/** An asked-for closing or extension that nobody decided yet. */
export function approvalEntry(desk: Desk, item: Item): Entry | undefined {
  if (!awaitsApproval(item)) return undefined;
  const { byAsker, confirmWords, finish } = kindRow(item.kind);
  const isAsked = item.state === '提交销号';
  const word = !isAsked ? 'line.item_extend' : byAsker ? 'line.item_confirm' : 'line.item_approve';
  const to = item.extensionTo === null ? '' : desk.words.day(dateOf(item.extensionTo));
  const said = { rank: RANK.approval, due: dateOf(item.movedAt), word } as const;
  const closing = kindRow(item.kind).closingWord;
  return entryOf(desk, approvalMatter(item), item, said, {
    ...{ to, closing, approve: approvalWords(item.kind), confirm: confirmWords[0] ?? finish },
    unit: desk.input.org.unit(item.unitId).name,
  });
}

function entryOf(
  desk: Desk,
  matter: string,
  item: Item,
  said: Pick<Topic, 'rank' | 'due' | 'word'>,
  more: Record<string, unknown> = {},
): Entry {
  const [...problem] = item.problem.replace(/\s+/g, ' ');
  const short =
    problem.length > PROBLEM_LENGTH ? `${problem.slice(0, PROBLEM_LENGTH).join('')}…` : problem.join('');
  const name = itemLabel(item);
  const finish = desk.words.finish(item.kind);
  const data = { item: name, finish, problem: short, due: desk.words.day(said.due), ...more };
  return { matter, unitId: item.unitId, topic: { ...said, name, data, common: false, join: null } };
}

const draftMatter = (unitId: number, month: string): string => `draft:${unitId}:${month}`;

/** The month-end draft of the report for one unit and everything below it; undefined when nothing is or was open. */
export function draftEntry(
  desk: Desk,
  unitId: number,
  items: readonly Item[],
  date: DateText,
): Entry | undefined {
  const month = date.slice(0, 7);
  const now = instantOf(date);
  const own = items.filter(({ kind }) => kind === LEDGER_KIND);
  const open = own.filter(isOpen);
  const closed = own.filter((item) => item.closedAt !== null && dateOf(item.closedAt).startsWith(month));
  if (open.length + closed.length === 0) return undefined;
  const overdue = open.filter((item) => isOverdue(item, now));
  const { noProgressDays: days } = desk.input.settings.reminders.items;
  const stale = open.filter((item) => isStale(item, now, days));
  const names = stale.sort((a, b) => a.no - b.no).map(itemLabel);
  const data = {
    month: Number(month.slice(5)),
    open: open.length,
    closed: closed.length,
    overdue: overdue.length,
    stale: names.length > 0 ? desk.words.fill('line.draft_stale', { names, days }) : '',
  };
  const name = desk.words.say('name.draft', { month: data.month });
  const topic: Topic = {
    name,
    rank: RANK.draft,
    due: date,
    word: 'line.draft',
    data,
    common: false,
    join: null,
  };
  return { matter: draftMatter(unitId, month), unitId, topic };
}
