import type { View } from '../learned/view.ts';

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

const TWO_OF_US = /俩$/;
