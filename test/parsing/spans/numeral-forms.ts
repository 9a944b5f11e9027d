const PLAIN = '零一二三四五六七八九';
const FORMAL = '零壹贰叁肆伍陆柒捌玖';

function han(n: number, digits: string, ten: string, hundred: string): string {
  if (n >= 100) {
    const rest = n % 100;
    const tail = rest === 0 ? '' : rest < 10 ? `零${digits[rest]}` : tens(rest, digits, ten, true);
    return digits[Math.floor(n / 100)]! + hundred + tail;
  }
  return tens(n, digits, ten, digits === FORMAL);
}

function tens(n: number, digits: string, ten: string, full: boolean): string {
  if (n < 10) return digits[n]!;
  const lead = n < 20 && !full ? '' : digits[Math.floor(n / 10)]!;
  return lead + ten + (n % 10 === 0 ? '' : digits[n % 10]!);
}

/** 二十三, 一百零三 */
export const HAN = (n: number): string => han(n, PLAIN, '十', '百');

/** The ways a whole number is written. */
export const FORMS: Readonly<Record<string, (n: number) => string>> = {
  digits: String,
  full: (n) => String(n).replace(/\d/g, (d) => String.fromCharCode(d.charCodeAt(0) + 0xfee0)),
  han: HAN,
  formal: (n) => han(n, FORMAL, '拾', '佰'),
  joined: (n) => HAN(n).replace(/^二十/, '廿').replace(/^三十/, '卅'),
};
