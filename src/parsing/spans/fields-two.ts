import type { LabelKey } from '../lexicon/labels.ts';
import type { Span } from './span.ts';

const TIME_PART =
  /\d\s?[年月日号点时:.\-/]|[上下中]午|晚上|早上|周[一二三四五六日天末]|星期|今天|明天|昨天|后天|[一二三四五六七八九十]点|月[底初]/;
const TIME_LEAD =
  /^(?:[\d一二三四五六七八九十]{1,4}(?:年|月|日|号|点|时|分|:\d\d)半?整?|\d{1,4}[.\-/]\d{1,2}(?:[.\-/]\d{1,2})?|[上下中]午|晚上?|早上|凌晨|今天|明天|昨天|后天|[本下上]?周[一二三四五六日天末]|\([^()]{1,6}\)|[-—~至到]|\s)+/;

/** Splits the value of two labels before one colon: a time and a place by their form, others at the sign between them. */
export function splitTimePlace(
  s: string,
  key: LabelKey,
  also: LabelKey,
  at: number,
  end: number,
): [Span, Span] {
  const value = s.slice(at, end);
  if (key === 'time' && also === 'place') {
    const cut = afterTime(value);
    if (cut > 0 && cut < value.length) return [span(s, at, at + cut), span(s, at + cut, end)];
  }
  const sign = /[/、]|[,;]|\s+/.exec(value);
  const both: Span = { at, end };
  if (!sign || (key === 'time' && also === 'place')) return [both, both];
  return [span(s, at, at + sign.index), span(s, at + sign.index + sign[0].length, end)];
}

function afterTime(value: string): number {
  let cut = 0;
  for (const part of value.matchAll(/[^\s,;、]+[\s,;、]*/g)) {
    if (!TIME_PART.test(part[0])) break;
    cut = part.index + part[0].length;
  }
  if (cut > 0 && cut < value.length) return cut;
  return TIME_LEAD.exec(value)?.[0].length ?? 0;
}

/** A span without blanks and stops at its ends. */
function span(s: string, from: number, to: number): Span {
  let at = from;
  let end = to;
  while (at < end && /[\s,;、]/.test(s[at]!)) at++;
  while (end > at && /[\s,;、]/.test(s[end - 1]!)) end--;
  return { at, end };
}
