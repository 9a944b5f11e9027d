import { perTypes, typeOfWord } from '../domain/activity/types.ts';

/** Words that say what a message is about; broken by blanks they would say nothing. */
const WORDS =
  '请假 签到 补签 代签 打卡 报到 应到 实到 应该 没来 没到 没有 未到 缺席 参加 整改 延期 销号 进展 问题 手机 忘了 来不了 去不了 不来 不去'.split(
    ' ',
  );
/** 请 假 条 is a heading, read with its blanks, and 党小组 会期 a unit before a label. */
const BROKEN = perTypes(() => {
  const words = [...typeOfWord().keys(), ...WORDS].sort((a, b) => b.length - a.length);
  return new RegExp(
    `(?:${words.map((word) => [...word].join(' ?')).join('|')})(?! [人员条单表]|[期址众])`,
    'g',
  );
});
/** 二十六 人, 8 点 半, 一 号 整改. */
const MEASURED =
  /(?<=[\d一二三四五六七八九十百两]) (?=[人个名位号点月日%](?! ?[\u4e00-\u9fff] ))|(?<=[点]) (?=半)/g;
/** One blank between every word or two: whoever writes so parts words anywhere. */
const SPACED = /[\u4e00-\u9fff]{1,3} [\u4e00-\u9fff]{1,3} [\u4e00-\u9fff]/;

/** 应到:2 4 */
const DIGITS = /(?<=[应实] ?到 ?(?:会|人 ?数)? ?[:：] ?)(\d) (\d)(?= ?人?(?:\s*(?:\n|$)))/g;
/** 场 部 办 公 室 支 部, 主 持：谷 雨 来: a line spread out character by character, its colons aside. */
const SPREAD = /^[^\s:：](?: +[^\s:：]| ?[:：] ?[^\s:：])*$/u;
const LEAST_SPREAD = 5;
const LEAST_LABELLED = 3;
const HAN = /[\u4e00-\u9fff]/g;

/** Of single characters alone nothing is parted by blanks; 张 三 by itself and a row of digits stay. */
function gather(line: string): string {
  if (!line.includes(' ') || !SPREAD.test(line)) return line;
  const least = /[:：]/.test(line) ? LEAST_LABELLED : LEAST_SPREAD;
  return (line.match(HAN)?.length ?? 0) >= least ? line.replaceAll(' ', '') : line;
}

/**
 * Joins keywords that were written with blanks inside (党员 大会, 应 到), and numbers with their measure words. Other blanks
 * part names and stay. Linear in the length of the text.
 */
export function rejoin(text: string): string {
  if (!text.includes(' ')) return text;
  const whole = text.split('\n').map(gather).join('\n').replace(DIGITS, '$1$2');
  if (!SPACED.test(whole)) return whole;
  return whole
    .replace(BROKEN(), (found) => (found.includes(' ') ? found.replaceAll(' ', '') : found))
    .replace(MEASURED, '');
}
