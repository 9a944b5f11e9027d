import { showDate } from './date-format.ts';
import type { FormatToken } from './format-token.ts';

// The text a spreadsheet shows for a number (ECMA-376 18.8.31): 12 under 000000 is 000012.

/** Built-in formats by their number, as a Chinese Excel has them (18.8.30). */
const BUILT_IN: Readonly<Record<number, string>> = {
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
  11: '0.00E+00',
  14: 'yyyy/m/d',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'yyyy/m/d h:mm',
  27: 'yyyy"年"m"月"',
  28: 'm"月"d"日"',
  29: 'm"月"d"日"',
  30: 'm/d/yy',
  31: 'yyyy"年"m"月"d"日"',
  32: 'h"时"mm"分"',
  33: 'h"时"mm"分"ss"秒"',
  36: 'yyyy"年"m"月"',
  37: '#,##0;-#,##0',
  38: '#,##0;-#,##0',
  39: '#,##0.00;-#,##0.00',
  40: '#,##0.00;-#,##0.00',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mm:ss.0',
  48: '##0.0E+0',
  49: '@',
  50: 'yyyy"年"m"月"',
  51: 'm"月"d"日"',
  52: 'yyyy"年"m"月"',
  53: 'm"月"d"日"',
  54: 'm"月"d"日"',
  57: 'yyyy"年"m"月"',
  58: 'm"月"d"日"',
};

interface Section {
  tokens: FormatToken[];
  isDate: boolean;
}

/** Writes the number of a cell as shown; `raw` is how the file has it. */
export type NumberFormat = (raw: string, isFrom1904: boolean) => string;

/** @param code of the workbook's own format; absent for a built-in one */
export function numberFormat(id: number, code: string | undefined): NumberFormat {
  const format = code ?? BUILT_IN[id] ?? 'General';
  const sections = sectionsOf(format).map(sectionOf);
  return (raw, isFrom1904) => {
    const value = Number(raw);
    if (raw === '' || !Number.isFinite(value)) return raw;
    const isSplit = sections.length > 1;
    const section = sections[value < 0 && isSplit ? 1 : value === 0 && sections.length > 2 ? 2 : 0]!;
    if (section.isDate) return showDate(section.tokens, value, isFrom1904) ?? general(value);
    const sign = value < 0 && !isSplit ? '-' : '';
    return showNumber(section.tokens, Math.abs(value), sign);
  };
}

/** Split at semicolons that stand for themselves. */
function sectionsOf(format: string): string[] {
  const found = [''];
  for (const [piece] of format.matchAll(/"[^"]*"?|\[[^\]]*\]?|\\.|[_*].|[\s\S]/gu)) {
    if (piece === ';') found.push('');
    else found[found.length - 1] += piece;
  }
  return found;
}

const TOKEN =
  /"([^"]*)"?|\[(\$[^\]-]*)?[^\]]*\]?|\\(.)|[_*].|(general)|(am\/pm|a\/p|上午\/下午)|(e[+-])|(y+|m+|d+|h+|s+|a{3,4}|g+)|([0#?])|(%)|(,)|(\.)|@|[\s\S]/giu;

function sectionOf(format: string): Section {
  const tokens: FormatToken[] = [];
  for (const match of format.matchAll(TOKEN)) {
    const [all, quoted, money, escaped, word, half, exponent, letters, digit, percent, comma, point] = match;
    if (all.startsWith('[') && /^\[[hms]+\]$/i.test(all))
      tokens.push({ sort: 'date', text: all.slice(1, -1) });
    else if (all.startsWith('[')) tokens.push({ sort: 'text', text: money?.slice(1) ?? '' });
    else if (quoted !== undefined || escaped !== undefined)
      tokens.push({ sort: 'text', text: quoted ?? escaped! });
    else if (word !== undefined || all === '@') tokens.push({ sort: 'general', text: all });
    else if (half !== undefined || letters !== undefined)
      tokens.push({ sort: 'date', text: all.toLowerCase() });
    else if (exponent !== undefined) tokens.push({ sort: 'exponent', text: all });
    else if (digit !== undefined) tokens.push({ sort: 'digit', text: all });
    else if (percent !== undefined) tokens.push({ sort: 'percent', text: all });
    else if (comma !== undefined) tokens.push({ sort: 'comma', text: all });
    else if (point !== undefined) tokens.push({ sort: 'point', text: all });
    else if (!/^[_*]/.test(all)) tokens.push({ sort: 'text', text: all });
  }
  return { tokens, isDate: tokens.some(({ sort }) => sort === 'date') };
}

