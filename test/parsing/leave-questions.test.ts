// Whether and why somebody is on leave may be asked; whoever asks wants nothing stored.
import { describe, expect, it } from 'vitest';
import type { Understanding } from '../../src/domain/intent.ts';
import { knowledgeOf } from '../../src/parsing/knowledge.ts';
import { understand } from '../../src/parsing/understand.ts';

/** A Sunday. */
const now = Date.parse('2026-11-29T10:00:00+08:00');
const knowledge = knowledgeOf({ people: ['赵六', '许春梅', '陈思远', '彭海燕'] });
const read = (text: string): Understanding => understand(text, now, { knowledge });

const ABOUT_ONE = [
  'X请假什么原因',
  'X请假的原因是什么',
  'X请假原因',
  'X什么原因请假',
  'X为什么请假',
  'X为啥又请假了',
  'X怎么请假了',
  'X因为什么请的假',
  'X请的什么假',
  'X请的是什么假',
  'X请什么假',
  'X请的啥假呀',
  'X请假没有',
  'X请假了没',
  'X请假了吗',
  'X有没有请假',
  'X是不是请假了',
  'X请没请假',
  'X请假情况',
  '为什么X请假',
  '查一下X请假没有',
  'X请了几天假',
  'X为什么没来',
  'X什么原因没来',
  'X怎么没来',
];

describe('somebody’s leave is asked for', () => {
  for (const name of ['赵六', '陈思远', '彭海燕和许春梅'])
    it.each(ABOUT_ONE.map((frame) => frame.replace('X', name)))('%s', (text) => {
      expect(read(text)).toMatchObject({
        certainty: 'clear',
        intent: { intent: 'query', metric: 'leave_list' },
      });
    });

  it.each([
    '12月4号党员大会 赵六请假什么原因',
    '12月4号的党员大会赵六请假没有',
    '赵六12月4号党员大会请假了吗',
  ])('%s of that meeting', (text) => {
    expect(read(text).intent).toMatchObject({
      metric: 'leave_list',
      activityType: 'party_congress',
    });
  });

  it.each([
    '谁谁请假了吗',
    '某某请假了吗',
    '他请假什么原因',
    '他请的什么假',
    '老赵请假没有',
    '请假没有',
    '大家为什么请假',
    '为什么这么多人请假',
    '赵六到底是因为家里什么事情请的假',
    '赵六今天是真的请假了没有啊，我看他一直没来',
  ])('%s is no leave, and none is offered', (text) => {
    const said = read(text);
    const carriedOut = said.certainty === 'clear' ? [said.intent] : [];
    expect([...carriedOut, ...said.alternatives].map((f) => f.intent)).not.toContain('leave');
  });
});

describe('a leave that sounds like a question', () => {
  it.each(['可以请假吗，孩子病了', '赵六请假，没有车', '许春梅请假，没有时间', '赵六请个假', '我想请个假'])(
    '%s',
    (text) => {
      expect(read(text).intent.intent).toBe('leave');
    },
  );
});
