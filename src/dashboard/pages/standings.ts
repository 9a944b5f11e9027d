import { typeRow } from '../../domain/activity/types.ts';
import { periodOf } from '../../domain/calendar/period.ts';
import type { StandingCell } from '../../domain/figures/standings.ts';
import type { Unit } from '../../domain/organisation/organisation.ts';
import type { MatrixState } from '../../ports/pictures.ts';
import { paperNames } from '../../reports/meetings.ts';
import { periodWords } from '../../reports/words.ts';
import { type Html, html } from '../html.ts';
import type { View } from '../view.ts';
import { branchesPicture } from './figures.ts';
import type { Frame } from './layout.ts';
import { linkTo } from './links.ts';

const STATES: readonly MatrixState[] = ['held', 'planned', 'due', 'missed', 'none'];

/** Branch × requirement: told by sign and word, not by colour alone. */
export function standingsSection(frame: Frame, view: View, hasPictures: boolean): Html {
  const { words } = frame;
  const { keptFrom } = view.standings;
  const title = html`<h2 id="standings">${words('dashboard.standings')}</h2>`;
  if (view.branches.length === 0)
    return html`<section aria-labelledby="standings">${title}<p>${words('dashboard.no_branches')}</p></section>`;
  return html`<section aria-labelledby="standings">${title}
<ul class="legend" aria-label="${words('dashboard.standings_legend')}">${STATES.map((state) => html`<li class="s ${state}">${mark(frame, state)}</li>`)}</ul>
${pages(frame, view)}
${keptFrom !== null && html`<p class="kept">${words('matrix.kept_from', { from: keptFrom })}</p>`}
${table(frame, view)}
${pages(frame, view)}
${hasPictures && branchesPicture(frame, view)}</section>`;
}

/** On a phone each line becomes a card, which keeps its roles by saying them. */
function table(frame: Frame, view: View): Html {
  const { words } = frame;
  const { org, branches, standings, rates } = view;
  const names = paperNames(
    org,
    branches.map(({ id }) => id),
  );
  const columns = standings.columns.map(({ type, period }) => ({
    name: typeRow(type).short,
    period: period && !isMonth(period) ? periodWords(words, period, view.now) : '',
  }));
  const rate = words('dashboard.rate');
  const head = (name: string, period = '') =>
    html`<th scope="col" role="columnheader">${name}${period !== '' && html`<small>${period}</small>`}</th>`;
  const line = (unit: Unit) => html`<tr role="row">
<th scope="row" role="rowheader">${unitName(frame, view, unit, names.get(unit.id)!)}</th>${standings.columns.map(
    ({ type }, i) => stateCell(frame, standings.cell(unit.id, type), columns[i]!.name),
  )}<td class="rate" role="cell" data-label="${rate}">${words('dashboard.rate_value', {
    value: rates.get(unit.id)?.value ?? null,
  })}</td></tr>`;
  return html`<div class="box" role="group" aria-labelledby="standings" tabindex="0">
<table class="matrix" role="table" aria-labelledby="standings">
<thead role="rowgroup"><tr role="row">${head(words('dashboard.column_unit'))}${columns.map(
    ({ name, period }) => head(name, period),
  )}${head(rate)}</tr></thead>
<tbody role="rowgroup">${branches.map(line)}</tbody></table></div>`;
}

const isMonth = ({ from, to }: { from: string; to: string }) => periodOf('month', from).to === to;

const mark = ({ words }: Frame, state: MatrixState): Html =>
  html`<span class="glyph" aria-hidden="true">${words(`dashboard.glyph.${state}`)}</span><span class="word">${words(`dashboard.state.${state}`)}</span>`;

function stateCell(frame: Frame, cell: StandingCell | null, label: string): Html {
  const { state, held, of } = cell ?? { state: 'none' as const, held: 0, of: 0 };
  return html`<td class="s ${state}" role="cell" data-label="${label}">${mark(frame, state)}${
    of > 1 && html`<small>${frame.words('dashboard.cell_parts', { held, of })}</small>`
  }</td>`;
}

const unitName = ({ root }: Frame, { asked }: View, unit: Unit, name: string) =>
  unit.id === asked.unit.id ? name : html`<a href="${linkTo(root, asked, { unit: unit.id })}">${name}</a>`;

function pages({ words, root }: Frame, { asked, page, branches }: View): Html | false {
  if (page.of === 1) return false;
  const link = (to: number, text: string) => html`<a href="${linkTo(root, asked, { page: to })}">${text}</a>`;
  return html`<nav class="pages" aria-label="${words('dashboard.pages')}">
${page.number > 1 && link(page.number - 1, words('dashboard.page_before'))}
<span>${words('dashboard.page_of', { from: page.first + 1, to: page.first + branches.length, all: page.branches })}</span>
${page.number < page.of && link(page.number + 1, words('dashboard.page_after'))}
</nav>`;
}
