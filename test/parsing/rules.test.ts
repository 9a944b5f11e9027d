// What the regulations or this program rule, asked for in any words; and what stands near to it and asks for something else.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defineProcesses } from '../../src/domain/process/kinds.ts';
import { RULES, type RuleName } from '../../src/domain/rules.ts';
import { knowledgeOf } from '../../src/parsing/knowledge.ts';
import { understand } from '../../src/parsing/understand.ts';
import { useShippedReports } from '../support/filing.ts';
import { defineShippedProcesses } from '../support/processes.ts';

useShippedReports();
beforeAll(defineShippedProcesses);
afterAll(() => defineProcesses([]));

const NOW = Date.parse('2026-12-01T10:00:00+08:00');
const knowledge = knowledgeOf({
  people: ['张三', '李四', '罗大成', '陈思远', '魏东升', '李晓红'],
  units: ['第一党支部', '第二党支部', '第三党支部', '第一党小组', '第二党小组'],
});
const asks = (text: string) => understand(text, NOW, { knowledge, botNames: [] }).intent;

const ASKED: Readonly<Record<RuleName, string>> = {
  probation_length: '预备期多久；预备期是多久来着，魏东升自己来问的；当预备党员要当多长时间；予备期几个月啊',
  probation_start:
    '预备期是从批下来那天算还是开大会那天算，多长；预备期从啥时候开始算；预备期从哪天算起；请问预备党员从什么时候算；从哪一天开始起算',
  probation_extend:
    '预备期最多能延长多久；预备党员能不能延长预备期；延长预备期最长几个月；转正推迟能推迟几次；万一到时候大会没通过会怎样；要是讨论转正没过咋办',
  confirm_steps:
    '转正都要走啥手续；转正申请怎么写；转正要准备些什么材料；预备党员转正有什么条件；转正要不要开党员大会',
  confirm_when: '转正申请什么时候交；转正申请要提前多久写；转正报告啥时候交；提前几个月写转正申请',
  voting_right: '预备党员有没有表决权；支部要表决的话，我这样的能投票吗；预备党员可以投票不；哪些人有选举权',
  introducer: '预备党员能不能当介绍人；入党介绍人什么条件；谁能当入党介绍人；介绍人要几个',
  activist_length:
    '积极分子要培养多久才能当发展对象；积极分子要满多长时间才能当发展对象；积极分子培养考察要几年；入党积极分子考察多少个月才能发展',
  activist_contact: '积极分子多久考察一次；培养联系人要几个人；培养联系人什么人可以当；积极分子一年考察几次',
  activist_attend: '积极分子要不要参加党员大会；积极分子能不能列席；积极分子算不算应到；积极分子可以来开会吗',
  apply_who: '入党要什么条件；多大年纪能入党；几岁可以入党；谁可以写入党申请书',
  apply_talk:
    '交了入党申请书多久找我谈话；申请书交上去多久派人谈话；入党申请多长时间内要谈话；递交申请书后几天找谈话',
  develop_notice:
    '发展对象公示几天；公示要公示几天啊，发展党员的；预备党员公示期多长；发展党员公示多少个工作日',
  develop_training: '发展对象要培训几天；发展对象集训多少学时；发展党员培训要几天；发展对象要不要参加培训',
  develop_meeting:
    '发展党员开大会到几个人才算数；接收预备党员的大会多少人到会有效；发展党员开大会 到几个人才算数；讨论转正的大会过半才有效吗；我怕到时候人凑不齐，请问接收预备党员的大会，要到多少人表决才算有效',
  develop_approval:
    '党委多久批预备党员；发展党员上级审批要多久；接收预备党员几个月内要批复；转正报上去多长时间批下来',
  party_age: '党龄怎么算；党龄从哪天开始算；那党龄从哪天算起；入党时间按哪天填',
  dues_rate: '党费交多少；党费按几交；拿固定工资的党费一个月交多少 怎么算；党废怎么交',
  dues_retired: '退休的党费按几交；退了休的党费咋交；退休了还要不要交党费；离休干部党费比例多少',
  dues_farmer: '农民党费交多少；学生党员党费怎么交；没工作的党费交多少；低保户党费按什么标准',
  dues_when: '党费什么时候交；党费能不能提前交；党费可以一次交一年吗；党费能补交不',
  dues_probationary:
    '预备的要交党费不？从啥时候开始；预备党员用不用交党费；积极分子要不要交党费；预备党员从什么时候开始交党费',
  dues_hardship: '家里困难党费能不能少交；党费交不起怎么办；党费可以减免吗；有困难的能不能免交党费',
  dues_where: '在外地打工党费怎么交；党费交给谁；人在外地党费去哪交；流动党员党费怎么交',
  dues_published: '党费多久公布一次；党费要不要公开；党费公示有规定吗；党费收支一年公布几次',
  lapse:
    '多久不来就算脱党了；老不来开会的党员，多久不来就算脱党了；几个月不交党费算自动退党；没正当理由半年不参加组织生活会咋处理；常年在外头，多长时间不参加组织生活就算自行脱党？',
  lost_contact: '党员失联了怎么处理；失联多久停止党籍；联系不上的党员咋办，有规定吗；失去联系几个月停止党籍',
  study_hours:
    '党员一年要学够多少学时，有没有规定；一年学时要求多少；书记一年要学多少学时；一个党员一年要学够多少学时',
  duties_rights: '党员权利义务有几条；党员有哪些义务；党员的权利是什么；党章规定的义务几条',
  leave_rule:
    '请假有什么规定；请假要提前多久；开会请假要不要写假条；请假最多能请几次；下回要是有课来不了，请价该怎么发给你？',
  record_mend: '记错了找谁改；出勤给我记错了，找谁改呀；请假记错了怎么改；考勤登错了能不能改',
  retired_life:
    '离退休党员要不要参加组织生活；老党员走不动了能不能不来开会；退休党员必须参加活动吗；退了休还要来开会不；我年纪大了腿脚不行，会能不能不去？上头有没有说法；身体不好，党员大会必须去吗',
  three_and_one: '三会一课是啥；三会一课多久一次；三会一课 到底是哪三会；三会一课有什么要求',
  theme_day: '主题党日有啥要求；主题党日多久一次；主题党日怎么搞；主题党日一个月几次',
  congress_often:
    '党员大会多久开一次；支部大会一年开几次；党员大会几个月一次；党员大会是一季度一次吧，还是一年一次',
  congress_quorum:
    '党员大会要到多少人才有效；党员大会到几个人算数；党员大会过半才能开吗；支部大会最少要到几个人开得成',
  committee_often:
    '支委会条例里写的是多久开一回？二支部新来的委员不清楚；支委会一个月一次还是两个月一次；支委会多久一次；支委会一年要开几次',
  committee_quorum:
    '支委会几个人才开得成；支委会多少人才开得成；支委会要过半才能开吗；支委会缺一个人还能开不',
  committee_size: '支委会由几个人组成；多少党员才能设支委会；支委班子一般配几个人；支部委员会组成有哪些要求',
  no_committee:
    '不设支委会的支部怎么开支委会；支部没有支委会，用不用开支委会；没设支委会的可以不开吗；人少不设支委，怎么办',
  group_often:
    '党小组会多久一次；党小组会一个月开几次；小组会多长时间一次；党小组会几个月开一次；小组会规定几个月一次？12月我们还没开',
  group_setup: '几个人能成立党小组；党小组怎么划分；党小组要几个人才能设；划小组有什么规定',
  lecture_often: '党课多久一次；党课到底规定一个月一次还是一个季度一次；党课一年要上几次；党课几个月讲一次',
  lecture_who: '谁能讲党课；党课普通党员能不能讲；党课什么人可以讲；普通党员可以讲党课吗',
  chair: '党员大会谁来主持；书记不在，支委会可以由谁主持；党小组会该谁主持；党员大会副书记能不能主持',
  organization_life: '组织生活会多久一次；组织生活会一年几次；组织生活会怎么开；组织生活会有什么要求',
  life_difference:
    '组织生活会和民主生活会有啥区别；组织生活会跟民主生活会是不是一回事；民主生活会是什么；民主生活会同组织生活会有什么不同',
  review_often: '民主评议多久一次；民主评议一年几次；民主评议怎么搞；民主评议党员有什么规定',
  review_grades: '民主评议分哪几档；民主评议优秀比例多少；评议优秀的最多几成；评议等次怎么分',
  heart_talk: '谈心谈话一年几次；谈心谈话多久一次；谈心谈话有什么要求；谈心谈话规定谁和谁谈',
  vote_absent: '开会选举能委托别人投票吗；人不到会能不能投票；选举可不可以代投；书面意见算不算票',
  record_content: '会议记录要记什么；会议记录要写哪些要素；会议记录要写哪些；会议记录填写有什么规范',
  record_keep: '会议记录保存多久；会议记录要保管几年；记录本要不要归档；会议记录存多少年',
  branch_setup: '几个人能成立支部；三个党员能不能成立支部；成立党支部要多少人；联合党支部是什么',
  branch_term: '支部几年一换届；支部任期几年；换届多久一次；支委一届是多久',
  election_quorum: '换届选举要到多少人；选举大会到几个人才有效；换届到会过半就行吗；选举五分之四是怎么算',
  secretary_who: '支部书记谁可以当；当支部书记要什么条件；什么样的人能当书记；书记担任资格有哪些',
  floating_who: '流动党员多久算流动；什么样的算流动党员；流动党员是什么意思；流动党员怎么认定',
  floating_contact:
    '流动党员多久联系一次；流动党员一年联系几次；在外打工的党员隔多久联系；流动党员要不要打电话联系',
  floating_life:
    '流动党员在外地怎么参加组织生活；在外地能不能参加当地的组织活动；打工在外怎么过组织生活；外地的党员可以不开会吗',
  transfer: '组织关系怎么转；介绍信多久有效；介绍信有效期几天；转组织关系要什么手续',
  closing_how:
    '坡道修好了以后怎么跟你说才算销掉？；照片补齐后要怎么重新报上去，发个样子看看；整改弄完了怎么报；销号怎么申请；怎么销号',
  closing_who:
    '整改销号谁批；整改销号我自己能批不；我自己能批销号吗；销号由谁审；我这个纪检委员有没有权限批整改销号；宣传委员能不能批整改',
  extension_limit:
    '延期最多延多久；整改延期最多能延几天；问题延期最长多久；整改期限可以延几次；11号要想延期咋个报法，归哪个批；整改延期找谁批，怎么申请',
};

