import { periodOf } from '../../domain/calendar/period.ts';
import type { Unit } from '../../domain/organisation/organisation.ts';
import type { MatrixState } from '../../ports/pictures.ts';
import { paperNames } from '../../reports/meetings.ts';
import { meetingWords, periodWords } from '../../reports/words.ts';
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
  const { org, standings, rates } = view;
  const names = paperNames(
    org,
    standings.rows.map(({ unit }) => unit.id),
  );
  const title = html`<h2 id="standings">${words('dashboard.standings')}</h2>`;
  if (standings.rows.length === 0)
    return html`<section aria-labelledby="standings">${title}<p>${words('dashboard.no_branches')}</p></section>`;
  return html`<section aria-labelledby="standings">${title}
<ul class="legend" aria-label="${words('dashboard.standings_legend')}">${STATES.map((state) => html`<li class="s ${state}">${mark(frame, state)}</li>`)}</ul>
${pages(frame, view)}
<div class="box" role="region" aria-labelledby="standings" tabindex="0"><table class="matrix">
<thead><tr><th scope="col">${words('dashboard.column_unit')}</th>${standings.columns.map(
    ({ type, period }) =>
      html`<th scope="col">${meetingWords(words, [type])}${period && !isMonth(period) && html`<small>${periodWords(words, period, view.now)}</small>`}</th>`,
  )}<th scope="col">${words('dashboard.rate')}</th></tr></thead>
<tbody>${standings.rows.map(
    ({
      unit,
      cells,
    }) => html`<tr><th scope="row">${unitName(frame, view, unit, names.get(unit.id)!)}</th>${cells.map(
      (cell) => stateCell(frame, cell),
    )}<td class="rate">${words('dashboard.rate_value', { value: rates.get(unit.id)?.value ?? null })}</td></tr>
`,
  )}</tbody></table></div>
${pages(frame, view)}
${hasPictures && branchesPicture(frame, view)}</section>`;
}

const isMonth = ({ from, to }: { from: string; to: string }) => periodOf('month', from).to === to;

const mark = ({ words }: Frame, state: MatrixState): Html =>
  html`<span class="glyph" aria-hidden="true">${words(`dashboard.glyph.${state}`)}</span><span class="word">${words(`dashboard.state.${state}`)}</span>`;

const stateCell = (frame: Frame, { state, held, of }: StandingCell): Html =>
  html`<td class="s ${state}">${mark(frame, state)}${of > 1 && html`<small>${frame.words('dashboard.cell_parts', { held, of })}</small>`}</td>`;

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
