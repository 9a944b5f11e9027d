// What only asks is answered beside the writer, however it is read: as far as it is read, by its sound, in several parts.
import { describe, expect, it } from 'vitest';
import { weightAsked } from '../../src/conversation/asking.ts';
import { understand } from '../../src/parsing/understand.ts';
import type { IncomingMessage } from '../../src/ports/channels.ts';

const NOW = Date.parse('2026-12-01T10:00:00+08:00');
const weigh = (text: string) =>
  weightAsked(
    { content: { kind: 'text', text } } as IncomingMessage,
    { said: understand(text, NOW), reading: {}, org: undefined },
    NOW,
  );

describe('beside the writer', () => {
  it.each([
    '11月各支部到会率多少',
    '党课那档子几个请假',
    '孙玉兰情假多不多',
    '慰问过几次困难党员 走访报了几回',
  ])('%s', (text) => expect(weigh(text)).toBeDefined());
});

describe('with the writer', () => {
  it.each(['签到', '请假 出差', '上报 主题党日 全员到齐', '李四情假 出差', '整改3完成', '走访5户，慰问2次'])(
    '%s',
    (text) => expect(weigh(text)).toBeUndefined(),
  );
});
