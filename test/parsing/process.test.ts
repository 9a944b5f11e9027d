import { afterAll, beforeAll, expect, it } from 'vitest';
import { instantOf } from '../../src/domain/calendar/time.ts';
import { defineProcesses } from '../../src/domain/process/kinds.ts';
import { understand } from '../../src/parsing/understand.ts';
import { defineShippedProcesses, SHIPPED_PROCESSES } from '../support/processes.ts';
import { readOtherwise } from './support/corpus-faults.ts';

// What the shipped config names is read from how it is said, and nobody else's sentences change.

const now = instantOf('2026-12-21', 10);
const read = (text: string) => understand(text, now).intent;
beforeAll(defineShippedProcesses);
afterAll(() => defineProcesses([]));

const [development, election] = SHIPPED_PROCESSES;
const wordsOf = ({ steps }: typeof development & object) =>
  steps.flatMap(({ key, name, words }) => [name, ...words].map((word): [string, string] => [word, key]));

it.each(wordsOf(development!))('%s is a step of whoever stands before it', (word, stage) => {
  const step = { intent: 'process_step', process: 'development', stage, names: ['王小明'] };
  expect(read(`王小明${word}`)).toEqual(step);
  expect(read(`王小明12月3日${word}了`)).toEqual({ ...step, startAt: '2026-12-03' });
  expect(read(`发展党员：王小明，12月3日${word}`)).toEqual({ ...step, startAt: '2026-12-03' });
});

it.each(wordsOf(election!))('换届%s', (word, stage) => {
  const step = { intent: 'process_step', process: 'election', stage, startAt: '2026-12-03' };
  expect(read(`换届${word} 12月3日`)).toEqual(step);
  expect(read(`第二支部换届：12月3日${word}`)).toEqual({ ...step, scope: '第二支部' });
});

