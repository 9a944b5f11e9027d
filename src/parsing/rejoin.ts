import { perTypes, typeOfWord } from '../domain/activity/types.ts';

/** Words that say what a message is about; broken by blanks they would say nothing. */
const WORDS =
  '请假 签到 补签 代签 打卡 报到 应到 实到 应该 没来 没到 没有 未到 缺席 参加 整改 延期 销号 进展 问题 手机 忘了 来不了 去不了 不来 不去'.split(
    ' ',
  );
/** 请 假 条 is a heading, read with its blanks. */
const BROKEN = perTypes(() => {
  const words = [...typeOfWord().keys(), ...WORDS].sort((a, b) => b.length - a.length);
  return new RegExp(`(?:${words.map((word) => [...word].join(' ?')).join('|')})(?! [人员条单表])`, 'g');
});
/** 二十六 人, 8 点 半, 一 号 整改. */
const MEASURED =
  /(?<=[\d一二三四五六七八九十百两]) (?=[人个名位号点月日%](?! ?[\u4e00-\u9fff] ))|(?<=[点]) (?=半)/g;
/** One blank between every word or two: whoever writes so parts words anywhere. */
const SPACED = /[\u4e00-\u9fff]{1,3} [\u4e00-\u9fff]{1,3} [\u4e00-\u9fff]/;

/**
 * Joins keywords that were written with blanks inside (党员 大会, 应 到), and numbers with their measure words. Other blanks
 * part names and stay. Linear in the length of the text.
 */
export function rejoin(text: string): string {
  if (!text.includes(' ') || !SPACED.test(text)) return text;
  return text
    .replace(BROKEN(), (found) => (found.includes(' ') ? found.replaceAll(' ', '') : found))
    .replace(MEASURED, '');
}
