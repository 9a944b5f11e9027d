// Who is away has to be named: a number of them is asked about, and whom a group lacks has not come.
import { describe, expect, it } from 'vitest';
import type { Filled } from '../../src/domain/intent.ts';
import { knowledgeOf } from '../../src/parsing/knowledge.ts';
import { understand } from '../../src/parsing/understand.ts';

/** A Sunday. */
const now = Date.parse('2026-11-29T10:00:00+08:00');
const knowledge = knowledgeOf({ people: ['赵六', '李四', '吴国栋'] });

/** What is carried out or offered. */
function meant(text: string): Filled[] {
  const { certainty, intent, alternatives } = understand(text, now, { knowledge });
  return [...(certainty === 'clear' ? [intent] : []), ...alternatives];
}

describe('a number of people away', () => {
  it.each([
    '除了一个请假的都来了',
    '除了两个请假的都到了',
    '除一人请假外全部到会',
    '除两名党员请假外都到了',
    '有两个没来，其余都到了',
    '有一个请假，其余都到了',
    '差一个，其他都到了',
    '就一个人没来，其他都来了',
    '少了两个人，其余到齐',
    '今天主题党日除了三个请假的都来了',
  ])('%s is neither a figure of those who came nor everybody', (text) => {
    for (const said of meant(text)) {
      expect(said.present).toBeUndefined();
      expect(said.everyone).toBeUndefined();
      expect(said.intent).not.toBe('checkin');
    }
  });
});

describe('whom a group lacks', () => {
  for (const name of ['吴国栋', '赵六'])
    it.each([
      '第二小组全到，第一小组就差X',
      '第二小组到齐了，第一小组只差X',
      '一组全到，二组缺X',
      '二组少了X',
      '第一小组差X',
      '就差X',
    ])(`%s ${name}`, (frame) => {
      for (const said of meant(frame.replace('X', name))) {
        expect(said.intent).not.toBe('checkin');
        expect(said.names ?? []).toEqual(said.intent === 'attendance_correct' ? [name] : []);
      }
    });
});
