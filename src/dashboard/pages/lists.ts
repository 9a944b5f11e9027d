// What presses now: overdue items, the week ahead, who got nothing.

import type { Activity } from '../../domain/activity/activity.ts';
import { meetingName } from '../../domain/activity/types.ts';
import { dateOf, dayNumber } from '../../domain/calendar/time.ts';
import type { Item } from '../../domain/ledger/item.ts';
import { itemLabel } from '../../domain/ledger/kinds.ts';
import { processRow } from '../../domain/process/kinds.ts';
import type { Process } from '../../domain/process/process.ts';
import { amountText } from '../../domain/scheme/scheme.ts';
import type { FilingLine } from '../../reports/filings.ts';
import { nextWords } from '../../reports/process-words.ts';
import type { WorkProgress } from '../../reports/scheme.ts';
import { periodWords } from '../../reports/words.ts';
import { type Html, html } from '../html.ts';
import type { Unreached } from '../unreached.ts';
import type { Listed, View } from '../view.ts';
import type { Frame } from './layout.ts';

export function currentSections(frame: Frame, view: View): Html | false {
  const { words } = frame;
  if (!view.current) return false;
  const { overdue, coming, unreached, processes, reports, plans } = view.current;
  return html`<div class="now">
${section(frame, 'overdue', words('dashboard.overdue', { count: sizeOf(overdue) }), words('dashboard.overdue_none'), overdue, (item) => overdueLine(frame, view, item))}
${section(frame, 'coming', words('dashboard.coming', { count: sizeOf(coming) }), words('dashboard.coming_none'), coming, (activity) => comingLine(frame, view, activity))}
${processes && section(frame, 'processes', words('dashboard.processes', { count: sizeOf(processes) }), '', processes, (process) => processLine(frame, view, process))}
${reports && section(frame, 'reports', words('dashboard.reports', { missing: missingOf(reports.lines) }), '', reports, (one) => reportLine(frame, view, one))}
${plans && section(frame, 'plans', words('dashboard.plans', { count: sizeOf(plans) }), '', plans, (work) => planLine(frame, work))}
${unreached && section(frame, 'unreached', words('dashboard.unreached', { count: sizeOf(unreached) }), words('dashboard.unreached_none'), unreached, (one) => unreachedLine(frame, view, one))}
</div>`;
}

const sizeOf = ({ lines, more }: Listed<unknown>): number => lines.length + more;

function section<T>(
  { words }: Frame,
  id: string,
  title: string,
  nothing: string,
  { lines, more }: Listed<T>,
  line: (one: T) => Html,
): Html {
  const list = html`<ul class="rows ${id}">${lines.map((one) => html`<li>${line(one)}</li>`)}</ul>`;
  return html`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>
${lines.length === 0 ? html`<p class="none">${nothing}</p>` : list}
${more > 0 && html`<p class="none">${words('dashboard.more', { count: more })}</p>`}</section>`;
}

/** A unit as it is called below the one the page is about: every committee has a 第一党支部. */
function placeWords({ org, asked }: View, unitId: number): string {
  const { name, path } = org.unit(unitId);
  const above = `${asked.unit.path}/`;
  return path.startsWith(above) ? path.slice(above.length).replaceAll('/', '') : name;
}

const line = (head: string, detail: string): Html => html`<b>${head}</b><span>${detail}</span>`;

function overdueLine({ words }: Frame, view: View, item: Item): Html {
  const { now } = view;
  const due = item.dueAt ?? now;
  return line(
    `${itemLabel(item)} ${item.problem}`,
    words('dashboard.overdue_line', {
      owner: item.ownerName ?? '',
      unit: placeWords(view, item.unitId),
      due,
      days: dayNumber(dateOf(now)) - dayNumber(dateOf(due)),
    }),
  );
}

function comingLine(
  { words }: Frame,
  view: View,
  { types, topic, startAt, hasClock, place, unitId }: Activity,
): Html {
  const name = meetingName(types);
  return line(
    topic ? `${name} ${topic}` : name,
    words('dashboard.coming_line', {
      // No hour is shown where only the day is known.
      at: hasClock ? startAt : dateOf(startAt),
      place: place ?? '',
      unit: placeWords(view, unitId),
    }),
  );
}

/** Whose it is, and what comes next: the page is private, and shown to those who keep it. */
function processLine({ words }: Frame, view: View, process: Process): Html {
  const row = processRow(process.kind)!;
  const unit = placeWords(view, process.unitId);
  return line(
    `${row.name} ${process.subject === '' ? unit : process.subject}`,
    words('dashboard.processes_line', {
      unit: process.subject === '' ? '' : unit,
      next: nextWords(words, row, process, view.now),
    }),
  );
}

const missingOf = (lines: readonly FilingLine[]): number =>
  lines.reduce((sum, { missing }) => sum + missing.length, 0);

/** Branches named in a line; of a city they are counted. */
const NAMED = 10;

function reportLine({ words }: Frame, view: View, { row, period, by, owed, missing }: FilingLine): Html {
  return line(
    `${periodWords(words, period, view.now)}${row.name}`,
    words('dashboard.reports_line', {
      owed,
      registered: owed - missing.length,
      names: missing.slice(0, NAMED).map(({ id }) => placeWords(view, id)),
      missing: missing.length,
      by,
      late: by < dateOf(view.now),
    }),
  );
}
/** How many units have said nothing, and what the others did. */
const planLine = ({ words }: Frame, { work, due, reported, units, done, target }: WorkProgress): Html =>
  line(
    words('dashboard.plans_work', { no: work.no, name: work.name }),
    words('dashboard.plans_line', {
      silent: due - reported,
      single: units === 1,
      done: amountText(done.month),
      target: target && target.month > 0 ? amountText(target.month) : '',
      measure: work.measure,
    }),
  );

const unreachedLine = ({ words }: Frame, view: View, { name, unit, messages, at, isSure }: Unreached): Html =>
  line(
    name,
    words('dashboard.unreached_line', {
      unit: unit ? placeWords(view, unit.id) : '',
      messages,
      at,
      sure: isSure,
    }),
  );
