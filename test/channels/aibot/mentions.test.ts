import { expect, it, test } from 'vitest';
import { mentionStripper } from '../../../src/channels/aibot/mentions.ts';
import { isLinear, repeated } from '../../support/cost.ts';

test.each<[string[], string, string]>([
  [['支部通'], '@支部通 签到', '签到'],
  [['支部通'], '@支部通\u2005签到', '签到'],
  [['支部通'], '@支部通  签到', '签到'],
  [['支部通'], '＠支部通 签到', '签到'],
  [['支部通'], '@支部通签到', '签到'],
  [['支部通'], '签到 @支部通', '签到'],
  [['支部通'], '签到@支部通\u2005', '签到'],
  [['支部通'], '@张三 @支部通 签到', '@张三 签到'],
  [['支部通'], '请 @支部通 看看', '请 看看'],
  [['支部通'], '@支部通 @支部通 到', '到'],
  [['支部通'], '@支部通', ''],
  [['支部通'], '  签到  ', '签到'],
  [['支部通'], '张三 签到', '张三 签到'],
  [['支部通'], '@支部\u200b通 到', '到'],
  [['支部通'], '@支部通\n【会议上报】\n应到：23', '【会议上报】\n应到：23'],
  [['支部通'], '【会议上报】\n@支部通\n应到：23', '【会议上报】\n应到：23'],
  [['支部通'], '应到：23\n@支部通 实到：21', '应到：23\n实到：21'],
  [['党建 小 助手'], '@党建 小 助手 签到', '签到'],
  [['党建 小 助手'], '@党建\u2005小  助手 签到', '签到'],
  [['党建', '党建助手'], '@党建助手 签到', '签到'],
  [['Bot (v1.0)+'], '@Bot (v1.0)+ 签到', '签到'],
  [['Bot.'], '@BotX 签到', '@BotX 签到'],
  [[], '@支部通 签到', '@支部通 签到'],
  [['', '  '], '@ 签到', '@ 签到'],
])('%j: %j becomes %j', (names, text, expected) => {
  expect(mentionStripper(names)(text)).toBe(expected);
});

it.each<[string, (length: number) => string]>([
  ['blanks between words', (n) => `a${' '.repeat(n)}b`],
  ['half a name over and over', repeated('@党建 ')],
  ['blanks inside a name', (n) => `@党建${' '.repeat(n)}x`],
])('takes time linear in the length of %s', (_name, textOf) => {
  const strip = mentionStripper(['支部通', '党建 助手']);
  expect(isLinear(strip, textOf)).toBe(true);
});
