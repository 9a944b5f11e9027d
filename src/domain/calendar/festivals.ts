// Days that people call by name: the festivals of both calendars and two solar terms, each on its day of any year.
import { lunarNewYearsEve, lunarToSolar } from './lunar.ts';
import { addDays, type DateText } from './time.ts';

type SolarTerm = '清明' | '冬至';
/** Solar terms of 2000–2099 by the usual approximation; `late` lists the years in which it gives the day after. */
const SOLAR_TERMS: Record<SolarTerm, { month: string; constant: number; late: readonly number[] }> = {
  清明: { month: '04', constant: 4.81, late: [] },
  冬至: { month: '12', constant: 21.94, late: [2021] },
};

const onDay = (monthDay: string) => (year: number) => `${year}-${monthDay}`;
const onLunarDay = (month: number, day: number) => (year: number) => lunarToSolar(year, month, day);
const onSolarTerm = (term: SolarTerm) => (year: number) => solarTerm(year, term);

const DAY_OF = {
  元旦: onDay('01-01'),
  除夕: lunarNewYearsEve,
  春节: onLunarDay(1, 1),
  过年: onLunarDay(1, 1),
  元宵: onLunarDay(1, 15),
  三八: onDay('03-08'),
  清明: onSolarTerm('清明'),
  五一: onDay('05-01'),
  劳动: onDay('05-01'),
  五四: onDay('05-04'),
  六一: onDay('06-01'),
  端午: onLunarDay(5, 5),
  七一: onDay('07-01'),
  八一: onDay('08-01'),
  中秋: onLunarDay(8, 15),
  重阳: onLunarDay(9, 9),
  教师: onDay('09-10'),
  国庆: onDay('10-01'),
  十一: onDay('10-01'),
  冬至: onSolarTerm('冬至'),
} as const satisfies Record<string, (year: number) => DateText | undefined>;

export type Festival = keyof typeof DAY_OF;

/** As said, without 节; 五一 and 劳动, 国庆 and 十一 are the same day. */
export const FESTIVALS = Object.keys(DAY_OF) as Festival[];

/** The festival a word names, with or without 节. */
export const festivalNamed = (word: string): Festival | undefined =>
  FESTIVALS.find((name) => word === name || word === `${name}节`);

/** The day of a festival in a year; undefined where a lunar one lies outside the table. */
export const festivalDay = (year: number, name: Festival): DateText | undefined => DAY_OF[name](year);

/** The 13 days of 《全国年节及纪念日放假办法》 (as amended 10 Nov 2024); lunar ones only where the table reaches. */
export function statutoryDays(year: number): DateText[] {
  const days = (name: Festival, count: number) => {
    const first = festivalDay(year, name);
    return first === undefined ? [] : Array.from({ length: count }, (_, i) => addDays(first, i));
  };
  return [
    ...days('元旦', 1),
    ...days('除夕', 4),
    ...days('清明', 1),
    ...days('五一', 2),
    ...days('端午', 1),
    ...days('中秋', 1),
    ...days('国庆', 3),
  ].sort();
}

function solarTerm(year: number, term: SolarTerm): DateText {
  const { month, constant, late } = SOLAR_TERMS[term];
  const y = year - 2000;
  const day = Math.floor(y * 0.2422 + constant) - Math.floor(y / 4) - (late.includes(year) ? 1 : 0);
  return `${year}-${month}-${String(day).padStart(2, '0')}`;
}
