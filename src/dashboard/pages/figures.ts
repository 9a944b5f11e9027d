import { periodWords, unitWords } from '../../reports/words.ts';
import { type Html, html, type Piece } from '../html.ts';
import { MOST_BARS } from '../pictures.ts';
import type { View } from '../view.ts';
import type { Frame } from './layout.ts';
import { linkTo } from './links.ts';

export function figuresSection(frame: Frame, view: View, hasPictures: boolean): Html {
  const { words } = frame;
  const { asked, now, trend, count, heads, ledger } = view;
  const { value, figures } = trend.at(-1)!.total;
  const { expected, present } = figures;
  const period = periodWords(words, asked.month, now);
  const card = (name: string, shown: Piece, detail: Piece = null) =>
    html`<div class="card"><dt>${name}</dt><dd><b>${shown}</b>${detail !== null && html`<small>${detail}</small>`}</dd></div>`;
  return html`<section aria-labelledby="figures"><h2 id="figures">${words('dashboard.figures', { period })}</h2>
<div class="beside">
<dl class="cards">
${card(
  words('dashboard.rate'),
  words('dashboard.rate_value', { value }),
  words('dashboard.rate_parts', { expected, present }),
)}
${card(words('dashboard.count'), words('dashboard.count_value', { value: count ?? 0 }))}
${card(words('dashboard.heads'), words('dashboard.heads_value', { value: heads ?? 0 }))}
${card(
  words('dashboard.closing', { period }),
  words('dashboard.rate_value', { value: ledger.closingRate }),
  words('dashboard.closing_parts', { closed: ledger.closed, total: ledger.total, overdue: ledger.overdue }),
)}
</dl>
${hasPictures && ledger.total > 0 && picture(frame, view, 'ledger', words('dashboard.ledger_picture', { unit: unitWords(view.org, asked.unit) }))}
</div></section>`;
}

export function trendSection(frame: Frame, view: View, hasPictures: boolean): Html {
  const { words } = frame;
  const { trend } = view;
  const unit = unitWords(view.org, view.asked.unit);
  const isKnown = trend.some(({ total }) => total.value !== null);
  return html`<section aria-labelledby="trend"><h2 id="trend">${words('dashboard.trend', { count: trend.length })}</h2>
<div class="beside">
${hasPictures && isKnown && picture(frame, view, 'trend', words('dashboard.trend_alt', { unit }))}
<dl class="trend">${trend.map(
    ({ month, total: { value, figures } }) =>
      html`<div><dt>${periodWords(words, month, view.now)}</dt><dd>${words('dashboard.rate_value', { value })}${
        figures.expected > 0 && html`<small>${figures.present}/${figures.expected}</small>`
      }</dd></div>`,
  )}</dl></div></section>`;
}

/** 到会率 of the branches on this page, while they are few enough to be told apart. */
export function branchesPicture(frame: Frame, view: View): Html | false {
  const { length } = view.branches;
  if (length < 2 || length > MOST_BARS) return false;
  const alt = frame.words('dashboard.branches_picture', {
    unit: unitWords(view.org, view.asked.unit),
    period: periodWords(frame.words, view.asked.month, view.now),
  });
  return picture(frame, view, 'branches', alt);
}

function picture({ root }: Frame, { asked, page }: View, name: string, alt: string): Html {
  const src = linkTo(root, asked, { path: `/pictures/${name}`, page: page.number });
  return html`<figure class="${name === 'branches' ? 'bars' : 'part'}"><img src="${src}" alt="${alt}" loading="lazy"></figure>`;
}
