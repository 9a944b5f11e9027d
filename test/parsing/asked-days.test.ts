// The fixed day of a branch, the day of what lies ahead, and what was there before.
import { describe, expect, it } from 'vitest';
import { knowledgeOf } from '../../src/parsing/knowledge.ts';
import { understand } from '../../src/parsing/understand.ts';

const NOW = Date.parse('2026-12-01T10:00:00+08:00');
const knowledge = knowledgeOf({
  people: ['张三', '罗大成', '唐振华'],
  units: ['第一党支部', '第二党支部', '第三党支部', '第一党小组', '第二党小组'],
});
const asks = (text: string) => {
  const said = understand(text, NOW, { knowledge, botNames: [] });
  return said.certainty === 'clear' ? said.intent : { intent: 'unsure', said };
};
const DECEMBER = { from: '2026-12-01', to: '2026-12-31' };

describe('the fixed day', () => {
  it.each([
    ['固定党日定的哪天', {}],
    ['三支部的固定党日是哪天', { scope: '三支部' }],
    ['二支部主题党日不是固定20号么，这月怎么排21了', { scope: '二支部' }],
    ['请问这个月的主题党日到底是哪一天？我记得是20号，可日历上20号是礼拜天', {}],
    ['主题党日以前都是20号，咋变成21号了', {}],
  ])('%s', (text, slots) => {
    expect(asks(text)).toEqual({ intent: 'fixed_day_show', ...slots });
  });

  it.each([
    ['主题党日固定为每月25日下午3点 党员活动室', 'fixed_day_set'],
    ['取消固定日', 'fixed_day_clear'],
  ])('%s is done', (text, intent) => {
    expect(asks(text)).toMatchObject({ intent });
  });
});

describe('what lies ahead', () => {
  it.each([
    ['护士长催我报排班，12月支部活动是20号还是21号？几点', { period: DECEMBER }],
    [
      '25号党日几点来着，在大院集合还是办公室',
      { period: { from: '2026-12-25', to: '2026-12-25' }, activityType: 'theme_day' },
    ],
    ['下一次主题党日是什么时候呀', { activityType: 'theme_day' }],
    ['12月主题党日定在哪天？我得先跟同事调课', { period: DECEMBER }],
    ['下回党日是哪天', { activityType: 'theme_day' }],
  ])('%s', (text, slots) => {
    expect(asks(text)).toMatchObject({ intent: 'query', metric: 'upcoming', ...slots });
  });

  it('is told whether place and topic are as before', () => {
    expect(asks('还是在老地方吗？内容定下来没有')).toMatchObject({
      metric: 'activity_list',
      told: ['place', 'topic'],
      follows: true,
    });
  });

  it('and how often theme days are held is a rule', () => {
    expect(asks('主题党日多久一次')).toMatchObject({ intent: 'rule', rules: ['theme_day'] });
  });
});
