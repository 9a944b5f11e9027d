// Questions about people, by the words they are made of: who there is, what is registered of them, and what is kept of nobody.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defineProcesses } from '../../src/domain/process/kinds.ts';
import { knowledgeOf } from '../../src/parsing/knowledge.ts';
import { understand } from '../../src/parsing/understand.ts';
import { useShippedReports } from '../support/filing.ts';
import { defineShippedProcesses } from '../support/processes.ts';

useShippedReports();
beforeAll(defineShippedProcesses);
afterAll(() => defineProcesses([]));

const NOW = Date.parse('2026-12-01T10:00:00+08:00');
const knowledge = knowledgeOf({
  people: ['张三', '李四', '宋佳怡', '潘家伟', '袁丽娜', '陈思远'],
  units: ['第一党支部', '第二党支部', '第三党支部', '第一党小组', '第二党小组'],
});
const asks = (text: string) => {
  const said = understand(text, NOW, { knowledge, botNames: [] });
  return said.certainty === 'clear' ? said.intent : { intent: 'unsure', said };
};

describe('who there is', () => {
  it.each([
    ['咱支部在册的党员都有谁', { metric: 'member_list' }],
    ['第二党小组组员有哪些', { metric: 'member_list', scope: '第二党小组' }],
    ['组里都有谁', { metric: 'member_list', scope: '本小组' }],
    ['帮忙把三支部花名册打一份', { metric: 'member_list', format: 'file', scope: '三支部' }],
    ['预备党员名单导成excel', { metric: 'member_count', what: 'probationary', format: 'file' }],
    ['正式党员多少，过半数是几个', { metric: 'member_list', what: 'formal' }],
    ['除了流动党员还有多少人', { metric: 'member_list', what: 'at_home' }],
    ['党员总数报一下，正式预备分开说', { metric: 'member_count' }],
    ['全党委党员有多少', { metric: 'member_count', scope: '全党委' }],
    ['一组有几个人，二组有几个人', { sides: [{ scope: '第一党小组' }, { scope: '第二党小组' }] }],
    ['谁是兼职的', { metric: 'member_list', what: 'twice' }],
    ['党委本级都有谁', { metric: 'member_list', what: 'above' }],
    ['流动党员占多大比例', { metric: 'member_count' }],
    ['党员数哪个支部最多', { metric: 'member_count' }],
    ['每个小组几个人', { metric: 'member_count', what: 'by_group' }],
    ['党群先锋队一共好多人', { metric: 'member_list', what: 'team', topic: '党群先锋队' }],
  ])('%s', (text, intent) => expect(asks(text)).toMatchObject(intent));

  it.each([
    ['每个支部的支委班子都是谁', { what: 'each' }],
    ['哪些支部还没配宣传委员', { role: '宣传委员', what: 'lacking' }],
    ['我是预备党员还是正式党员', { mine: true }],
    ['宋佳怡在哪个支部', { names: ['宋佳怡'] }],
  ])('offices: %s', (text, intent) => expect(asks(text)).toMatchObject({ intent: 'offices', ...intent }));
});

describe('what is registered', () => {
  it.each([
    ['三支部今年志愿服务时长', { intent: 'filing_ask', filing: 'volunteer_hours', scope: '三支部' }],
    ['我服务了多少个小时', { intent: 'filing_ask', filing: 'volunteer_hours', mine: true }],
    ['宋佳怡今年服务了多少小时', { intent: 'filing_ask', names: ['宋佳怡'] }],
    ['陈思远走到哪一步了', { intent: 'process_ask', names: ['陈思远'] }],
    ['潘家伟和袁丽娜发展到哪一步了', { intent: 'process_ask', names: ['潘家伟', '袁丽娜'] }],
    ['我承诺的事做完了几条', { metric: 'rectify_open', itemKind: 'promise', mine: true }],
    ['咱组承诺兑现得怎么样', { metric: 'rectify_rate', itemKind: 'promise', scope: '本小组' }],
    ['咱支部换届还有多久', { intent: 'process_ask', process: 'election' }],
  ])('%s', (text, intent) => expect(asks(text)).toMatchObject(intent));
});

describe('what is kept of nobody', () => {
  it.each([
    ['咱组35岁以下的有几个', '年龄'],
    ['本科以上的占多少', '学历'],
    ['少数民族的有几个', '民族'],
    ['党员平均年龄和平均党龄', '年龄、党龄'],
    ['带上手机号码', '电话'],
  ])('%s', (text, topic) => expect(asks(text)).toMatchObject({ intent: 'elsewhere', topic }));

  it.each([
    ['今年活动经费开支多少', 'money'],
    ['评议我得了多少分', 'score'],
    ['先锋队今年服务多少个钟头', 'team'],
    ['谁走访得最多', 'rank'],
  ])('%s', (text, what) => expect(asks(text)).toMatchObject({ intent: 'elsewhere', what }));

  it.each(['咱组谁最优秀', '把全体党员按到会率从高到低排序'])('ranks nobody: %s', (text) =>
    expect(asks(text)).toMatchObject({ intent: 'query', what: 'rank' }),
  );
});

describe('what is not clear', () => {
  it.each(['那个数报给我', '那几个数字给我'])('%s', (text) =>
    expect(asks(text)).toMatchObject({ intent: 'query_more', what: 'vague' }),
  );
});

describe('no question', () => {
  it.each([
    '李四电话打不通，他请假',
    '党员大会应到14人实到12人',
    '支部有人年龄大了来不了',
    '张三李四两个人到了',
    '志愿服务3小时',
  ])('%s', (text) => expect(['query', 'elsewhere', 'offices']).not.toContain(asks(text).intent));
});
