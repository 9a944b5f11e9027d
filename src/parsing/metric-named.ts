// Which figure a question names, and how sure it is that one is asked for.
import type { View } from './learned/view.ts';
import type { Spans } from './spans/spans.ts';

/** Labels of the learned part that ask for a figure: `query:attendance_rate`. */
export const isQuestion = (label: string): boolean => label.startsWith('query:');

/** That it is a question at all, where the metric stands out among the metrics. */
export function surenessOf(
  labels: readonly string[],
  p: Float64Array,
  best: number,
  { progress }: Spans,
): number {
  // With a figure it is the figure that tells progress from completion.
  if (progress !== undefined && HOW_FAR.has(labels[best]!))
    return labels.reduce((sum, label, i) => (HOW_FAR.has(label) ? sum + p[i]! : sum), 0);
  if (!isQuestion(labels[best]!)) return p[best]!;
  const asked = labels.reduce((sum, label, i) => (isQuestion(label) ? sum + p[i]! : sum), 0);
  const isNamed = RATES.some(({ fits }) => fits.includes(labels[best]!));
  return isNamed || p[best]! >= asked * OUTSTANDING ? asked : p[best]!;
}

/** 签到率, 销号率, 逾期, 快到期 name their metric themselves, whatever stands around them. */
export function metricNamed(labels: readonly string[], { tokens }: View, best: number): number {
  if (!isQuestion(labels[best]!)) return best;
  const late = tokens.find((t) => t.symbol === 'overdue');
  if (late && OF_ITEMS.has(labels[best]!))
    return labels.indexOf(SOON.test(late.text) ? 'query:rectify_due_soon' : 'query:rectify_overdue');
  const named = RATES.find(({ symbol }) => tokens.some((t) => t.symbol === symbol));
  if (!named || named.fits.some((label) => labels[best] === label)) return best;
  const label = labels.indexOf(named.fits[0]!);
  return label < 0 ? best : label;
}

/** 快到期, 临期 */
const SOON = /[快临将]/;
const OF_ITEMS: ReadonlySet<string> = new Set([
  'query:rectify_open',
  'query:rectify_overdue',
  'query:rectify_due_soon',
]);

const RATES = [
  { symbol: 'rate', fits: ['query:attendance_rate', 'query:my_attendance'] },
  { symbol: 'ratewords', fits: ['query:rectify_rate'] },
];

const HOW_FAR: ReadonlySet<string> = new Set(['rectify_progress', 'rectify_done']);
const OUTSTANDING = 0.6;