describe.each(RULES)('%s', (rule) => {
  it.each(ASKED[rule].split('；'))('%s', (text) => {
    expect(asks(text)).toMatchObject({ intent: 'rule', rules: [rule] });
  });
});

it('hears at least four ways to ask for each', () => {
  expect(RULES.filter((rule) => ASKED[rule].split('；').length < 4)).toEqual([]);
});

it('answers two in one line, and leaves out why they are asked', () => {
  expect(asks('预备期多久，党费交多少')).toMatchObject({ rules: ['probation_length', 'dues_rate'] });
  expect(asks('别人问我，预备期多久')).toMatchObject({ rules: ['probation_length'] });
  expect(asks('预备期是一年吧？转正要不要开党员大会')).toMatchObject({
    rules: ['probation_length', 'confirm_steps'],
  });
  expect(asks('组织生活会一年开几次够 民主评议能跟它合着开吗')).toMatchObject({
    rules: ['organization_life', 'review_often'],
  });
  expect(asks('退休的，党费按几交')).toMatchObject({ rules: ['dues_retired'] });
});

it('knows the own end of probation from the rule', () => {
  expect(asks('我的预备期什么时候到')).toMatchObject({ intent: 'rule', mine: true });
});

it.each(
  `预备党员有几个 预备党员有谁 党课开了几次 党课谁讲的 下次党课谁讲 支委会几点 支委会什么时候开 谁没交党费 党费收了多少
  党费这个月交了多少 一支部这个月党费收了多少 今年党费收了多少钱 陈思远预备期啥时候到 陈思远转正到哪一步了 预备期还有多久
  李四请假算不算 请假的有几个 第一支部三会一课多久没开 三会一课开齐没有 今年党员大会开了几次 党员大会来了几个人
  上次党员大会几个人投票 整改3谁批的 流动党员有几个 流动党员谁没联系 流动党员咱们几个 李晓红是流动党员，她算不算应到
  支部几个人 支委是谁 书记是谁 换届还有多久 换届到哪一步了 换届材料弄了多少了 换届材料那条超了多少天了 组织关系谁转来了
  主题党日几点 主题党日主题是什么 主题党日谁没来 近几年办了多少次主题党日 会议记录谁记的 会议记录哪几个支部没交
  民主评议结果出来没 民主评议到会率多少 组织生活会谁主持的 组织生活会定在几号 谈心谈话谈了几次 我学时够了没 销号率多少
  等我批的有几条 党费收缴记录那条销了没 党小组有几个 党小组会十一月几次 党课有哪些人还没签 请假算不算缺席 党费怎么登记 会议记录怎么写`.split(
    /\s+/u,
  ),
)('is no question of a rule: %s', (text) => expect(asks(text).intent).not.toBe('rule'));

it.each([
  '登记党费 11月已收齐 23人',
  '安排 党课 明天下午3点 三楼会议室',
  '上报 支委会 应到3实到3',
  '整改3 延期到12月20日 因为等材料',
  '请假 积极分子培训',
  '主题党日推迟一天，多长时间都行',
  '党课改到周五，几点都可以',
  '我腿脚不行，明天的会不去了',
  '整改3 完成 坡道修好了',
  '签到',
])('takes no act for one: %s', (text) => expect(asks(text).intent).not.toBe('rule'));
