// A clause beside a question that nobody reads is left out and said not to be understood, where it names nothing that is kept.
import { describe, expect, it } from 'vitest';
import { knowledgeOf } from '../../src/parsing/knowledge.ts';
import { understand } from '../../src/parsing/understand.ts';

const knowledge = knowledgeOf({ people: ['吴国栋', '赵六'], units: ['第一党支部', '第二党支部'] });
const read = (text: string) => understand(text, Date.parse('2026-12-01T10:00:00+08:00'), { knowledge });

describe('a clause that is not read', () => {
  it.each([
    ['四季度三会一课还差啥没开，月底前好补上', 'activity_gap', '月底前好补上'],
    ['逾期的整改有几条，我这边账对不拢', 'rectify_overdue', '我这边账对不拢'],
  ])('%s', (text, metric, left) => {
    const { asFarAsRead, certainty, unread, intent } = read(text);
    if (certainty === 'clear') expect(intent).toMatchObject({ metric });
    else expect({ asFarAsRead, unread }).toMatchObject({ asFarAsRead: { metric }, unread: [left] });
  });

  it.each([
    ['第一党支部的嘎嘎，到会率多少', '嘎嘎'],
    ['11月份嘎嘎，逾期的整改有几条', '嘎嘎'],
  ])('is kept where it says of what: %s', (text, strange) => {
    const { unread, asFarAsRead, certainty } = read(text);
    // Never the whole clause: what it names is part of the question, or the line is not answered.
    expect(unread).not.toContain(text.split('，')[0]);
    if (certainty === 'unsure' && asFarAsRead) expect(unread).toContain(strange);
  });

  it.each(['请假，是不是这样写', '赵六到了，哪个登记的', '灭火器换好了，是不是要拍照'])(
    'is no act: %s',
    (text) => {
      const { asFarAsRead } = read(text);
      expect(asFarAsRead).toBeUndefined();
    },
  );
});

describe('a kind that is left out', () => {
  it.each(['除了党课，11月开了几次会', '不算党课，11月到会率多少', '除去党课11月开了几次'])(
    '%s is never what is counted',
    (text) => {
      const { certainty, alternatives, asFarAsRead, unread } = read(text);
      expect({ certainty, asFarAsRead }).toEqual({ certainty: 'unsure' });
      expect(unread.join()).toContain('党课');
      expect(alternatives.map((one) => 'activityType' in one)).toEqual([false]);
    },
  );
});

describe('whether something stands', () => {
  it.each([
    ['党日是不是固定每月最后一个礼拜五嘞', 'fixed_day_show'],
    ['党课是不是改到周五了', 'query'],
    ['主题党日是不是取消了', 'query'],
  ])('%s changes nothing', (text, intent) => expect(read(text).intent.intent).toBe(intent));

  it('is told first where an act is asked for', () => {
    expect(read('安排周五下午3点党课，是不是要通知大家').intent.intent).toBe('activity_create');
  });
});

describe('a question that is read whole, but not for certain', () => {
  it.each([
    ['今年党员大会就开了10月那一回？', true],
    ['今天早上支委会人齐吧', true],
    ['书记，取消主题党日嘞', false],
  ])('%s is answered: %s', (text, isAnswered) => {
    const { certainty, asFarAsRead } = read(text);
    expect(certainty === 'clear' || asFarAsRead !== undefined).toBe(isAnswered);
  });
});
