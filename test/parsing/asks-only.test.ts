// Lines that only ask: nothing they are offered, or taken for, would store anything.
import { describe, expect, it } from 'vitest';
import { knowledgeOf } from '../../src/parsing/knowledge.ts';
import { understand } from '../../src/parsing/understand.ts';

const knowledge = knowledgeOf({ people: ['吴国栋', '曾庆丰', '田小军', '赵六'], units: ['第一党支部'] });
const read = (text: string) =>
  understand(text, Date.parse('2026-12-01T10:00:00+08:00'), { knowledge, botNames: [] });
const STORES =
  /^(?:checkin|leave|leave_withdraw|makeup_checkin|roster_checkin|activity_report|activity_create)$/;

describe('what only asks', () => {
  it.each([
    '11月党课请了哪些人的假',
    '没请假缺席2次以上的党员',
    '廉政党课我算请假吧',
    '到齐了没有',
    '上次党课赵六来没来',
    '组织生活会那天几个请假',
    '田小军发展到什么程序了',
    '曾庆丰这个人老不来吧?你查查他',
    '这个月三个支部都什么时候开主题党日?',
    '主题党日这三回到会率画个柱状图',
    '赵六今年参会咋样 要讨论转正',
  ])('%s', (text) => {
    const { intent, alternatives } = read(text);
    for (const one of [intent, ...alternatives]) expect(one.intent).not.toMatch(STORES);
  });
});

describe('what tells something too', () => {
  it.each([
    ['几点开会？我去不了', 'leave'],
    ['这阵子有好几场会，党课请假 出差', 'leave'],
    ['11月17日支部大会，应到39，没得哪个缺', 'activity_report'],
  ])('%s', (text, intent) => {
    const said = read(text);
    expect([said.intent, ...said.alternatives].map((one) => one.intent)).toContain(intent);
  });
});

// What is said at the end of a line, or beside the act, takes no act back.
describe('an act', () => {
  const ACTS: readonly (readonly [text: string, intent: string])[] = [
    ['签到', 'checkin'],
    ['到了', 'checkin'],
    ['党课请假 孩子发烧', 'leave'],
    ['代签 赵六 吴国栋', 'checkin'],
    ['补签 主题党日 11月25日', 'makeup_checkin'],
    ['安排 主题党日 12月5日下午3点 三楼会议室', 'activity_create'],
    ['上报 党课 11月30日 应到11 实到9', 'activity_report'],
  ];
  const ENDS = ['？', '?', '嘞', '，辛苦了'];
  it.each(ACTS.flatMap(([text, intent]) => ENDS.map((end) => [text + end, intent] as const)))(
    '%s is %s',
    (text, intent) => expect(read(text)).toMatchObject({ certainty: 'clear', intent: { intent } }),
  );

  it.each([
    ['签到，给我做个表', 'checkin'],
    ['代签 赵六 吴国栋，还差几个人没到', 'checkin'],
    ['党课请假 几个孩子要接', 'leave'],
    ['补签 主题党日 11月25日，麻烦排个名', 'makeup_checkin'],
    ['安排 主题党日 12月5日下午3点 三楼会议室，给我做个表', 'activity_create'],
  ])('%s is done or offered as %s', (text, intent) => {
    const said = read(text);
    expect([said.intent, ...said.alternatives].map((one) => one.intent)).toContain(intent);
  });

  it('is none where its word is asked about', () => {
    expect(read('党课请假的几个人').intent).toMatchObject({ intent: 'query' });
    expect(read('请假 出差吗').intent).toMatchObject({ intent: 'query' });
  });
});
