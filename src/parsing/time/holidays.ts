import { yearOf } from '../../domain/calendar/dates.ts';
import { type DateText, dayNumber } from '../../domain/calendar/time.ts';
import { lunarToSolar } from './lunar.ts';

const SOLAR: Readonly<Record<string, string>> = {
  元旦: '01-01',
  五一: '05-01',
  劳动: '05-01',
  七一: '07-01',
  八一: '08-01',
  国庆: '10-01',
  十一: '10-01',
  清明: '04-05',
};
const LUNAR: Readonly<Record<string, readonly [number, number]>> = {
  春节: [1, 1],
  过年: [1, 1],
  元宵: [1, 15],
  端午: [5, 5],
  中秋: [8, 15],
};

/** The day of a festival in a year; 清明 is taken as 5 April, one day off in some years. */
export function holidayIn(year: number, word: string): DateText | undefined {
  const key = word.slice(0, 2);
  const solar = SOLAR[key];
  if (solar !== undefined) return `${year}-${solar}`;
  const lunar = LUNAR[key];
  if (lunar !== undefined) return lunarToSolar(year, lunar[0], lunar[1]);
  return undefined;
}

/** The next such festival from `today`, or that of 明年 when said. */
export function holidayDate(words: string, today: DateText): DateText {
  const next = words.startsWith('明年');
  const word = words.replace(/^(明年|今年)/, '');
  const key = word === '除夕' ? '春节' : word;
  const year = yearOf(today) + (next ? 1 : 0);
  const date = holidayIn(year, key) ?? today;
  return !next && dayNumber(date) < dayNumber(today) ? (holidayIn(year + 1, key) ?? date) : date;
}
