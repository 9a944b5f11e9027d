import type { Office } from '../../domain/slots.ts';
import type { View } from '../learned/view.ts';
import type { Spans } from '../spans/spans.ts';

/** 我和李四都到了, 李四跟我: the sender counts beside those who are named. */
export function countsSelf({ tokens, spans }: View): boolean {
  for (let i = 0; i < tokens.length; i++) {
    if (tokens[i]!.symbol !== 'self') continue;
    const behind = tokens.slice(i + 1, i + 6);
    const link = behind.findIndex((t) => t.symbol === 'and');
    const person = behind.findIndex((t) => t.kind === 'person');
    if (
      link === 0 &&
      person > 0 &&
      behind.slice(1, person).every((t) => t.symbol !== '<line>' && t.kind !== 'mark')
    )
      return true;
    if (tokens[i - 1]?.symbol === 'and' && tokens[i - 2]?.kind === 'person') return true;
    if (TWO_OF_US.test(spans.s.slice(tokens[i]!.at, tokens[i]!.end)) && person >= 0) return true;
  }
  return false;
}

/** A name that means whoever writes: 主持我, 记录人：本人. */
export const isMe = (name: string): boolean => name === '我' || name === '本人';

const ME = '(?:我|本人)(?:自己)?(?![们的和跟与同俩])';
const OFFICES: readonly (readonly [Office, RegExp])[] = (
  [
    ['host', '主持人?', '主持'],
    ['recorder', '记录[人员]?', '(?:(?:做|作)的?)?记录'],
    ['lecturer', '主讲人?|讲课人?|授课人?', '主讲|讲课|授课|讲党课|讲(?=[\\s,，。;；]|$)'],
  ] as const
).map(([office, label, does]) => [
  office,
  new RegExp(
    `(?:${label})(?:还)?[是为由:：\\s]{0,2}${ME}(?=[\\s,，。;；、)）]|$|${label})|${ME}(?:来|担任|负责|当)?(?:${does})(?!不|过|的|人?[是为:：]|[吗?？])`,
    'u',
  ),
]);

/** 我主持, 主持人：我, 记录本人: what the sender calls themselves at a meeting. */
export const selfAs = (s: string): Office[] =>
  OFFICES.filter(([, pattern]) => pattern.test(s)).map(([office]) => office);

/** 我叫温如言: what the sender calls themselves. */
export const nameOfMe = ({ s, people }: Spans): string | undefined =>
  people.find((p) => /(?:我|本人)(?:叫|是|名叫)\s?$/u.test(s.slice(Math.max(0, p.at - 5), p.at)))?.name;

const TWO_OF_US = /俩$/;
