import { readNumber } from '../numerals.ts';

/** Numerals of plain writing and of forms, for use inside a character class. */
export const PLAIN_DIGITS = '零〇一二两三四五六七八九十百千廿卅';
export const FORMAL_DIGITS = '零壹贰叁肆伍陆柒捌玖拾佰仟';
/** All of them. */
export const HAN_DIGITS = `${PLAIN_DIGITS}${FORMAL_DIGITS}`;

/** Two neighbours said in one breath are an estimate: 七八, 十七八, 三四十, 三五. */
const ESTIMATE =
  /(?:^|[十百拾])(?:一两|一二|两三|二三|三四|三五|四五|五六|六七|七八|八九)(?:[十百]?$)|^[几数][十百]/;

const BARE_DIGITS = /^[一二三四五六七八九]{2,}$/;

/** What a run of numeral characters says. */
interface Numeral {
  value: number;
  /** 七八, 几十: said as an estimate */
  vague: boolean;
}

/** Reads 23, 廿三, 拾捌, 一百二十六, 俩, 七八 (7, vague), 几十 (10, vague); undefined when it is no number. */
export function readRun(text: string): Numeral | undefined {
  if (text.length > 10) return undefined;
  if (ESTIMATE.test(text)) {
    // The lower bound stands for the whole: nothing is computed from it.
    const low = text.replace(/^[几数]/, '一').replace(/.([十百]?)$/, '$1');
    const value = readNumber(low);
    return value === undefined ? undefined : { value, vague: true };
  }
  // 赵六三位: two digits side by side are the end of a name and a count; 一〇八 is a number.
  if (BARE_DIGITS.test(text)) return undefined;
  const value = readNumber(text);
  return value === undefined ? undefined : { value, vague: false };
}