/** Digits from which on a double no longer holds a number as it was typed. */
const EXACT = 1e15;
const SIGNIFICANT = 15;

/** As under General, but never cut to the width of a column. */
function general(value: number): string {
  if (Math.abs(value) < EXACT) {
    const rounded = Number(value.toPrecision(SIGNIFICANT));
    if (Number.isInteger(rounded) || Math.abs(rounded) >= 1e-6) return String(rounded);
  }
  // Its last digits are lost: shown as Excel shows it, nobody takes it for an account.
  return value.toExponential().replace('e+', 'E+').replace('e-', 'E-');
}

function showNumber(tokens: readonly FormatToken[], size: number, sign: string): string {
  if (tokens.some(({ sort }) => sort === 'exponent')) return sign + general(size);
  const places = tokens.flatMap(({ sort }, i) => (sort === 'digit' ? [i] : []));
  const point = tokens.findIndex(({ sort }) => sort === 'point');
  const whole = places.filter((i) => point < 0 || i < point);
  const behind = places.length - whole.length;
  const last = whole.at(-1) ?? -1;
  const commas = tokens.flatMap(({ sort }, i) => (sort === 'comma' ? [i] : []));
  const isGrouped = commas.some((i) => i > (whole[0] ?? Number.POSITIVE_INFINITY) && i < last);
  const thousands = commas.filter((i) => i > last && (point < 0 || i < point)).length;
  const percents = tokens.filter(({ sort }) => sort === 'percent').length;
  const scaled = (size * 100 ** percents) / 1000 ** thousands;
  if (scaled >= EXACT) return sign + general(size);
  const [digits = '', decimals = ''] = rounded(scaled, behind).split('.');
  const filled = fill(tokens, whole, digits, isGrouped);
  let decimal = 0;
  return tokens.reduce((shown, { sort, text }, i) => {
    if (sort === 'digit' && whole.includes(i)) return shown + filled.get(i)!;
    if (sort === 'digit') {
      const rest = decimals.slice(decimal);
      decimal++;
      return text !== '#' || /[1-9]/.test(rest) ? shown + (rest[0] ?? '') : shown;
    }
    if (sort === 'general') return shown + general(size);
    if (sort === 'text' || sort === 'percent' || sort === 'point') return shown + text;
    return shown;
  }, sign);
}

/** Half up by the digits as written: 1.005 is 1.01, whatever the double holds. */
function rounded(value: number, decimals: number): string {
  const text = String(Number(value.toPrecision(SIGNIFICANT)));
  const places = Math.min(decimals, 10);
  if (text.includes('e')) return value.toFixed(places);
  return Number(`${Math.round(Number(`${text}e${places}`))}e-${places}`).toFixed(places);
}

/** The digits before the point, from the right; the first place takes what is left over. */
function fill(
  tokens: readonly FormatToken[],
  places: readonly number[],
  digits: string,
  isGrouped: boolean,
): Map<number, string> {
  const filled = new Map<number, string>();
  let left = digits === '0' ? '' : digits;
  let written = 0;
  const group = (text: string) =>
    isGrouped
      ? [...text]
          .reverse()
          .reduce((all, digit) => digit + (written++ % 3 === 0 && all !== '' ? ',' : '') + all, '')
      : text;
  for (let i = places.length - 1; i >= 0; i--) {
    const take = i === 0 ? left : left.slice(-1);
    left = left.slice(0, left.length - take.length);
    const text = take !== '' ? take : tokens[places[i]!]!.text === '0' ? '0' : '';
    const isNext = isGrouped && written > 0 && written % 3 === 0 && text !== '';
    filled.set(places[i]!, group(text) + (isNext ? ',' : ''));
  }
  return filled;
}
