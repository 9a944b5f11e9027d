import { festivalNamed } from '../../domain/calendar/festivals.ts';
import { words } from '../lexicon/words.ts';

/** The 24 terms of the year: days as well. */
const TERMS = new Set(
  words(
    '立春 雨水 惊蛰 春分 清明 谷雨 立夏 小满 芒种 夏至 小暑 大暑 立秋 处暑 白露 秋分 寒露 霜降 立冬 小雪 大雪 冬至 小寒 大寒',
  ),
);
const DAY_BEHIND = /^(?:节|时节|那天|当天|当日|期间|前|后)/;

/** 国庆那天, 重阳节, 白露时节 are days, whoever is called so. */
export const isDay = (s: string, name: string, end: number): boolean =>
  DAY_BEHIND.test(s.slice(end, end + 2)) && (TERMS.has(name) || festivalNamed(name) !== undefined);
