const DIGITS = '零一二三四五六七八九';
const VALUE: Readonly<Record<string, number>> = {
  〇: 0,
  零: 0,
  两: 2,
  俩: 2,
  仨: 3,
  壹: 1,
  贰: 2,
  叁: 3,
  肆: 4,
  伍: 5,
  陆: 6,
  柒: 7,
  捌: 8,
  玖: 9,
};
for (let i = 0; i < DIGITS.length; i++) (VALUE as Record<string, number>)[DIGITS[i]!] = i;
const UNIT: Readonly<Record<string, number>> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 };

/** Reads 23, 二十三, 廿三, 一百零五, 一百二, 二〇二六; undefined when it is no number. */
export function readNumber(text: string): number | undefined {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  const s = text.replace(/廿/g, '二十').replace(/卅/g, '三十');
  if (s === '' || s.length > 12) return undefined;
  if (s.length > 1 && ![...s].some((c) => c in UNIT)) return readDigits(s);
  let total = 0;
  let digit = -1;
  let lastUnit = 10;
  for (const c of s) {
    const unit = UNIT[c];
    if (unit !== undefined) {
      total += (digit < 0 ? 1 : digit) * unit;
      digit = -1;
      lastUnit = unit;
    } else {
      const value = VALUE[c];
      if (value === undefined || digit > 0) return undefined;
      if (value === 0) lastUnit = 10;
      digit = value;
    }
  }
  // 一百二 is 120: a digit right after hundreds counts the next unit down.
  return digit < 0 ? total : total + (lastUnit > 10 ? digit * (lastUnit / 10) : digit);
}

function readDigits(s: string): number | undefined {
  let n = 0;
  for (const c of s) {
    const value = VALUE[c];
    if (value === undefined) return undefined;
    n = n * 10 + value;
  }
  return n;
}
