import { readNumber } from '../numerals.ts';

const N = '(?:\\d{1,3}(?:\\.\\d)?|[一二两三四五六七八九十]{1,2})';
const DURATION = new RegExp(
  `(?<!提前|迟到|早到|晚到|每|学时|隔|前|推迟|晚)(?<!\\d)(?:(?<half>半)个?(?:小时|钟头)|(?<h>${N})个?(?<plus>半)?(?:小时|钟头|[hH](?![a-zA-Z]))(?<plus2>半)?(?:(?<hm>${N})分钟?)?|(?<q>[一三])刻钟|(?<m>\\d{1,3}|[一二三四五六七八九]?十[一二三四五六七八九]?)分钟)(?!之?前|之?后|以后|之?内|以内|左右到|到达|就)`,
);

const amount = (s: string) => (s.includes('.') ? Number(s) : (readNumber(s) ?? 0));

/** A spoken duration in minutes: 两个半小时, 1.5小时, 90分钟, 一小时二十分. */
export function readDuration(s: string): { minutes: number; at: number; end: number } | undefined {
  if (!/小时|钟头|分钟|刻钟|\dh/i.test(s)) return undefined;
  const match = DURATION.exec(s);
  if (!match) return undefined;
  const g = match.groups!;
  let minutes = 0;
  if (g.half) minutes = 30;
  else if (g.h) minutes = amount(g.h) * 60 + (g.plus || g.plus2 ? 30 : 0) + (g.hm ? amount(g.hm) : 0);
  else if (g.q) minutes = amount(g.q) * 15;
  else if (g.m) minutes = amount(g.m);
  if (minutes < 1) return undefined;
  return { minutes: Math.round(minutes), at: match.index, end: match.index + match[0].length };
}