it.each<[text: string, expected: object]>([
  ['王小明、李红确定为积极分子 12月3日', { names: ['王小明', '李红'], stage: 'activist' }],
  ['王小明和李红12月3日确定为积极分子', { names: ['王小明', '李红'], stage: 'activist' }],
  ['12月3日支部大会讨论通过王小明为预备党员', { names: ['王小明'], stage: 'admitted' }],
  ['2025年12月15日接收刘小红为预备党员', { names: ['刘小红'], stage: 'admitted', startAt: '2025-12-15' }],
  ['刘小红昨天支部大会上通过转正了', { names: ['刘小红'], stage: 'confirmed', startAt: '2026-12-20' }],
  ['支委会上研究确定王小明为积极分子', { names: ['王小明'], stage: 'activist' }],
  ['于小明明年3月转正', { stage: 'confirmed', startAt: '2027-03-01' }],
  ['于小明转正了', { names: ['于小明'], stage: 'confirmed' }],
  ['欧阳小明政治审查合格', { names: ['欧阳小明'], stage: 'reviewed' }],
  ['王小明入党 12月3日', { stage: 'admitted' }],
  ['王小明入党宣誓 12月3日', { stage: 'oath' }],
  ['王小明今天交了入党申请书', { names: ['王小明'], stage: 'applied', startAt: '2026-12-21' }],
  ['王小明12月2号写的入党申请书', { names: ['王小明'], stage: 'applied', startAt: '2026-12-02' }],
  ['高志远去年12月1日定的积极分子', { names: ['高志远'], stage: 'activist', startAt: '2025-12-01' }],
  ['嗯那个就是王小明吧他昨天政审过了', { names: ['王小明'], stage: 'reviewed', startAt: '2026-12-20' }],
  ['换届都要干啥', { intent: 'process_how', process: 'election' }],
  ['导出换届材料', { intent: 'process_export', process: 'election' }],
  ['全镇积极分子名单', { intent: 'query', metric: 'member_count' }],
  ['我们支部预备党员啥时候转正', { intent: 'process_list', stage: 'confirmed', what: 'when' }],
  ['王小明政审时间是12月9号', { names: ['王小明'], stage: 'reviewed', startAt: '2026-12-09' }],
  ['任期到期的支部', { intent: 'process_list', process: 'election', what: 'due' }],
  ['明年任期到期的有哪些支部', { intent: 'process_list', what: 'due', dueAt: '2027-12-31' }],
  ['我们支部任期还有多久', { intent: 'process_ask', process: 'election' }],
  ['把任期改成明年七月底', { intent: 'process_term', dueAt: '2027-07-31' }],
  ['换届批复还没下来', { intent: 'process_ask', process: 'election' }],
  ['发展党员台账导一份', { intent: 'process_export', process: 'development' }],
  [
    '刘小红退出了不发展了，因为去外地打工',
    { intent: 'process_stop', names: ['刘小红'], reason: '去外地打工' },
  ],
  ['刘小红又回来了，接着发展', { intent: 'process_step', names: ['刘小红'] }],
  ['刘小红昨天派人谈话了谈的不错', { names: ['刘小红'], stage: 'talked', startAt: '2026-12-20' }],
  ['刘小红的申请书是十一月二十一号交的', { names: ['刘小红'], stage: 'applied', startAt: '2026-11-21' }],
  ['现在手上有几个积极分子在培养', { intent: 'query', metric: 'member_count' }],
  ['刘小红下一步干啥，什么时候', { intent: 'process_ask', names: ['刘小红'] }],
  ['换届选举开完了，全票通过', { intent: 'process_step', process: 'election', stage: 'vote' }],
  ['换届选举昨天结束，选出了新一届班子', { stage: 'vote', startAt: '2026-12-20' }],
  ['换届开完了', { intent: 'process_step', process: 'election', stage: 'vote' }],
  ['王小明政审审完了', { names: ['王小明'], stage: 'reviewed' }],
  ['李正转正了', { names: ['李正'], stage: 'confirmed' }],
  ['谁的预备期延长了', { intent: 'process_list', process: 'development', what: 'moved' }],
  ['哪些支部换届延期了', { intent: 'process_list', process: 'election', what: 'moved' }],
  ['换届请示交了', { intent: 'process_step', process: 'election', stage: 'request' }],
  ['换届批复下来了', { intent: 'process_step', process: 'election', stage: 'reply' }],
  ['高志远啥时候转正', { intent: 'process_ask', names: ['高志远'] }],
  ['高志远可以当发展对象了没', { intent: 'process_ask', names: ['高志远'] }],
  ['我们支部谁快转正了', { intent: 'process_list', stage: 'confirmed' }],
  ['谁该转正没转', { intent: 'process_list', stage: 'confirmed' }],
  ['预备党员满一年没转正的有哪些', { intent: 'process_list', stage: 'confirmed' }],
  ['发展党员名单发我看看', { intent: 'process_list', process: 'development' }],
  ['全镇发展党员情况', { intent: 'process_list', process: 'development' }],
  [
    '王小明停止发展党员，因为政治审查没通过',
    { intent: 'process_stop', process: 'development', names: ['王小明'], reason: '政治审查没通过' },
  ],
  ['王小明没通过政审', { stage: 'reviewed', remark: '没通过' }],
  ['发展党员：王小明 爱好打球 12月1日递交申请书', { remark: '爱好打球' }],
  ['发展党员：王小明，2026年12月递交申请书', { remark: '2026年12月' }],
  ['本届任期到2027年3月', { intent: 'process_term', dueAt: '2027-03-31' }],
  ['第二支部任期到2027年3月底', { intent: 'process_term', dueAt: '2027-03-31', scope: '第二支部' }],
  ['任期到2028年3月', { intent: 'process_term', dueAt: '2028-03-31' }],
  ['本届任期到3027年3月', { intent: 'process_term', remark: '3027年3月' }],
  ['任期2027年12月31号到期', { intent: 'process_term', dueAt: '2027-12-31' }],
  ['我们支部明年六月就到届了', { intent: 'process_term', dueAt: '2027-06-30' }],
  ['本届任期到2O27年3月', { intent: 'process_term', remark: '2O27年3月' }],
  ['街道党工委同意我们换届延期到明年6月', { intent: 'process_shift', source: '街道党工委' }],
  ['李红考察得不行，预备期再给延半年', { intent: 'process_shift', remark: '李红考察得不行' }],
  ['换届选举12月20号开完了', { intent: 'process_step', stage: 'vote', startAt: '2026-12-20' }],
  ['今年3月换的届', { intent: 'process_term', period: { from: '2026-03-01', to: '2026-03-31' } }],
  ['上一届是2023年5月选的', { intent: 'process_term', period: { from: '2023-05-01', to: '2023-05-31' } }],
  ['王小明预备期延长半年', { intent: 'process_shift', names: ['王小明'], extendBy: { months: 6 } }],
  ['支部大会12月3日决定把李红的预备期延长一年', { intent: 'process_shift', startAt: '2026-12-03' }],
  ['王小明转正延期一年', { intent: 'process_shift', names: ['王小明'], extendBy: { months: 12 } }],
  ['王小明预备期延长到明年9月', { intent: 'process_shift', dueAt: '2027-09-30' }],
  ['换届要提前半年搞，街道批的', { what: 'earlier', extendBy: { months: -6 }, source: '街道' }],
  ['支部换届已报县委组织部批准延期到2027年9月', { dueAt: '2027-09-30', source: '县委组织部' }],
  ['经镇党委研究同意，第三党支部换届选举推迟到2027年6月', { scope: '第三党支部', source: '镇党委' }],
  ['今年发展了几个党员', { metric: 'process_done', process: 'development', stage: 'admitted' }],
  ['全镇去年发展了几名党员', { metric: 'process_done', period: { from: '2025-01-01', to: '2025-12-31' } }],
  ['第二党支部今年发展党员人数', { metric: 'process_done', scope: '第二党支部' }],
  ['下半年接收了几个预备党员', { metric: 'process_done', stage: 'admitted' }],
  ['今年有几个人交了入党申请书', { metric: 'process_done', stage: 'applied' }],
  ['今年几个支部换届了', { metric: 'process_done', process: 'election', stage: 'vote' }],
  ['哪些村今年没发展党员', { metric: 'process_done', what: 'never' }],
  ['谁今年转正了', { metric: 'process_done', stage: 'confirmed' }],
  ['现在有几个入党申请人', { metric: 'process_at', stage: 'applied' }],
  ['谁是发展对象', { metric: 'process_at', stage: 'candidate' }],
  ['村里有几个积极分子', { metric: 'member_count' }],
  ['谁快到期了', { metric: 'process_due' }],
  ['今年该转正的有几个', { intent: 'process_list', stage: 'confirmed', dueAt: '2026-12-31' }],
  ['下个月谁要转正', { intent: 'process_list', stage: 'confirmed', dueAt: '2027-01-31' }],
  ['预备党员什么时候转正', { intent: 'process_list', stage: 'confirmed', what: 'when' }],
  [
    '取消李红的预备党员资格，长期不参加组织生活',
    { intent: 'process_stop', names: ['李红'], reason: '长期不参加组织生活' },
  ],
  ['王小明到哪一步了', { intent: 'process_ask', names: ['王小明'] }],
  ['王小明的发展进度', { intent: 'process_ask', names: ['王小明'] }],
  ['王小明什么时候可以转正', { intent: 'process_ask', names: ['王小明'] }],
  ['我到哪一步了', { intent: 'process_ask', mine: true }],
  ['第二支部什么时候换届', { intent: 'process_ask', process: 'election', scope: '第二支部' }],
  ['换届进度', { intent: 'process_ask', process: 'election' }],
  ['任期到什么时候', { intent: 'process_ask', process: 'election' }],
  ['谁该转正了', { intent: 'process_list', stage: 'confirmed' }],
  ['哪些支部该换届了', { intent: 'process_list', process: 'election', what: 'due' }],
  ['发展党员有哪些逾期', { intent: 'process_list', what: 'late' }],
  ['第二支部的发展党员情况', { intent: 'process_list', scope: '第二支部' }],
  ['哪些人下一步到期', { intent: 'query', metric: 'process_due' }],
  ['导出发展党员台账', { intent: 'process_export', process: 'development' }],
  ['发展党员要哪几步', { intent: 'process_how', process: 'development' }],
  ['王小明停止发展，因为调走了', { intent: 'process_stop', names: ['王小明'], reason: '调走了' }],
  ['王小明不发展了', { intent: 'process_stop', names: ['王小明'] }],
])('%s', (text, expected) => {
  expect(read(text)).toMatchObject(expected);
});

it.each([
  '安排 主题党日 入党宣誓 12月25日下午3点 会议室',
  '安排 党员大会 讨论王小明转正 12月25日下午3点',
  '上报 支部党员大会 12月20日 应到23 实到21 讨论王小明转正',
  '整改12 政审材料 已完成',
  '导出11月台账',
  '入党积极分子有几名',
  '发展产业怎么样了',
  '张三请假 参加入党宣誓',
  '换届大会推迟到12月25日',
  '整改12 延期半年',
  '李四请假预备期延长',
])('%s is of something else', (text) => {
  expect(read(text).intent).not.toMatch(/^process_/);
});

it('reads every line of the corpus as without it', { timeout: 240_000 }, () => {
  const otherwise = readOtherwise(() => defineProcesses([]));
  defineShippedProcesses();
  expect(otherwise).toEqual([]);
});
