import type { CalendarPeriod } from '../domain/calendar/period.ts';
import { addDays, type DateText, dateOf } from '../domain/calendar/time.ts';
import { approversOf } from '../domain/ledger/approvers.ts';
import { askingDays } from '../domain/ledger/asking.ts';
import { type Item, isOpen } from '../domain/ledger/item.ts';
import { kindRow } from '../domain/ledger/kinds.ts';
import { openNodes } from '../domain/ledger/nodes.ts';
import type { ItemRole } from '../settings/reminders.ts';
import { push } from './activity-index.ts';
import { awaitsApproval, isChased, peopleOf } from './entries-item.ts';
import type { Desk } from './entry.ts';
import { ROUNDS, type Steps } from './steps.ts';

export interface ItemNotice {
  personId: string;
  item: Item;
  about: 'deadline' | 'approval' | 'asking';
  /** of what is asked */
  period?: CalendarPeriod;
}

/** Who hears of which item on which working day. */
export function* itemDays(desk: Desk): Steps<Map<DateText, ItemNotice[]>> {
  const days = new Map<DateText, ItemNotice[]>();
  for (const [i, item] of desk.input.items.entries()) {
    if (i % ROUNDS === ROUNDS - 1) yield;
    if (!isOpen(item) || !desk.input.org.units.has(item.unitId)) continue;
    if (awaitsApproval(item)) approvalDays(desk, item, days);
    if (item.state === '长期整改') reviewDays(desk, item, days);
    else if (isChased(item) && item.dueAt !== null) {
      ladderDays(desk, item, item.dueAt, days);
      nodeDays(desk, item, days);
    }
    if (isChased(item)) askDays(desk, item, days);
  }
  return days;
}

/** A step of the ladder, and who hears on it. */
type Rung = { workingDays: number; to: readonly ItemRole[] };

/** What a kind says of its own people takes the place of the ladder's steps up to the deadline. */
function rungsOf(desk: Desk, item: Item): readonly Rung[] {
  const { ladder } = desk.input.settings.reminders.items;
  const { remind } = kindRow(item.kind);
  if (remind === null) return ladder;
  const others = ladder.map(({ workingDays, to }) =>
    workingDays > 0 ? { workingDays, to } : { workingDays, to: to.filter((role) => role !== 'owner') },
  );
  return [...others, ...remind.map((before): Rung => ({ workingDays: -before, to: ['owner'] }))];
}

/** Steps that lay before the item was opened are past: it was told of when it was given. */
function ladderDays(desk: Desk, item: Item, dueAt: number, days: Map<DateText, ItemNotice[]>): void {
  const due = dateOf(dueAt);
  for (const { workingDays, to } of rungsOf(desk, item)) {
    const moment = dayOf(desk, due, workingDays);
    if (moment <= dateOf(item.openedAt)) continue;
    for (const personId of new Set(to.flatMap((role) => peopleOf(desk, item, role))))
      push(days, moment, { personId, item, about: 'deadline' });
  }
}

function dayOf({ input: { settings } }: Desk, due: DateText, workingDays: number): DateText {
  const { calendar } = settings;
  return workingDays === 0 ? calendar.workingDayOnOrBefore(due) : calendar.addWorkingDays(due, workingDays);
}

function askDays(desk: Desk, item: Item, days: Map<DateText, ItemNotice[]>): void {
  for (const { day, period } of askingDays(item, desk.input.settings.calendar))
    for (const personId of peopleOf(desk, item, 'owner'))
      push(days, day, { personId, item, about: 'asking', period });
}

/** Working days before a node from which its people hear of it: they may have many. */
const NODE_FROM = -3;

/** A node before the deadline is for those who do it alone: nobody above is asked to watch it. */
function nodeDays(desk: Desk, item: Item, days: Map<DateText, ItemNotice[]>): void {
  const steps = rungsOf(desk, item).filter(
    ({ workingDays, to }) => workingDays >= NODE_FROM && to.includes('owner'),
  );
  for (const due of new Set(openNodes(item).map((node) => dateOf(node.dueAt)))) {
    if (item.dueAt !== null && due >= dateOf(item.dueAt)) continue;
    for (const { workingDays } of steps) {
      const moment = dayOf(desk, due, workingDays);
      if (moment <= dateOf(item.openedAt)) continue;
      for (const personId of peopleOf(desk, item, 'owner'))
        push(days, moment, { personId, item, about: 'deadline' });
    }
  }
}

function reviewDays(desk: Desk, item: Item, days: Map<DateText, ItemNotice[]>): void {
  if (item.reviewAt === null) return;
  const { reminders } = desk.input.settings;
  const review = dateOf(item.reviewAt);
  for (const before of reminders.items.reviewWorkingDaysBefore) {
    const moment = dayOf(desk, review, -before);
    for (const personId of peopleOf(desk, item, 'owner'))
      push(days, moment, { personId, item, about: 'deadline' });
  }
}

/** The card went out at once; this is the one follow-up. */
function approvalDays(desk: Desk, item: Item, days: Map<DateText, ItemNotice[]>): void {
  const { calendar, reminders } = desk.input.settings;
  const asked = dateOf(item.askedAt ?? item.movedAt);
  // 约请: not before the day that was agreed on is over.
  const agreed = kindRow(item.kind).byAsker && item.dueAt !== null ? dateOf(item.dueAt) : asked;
  const moment =
    agreed > asked
      ? calendar.addWorkingDays(agreed, 1)
      : calendar.addWorkingDays(asked, reminders.items.approvalWorkingDays);
  for (const { id } of approversOf(desk.input, item))
    push(days, moment, { personId: id, item, about: 'approval' });
}

/** The working day of a month on which the draft of the report is due. */
export function draftDayOf(desk: Desk, date: DateText): DateText {
  return desk.input.settings.calendar.workingDayOnOrBefore(
    addDays(`${date.slice(0, 7)}-01`, desk.input.settings.reminders.items.draftDay - 1),
  );
}
