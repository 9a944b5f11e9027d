// Words that people in a hurry leave out: 天 of 昨天, 会 of 支委会, and who is called twice.
import { describe, expect, it } from 'vitest';
import { knowledgeOf } from '../../src/parsing/knowledge.ts';
import { understand } from '../../src/parsing/understand.ts';

/** A Saturday. */
const now = Date.parse('2027-05-15T10:00:00+08:00');
const knowledge = knowledgeOf({ people: ['俞志航', '郏若愚', '支大树', '支委年'] });
const said = (text: string) => understand(text, now, { knowledge });
const read = (text: string) => said(text).intent;

const MEETINGS = {
  支部大会: 'party_congress',
  党员大会: 'party_congress',
  支大: 'party_congress',
  支委会: 'committee_meeting',
  支委: 'committee_meeting',
  小组会: 'group_meeting',
  党课: 'party_lecture',
  主题党日: 'theme_day',
  组织生活会: 'organization_life',
  民主评议: 'democratic_review',
};
const DAYS = { 昨: '2027-05-14', 今: '2027-05-15', 明: '2027-05-16' };

describe.each(Object.entries(MEETINGS))('%s', (word, activityType) => {
  it.each(Object.entries(DAYS))('of %s', (day, startAt) => {
    if (day === '昨') {
      expect(read(`${day}${word} 应到9实到9`)).toMatchObject({ activityType, startAt });
      expect(read(`补签 ${day}${word}`)).toMatchObject({ intent: 'makeup_checkin', activityType, startAt });
      return;
    }
    expect(read(`${day}${word}请假 出差`)).toMatchObject({ intent: 'leave', activityType, startAt });
    expect(read(`${day}${word} 17:30 校长室`)).toMatchObject({
      activityType,
      startAt: `${startAt}T17:30:00+08:00`,
    });
  });
});

describe('a day of one character', () => {
  it.each(['说明党课的要求', '如今党课不好上', '请说明支委会的时间', '郏若愚声明党员大会没开'])(
    'is none inside another word: %s',
    (text) => {
      expect(read(text)).not.toHaveProperty('startAt');
    },
  );
  it('asks for that day', () => {
    expect(read('昨党课缺的有谁')).toMatchObject({
      intent: 'query',
      metric: 'absentees',
      period: { from: DAYS.昨, to: DAYS.昨 },
    });
  });
});

describe('支委 and 支大', () => {
  it.each([
    ['周二支大请假，监考', 'party_congress'],
    ['支大 5.20 17:00 阶梯教室', 'party_congress'],
    ['周一12:30 支委 校长室', 'committee_meeting'],
    ['周三支委请假', 'committee_meeting'],
    ['5.13支委 应5实4', 'committee_meeting'],
    ['二季度支委开几次了', 'committee_meeting'],
    ['上周二支大 29到28', 'party_congress'],
    ['上次支委谁没来', 'committee_meeting'],
    ['5/13 支委 缺郏若愚 应5到4', 'committee_meeting'],
  ])('are meetings in %s', (text, activityType) => {
    expect(read(text)).toMatchObject({ activityType });
  });
  it.each([
    '支委郏若愚签到',
    '支委应到5人实到4人',
    '支大树签到',
    '支委年到了',
    '昨天支委五人都来了',
    '支大队今天到齐',
  ])('are none in %s', (text) => {
    expect(read(text)).not.toHaveProperty('activityType');
  });
});

describe('somebody called twice', () => {
  it.each(['俞工', '俞总'])('%s and the name in brackets are one', (called) => {
    expect(read(`我和${called}（俞志航）都在会议室`)).toMatchObject({ intent: 'checkin', names: ['俞志航'] });
    expect(read(`签到：${called}（俞志航）、郏若愚`)).toMatchObject({ names: ['俞志航', '郏若愚'] });
  });
});

describe('what is ahead', () => {
  it.each(['近期', '最近', '接下来'])('%s', (when) => {
    for (const what of ['有啥会', '有什么会', '有哪些活动', '还有没有会'])
      expect(said(`${when}${what}`), what).toMatchObject({
        certainty: 'clear',
        intent: { intent: 'query', metric: 'upcoming' },
      });
  });
  it.each(['最近开了哪些会', '最近开过啥会', '近期都开了什么会'])('is not asked for by %s', (text) => {
    expect(read(text)).toMatchObject({ metric: 'activity_list' });
  });
});

describe('who is not to count', () => {
  it.each([
    '没签到的有哪些人，夜班的除外',
    '谁没签到，值班的不算',
    '缺席名单，退休的除外',
    '本月请假名单 不含病假',
    '上月到会率，流动党员除外',
    '查一下谁请假了 不包括年休的',
  ])('is not dropped: %s', (text) => {
    expect(said(text).certainty).not.toBe('clear');
  });
  it.each(['流动党员算不算应到', '没签到的有哪些人', '本月请假名单'])('is nobody in %s', (text) => {
    expect(said(text)).toMatchObject({ certainty: 'clear' });
  });
});

describe('when a meeting is', () => {
  const WHEN = ['几点', '什么时候', '几点开始', '什么时候开', '在哪里'];
  it.each([
    ['明天党课', 'party_lecture', '2027-05-16', '2027-05-16'],
    ['下周支委会', 'committee_meeting', '2027-05-17', '2027-05-23'],
    ['20号主题党日', 'theme_day', '2027-05-20', '2027-05-20'],
    ['今晚支部大会', 'party_congress', '2027-05-15', '2027-05-15'],
  ])('%s', (meeting, activityType, from, to) => {
    for (const when of WHEN)
      expect(said(`${meeting}${when}`), when).toMatchObject({
        certainty: 'clear',
        intent: { intent: 'query', metric: 'upcoming', activityType, period: { from, to } },
      });
  });
  it.each(['昨天党课几点开的', '昨天党课几点', '昨天党课在哪里开的'])('%s asks for one that was', (text) => {
    expect(read(text)).toMatchObject({
      intent: 'query',
      metric: 'activity_list',
      activityType: 'party_lecture',
      period: { from: '2027-05-14', to: '2027-05-14' },
    });
  });
});
