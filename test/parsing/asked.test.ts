// Questions that have no form of their own, read by the words they are made of.
import { describe, expect, it } from 'vitest';
import { knowledgeOf } from '../../src/parsing/knowledge.ts';
import { understand } from '../../src/parsing/understand.ts';

const NOW = Date.parse('2026-12-01T10:00:00+08:00');
const knowledge = knowledgeOf({
  people: ['张三', '李四', '赵六', '孙玉兰', '吴国栋', '曾庆丰', '刘洋'],
  units: ['第一党支部', '第二党支部', '第三党支部', '第一党小组', '第二党小组'],
});
const read = (text: string) => understand(text, NOW, { knowledge, botNames: [] });

/** What a line asks, with no word left unread. */
const asks = (text: string) => {
  const said = read(text);
  return said.certainty === 'clear' ? said.intent : { intent: 'unsure', said };
};

describe('attendance', () => {
  it.each([
    ['一支部十一月主题党日应到几个实到几个', { metric: 'attendance_rate', activityType: 'theme_day' }],
    ['书记例会要报数 我支部今年主题党日平均到会率是多少', { metric: 'attendance_rate' }],
    ['二支部曾庆丰老不来，今年来了几次', { metric: 'my_attendance', names: ['曾庆丰'] }],
    ['谁下周三下午请假', { metric: 'leave_list' }],
    [
      '近几年办了多少次主题党日',
      { metric: 'activity_count', period: { from: '2024-01-01', to: '2026-12-01' } },
    ],
    ['党课到现在总共请了多少人次的假 年底要写总结', { metric: 'leave_list' }],
  ])('%s', (text, intent) => {
    expect(asks(text)).toMatchObject({ intent: 'query', ...intent });
  });
});

describe('what it is asked for', () => {
  const CORE = '11月主题党日到会率多少';
  it.each(['领导要，', '明天开会要汇报，', '书记你好，麻烦查一下', '年底考核要填表 ', '我想问一下'])(
    '%s before a question changes nothing',
    (before) => {
      expect(asks(before + CORE)).toEqual(asks(CORE));
    },
  );
  it.each(['，领导等着', '，我好写总结', ' 谢谢了', '，省得他们催'])(
    '%s behind it changes nothing',
    (behind) => {
      expect(asks(CORE + behind)).toEqual(asks(CORE));
    },
  );
});

describe('no question', () => {
  it.each([
    '几点开会？我去不了',
    '周二小组会、周四党课，都给我请假',
    '请假扣钱不？',
    '你收到没有',
    '缺的几个都是请了假的',
    '党课那天食堂吃什么',
    '明天的党课我看情况请假',
  ])('%s', (text) => {
    const { intent, certainty } = read(text);
    expect(certainty === 'clear' && intent.intent === 'query').toBe(false);
  });
});
