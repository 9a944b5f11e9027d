// The page itself: whose and when, the figures, the matrix, and what presses now.
import { definitionOf } from '../../reports/definition.ts';
import { periodWords, unitWords } from '../../reports/words.ts';
import { neighbours } from '../asked.ts';
import { type Html, html, type Piece } from '../html.ts';
import type { View } from '../view.ts';
import { figuresSection, trendSection } from './figures.ts';
import { type Frame, layout } from './layout.ts';
import { linkTo } from './links.ts';
import { currentSections } from './lists.ts';
import { standingsSection } from './standings.ts';

/** @param hasPictures whether anything here can draw */
export function overviewPage(frame: Frame, view: View, hasPictures: boolean): Html {
  const { words } = frame;
  const { asked, now, org } = view;
  const title = words('dashboard.title', {
    unit: unitWords(org, asked.unit),
    period: words('dashboard.month', { year: asked.month.year, month: asked.month.number }),
  });
  return layout(frame, {
    title,
    isIn: true,
    main: html`
${unitLinks(frame, view)}
<div class="head"><h1>${title}</h1>${monthLinks(frame, view)}</div>
<p class="asof">${words('dashboard.as_of', { at: now, name: view.person.name })}</p>
${figuresSection(frame, view, hasPictures)}
${standingsSection(frame, view, hasPictures)}
${currentSections(frame, view)}
${trendSection(frame, view, hasPictures)}
${notes(frame, view)}`,
  });
}

function unitLinks({ words, root }: Frame, { org, asked, tops }: View): Html {
  const { unit } = asked;
  const top = tops.find((one) => org.isWithin(unit.id, one.id))!;
  const chain = org.ancestry(unit.id).reverse();
  const path = chain.slice(chain.findIndex((one) => one.id === top.id));
  const link = (id: number, name: string) => html`<a href="${linkTo(root, asked, { unit: id })}">${name}</a>`;
  const others = tops.filter((one) => one.id !== top.id);
  // Branches stand in the matrix, each with its link.
  const below = org.children(unit.id).filter((one) => one.kind !== 'branch');
  return html`<nav class="units" aria-label="${words('dashboard.units')}">
<ol class="path">${path.map((one) =>
    one.id === unit.id
      ? html`<li aria-current="page">${one.name}</li>`
      : html`<li>${link(one.id, one.name)}</li>`,
  )}</ol>
${others.length > 0 && html`<ul class="chips">${others.map((one) => html`<li>${link(one.id, unitWords(org, one))}</li>`)}</ul>`}
${
  below.length > 0 &&
  chips(
    words('dashboard.units_below', { count: below.length }),
    below.map((one) => link(one.id, one.name)),
  )
}
</nav>`;
}

/** Many units fold away behind their number. */
const FEW = 8;

function chips(label: string, links: readonly Html[]): Html {
  const list = html`<ul class="chips">${links.map((link) => html`<li>${link}</li>`)}</ul>`;
  return links.length <= FEW ? list : html`<details><summary>${label}</summary>${list}</details>`;
}

function monthLinks({ words, root }: Frame, { asked, now }: View): Html {
  const { before, after } = neighbours(asked, now);
  const name = (month: typeof asked.month) => periodWords(words, month, now);
  const link = (rel: string, month: string, text: string): Piece =>
    html`<a rel="${rel}" href="${linkTo(root, asked, { month })}">${text}</a>`;
  return html`<nav class="months" aria-label="${words('dashboard.months')}">
${before && link('prev', before.key, words('dashboard.earlier', { period: name(before) }))}
<span aria-current="page">${name(asked.month)}</span>
${after && link('next', after.key, words('dashboard.later', { period: name(after) }))}
</nav>`;
}

const FIGURES = ['attendance_rate', 'activity_count', 'headcount_total', 'rectify_rate'] as const;

function notes({ words }: Frame, { current }: View): Html {
  const all = [
    ...FIGURES.map((metric) => definitionOf({ render: words }, metric)),
    words('dashboard.note.standings'),
    ...(current?.unreached ? [words('dashboard.note.unreached')] : []),
  ];
  return html`<section class="notes" aria-labelledby="notes"><h2 id="notes">${words('dashboard.notes')}</h2>
<ul>${all.map((note) => html`<li>${note}</li>`)}</ul></section>`;
}
