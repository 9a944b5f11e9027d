import { typeRow } from '../../domain/activity/types.ts';
import { periodOf } from '../../domain/calendar/period.ts';
import type { Unit } from '../../domain/organisation/organisation.ts';
import type { MatrixState } from '../../ports/pictures.ts';
import { paperNames } from '../../reports/meetings.ts';
import { periodWords } from '../../reports/words.ts';
import { type Html, html } from '../html.ts';
import type { StandingCell } from '../matrix.ts';
import type { View } from '../view.ts';
import { branchesPicture } from './figures.ts';
import type { Frame } from './layout.ts';
import { linkTo } from './links.ts';

const STATES: readonly MatrixState[] = ['held', 'planned', 'due', 'missed', 'none'];

/** Branch × requirement: told by sign and word, not by colour alone. */
export function standingsSection(frame: Frame, view: View, hasPictures: boolean): Html {
  const { words } = frame;
  const { standings } = view;
  const title = html`<h2 id="standings">${words('dashboard.standings')}</h2>`;
  if (standings.rows.length === 0)
    return html`<section aria-labelledby="standings">${title}<p>${words('dashboard.no_branches')}</p></section>`;
  return html`<section aria-labelledby="standings">${title}
<ul class="legend" aria-label="${words('dashboard.standings_legend')}">${STATES.map((state) => html`<li class="s ${state}">${mark(frame, state)}</li>`)}</ul>
${pages(frame, view)}
${table(frame, view)}
${pages(frame, view)}
${hasPictures && branchesPicture(frame, view)}</section>`;
}

/** On a phone each line becomes a card, which keeps its roles by saying them. */
function table(frame: Frame, view: View): Html {
  const { words } = frame;
  const { org, standings, rates } = view;
  const names = paperNames(
    org,
    standings.rows.map(({ unit }) => unit.id),
  );
  const columns = standings.columns.map(({ type, period }) => ({
    name: typeRow(type).short,
    period: period && !isMonth(period) ? periodWords(words, period, view.now) : '',
  }));
  const rate = words('dashboard.rate');
  const head = (name: string, period = '') =>
    html`<th scope="col" role="columnheader">${name}${period !== '' && html`<small>${period}</small>`}</th>`;
  const line = ({ unit, cells }: (typeof standings.rows)[number]) => html`<tr role="row">
<th scope="row" role="rowheader">${unitName(frame, view, unit, names.get(unit.id)!)}</th>${cells.map(
    (cell, i) => stateCell(frame, cell, columns[i]!.name),
  )}<td class="rate" role="cell" data-label="${rate}">${words('dashboard.rate_value', {
    value: rates.get(unit.id)?.value ?? null,
  })}</td></tr>`;
  return html`<div class="box" role="group" aria-labelledby="standings" tabindex="0">
<table class="matrix" role="table" aria-labelledby="standings">
<thead role="rowgroup"><tr role="row">${head(words('dashboard.column_unit'))}${columns.map(
    ({ name, period }) => head(name, period),
  )}${head(rate)}</tr></thead>
<tbody role="rowgroup">${standings.rows.map(line)}</tbody></table></div>`;
}

const isMonth = ({ from, to }: { from: string; to: string }) => periodOf('month', from).to === to;

const mark = ({ words }: Frame, state: MatrixState): Html =>
  html`<span class="glyph" aria-hidden="true">${words(`dashboard.glyph.${state}`)}</span><span class="word">${words(`dashboard.state.${state}`)}</span>`;

const stateCell = (frame: Frame, { state, held, of }: StandingCell, label: string): Html =>
  html`<td class="s ${state}" role="cell" data-label="${label}">${mark(frame, state)}${
    of > 1 && html`<small>${frame.words('dashboard.cell_parts', { held, of })}</small>`
  }</td>`;

const unitName = ({ root }: Frame, { asked }: View, unit: Unit, name: string) =>
  unit.id === asked.unit.id ? name : html`<a href="${linkTo(root, asked, { unit: unit.id })}">${name}</a>`;

function pages({ words, root }: Frame, { asked, page, standings }: View): Html | false {
  if (page.of === 1) return false;
  const link = (to: number, text: string) => html`<a href="${linkTo(root, asked, { page: to })}">${text}</a>`;
  return html`<nav class="pages" aria-label="${words('dashboard.pages')}">
${page.number > 1 && link(page.number - 1, words('dashboard.page_before'))}
<span>${words('dashboard.page_of', { from: page.first + 1, to: page.first + standings.rows.length, all: page.branches })}</span>
${page.number < page.of && link(page.number + 1, words('dashboard.page_after'))}
</nav>`;
}
