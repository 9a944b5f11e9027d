// Votes, resolutions and long text of a record: read by rule, and nothing of them taken for who was there.
import { describe, expect, it } from 'vitest';
import { createCalendar } from '../../src/domain/calendar/calendar.ts';
import type { Filled } from '../../src/domain/intent.ts';
import { knowledgeOf } from '../../src/parsing/knowledge.ts';
import { normalise } from '../../src/parsing/normalise.ts';
import { readRecordFields } from '../../src/parsing/record-fields.ts';
import { decisionsIn } from '../../src/parsing/slots/decisions.ts';
import { readSpans } from '../../src/parsing/spans/spans.ts';
import { understand } from '../../src/parsing/understand.ts';
import { isLinear, repeated } from '../support/cost.ts';

const NOW = Date.parse('2026-11-21T10:00:00+08:00');
const knowledge = knowledgeOf({ people: ['张三', '李四', '王五', '赵六', '李晓红'] });
const read = (text: string) => understand(text, NOW, { knowledge });
const filled = (text: string): Filled => read(text).intent;
const vote = (matter: string, yes: number, no = 0, abstain = 0) => ({ matter, yes, no, abstain });

const HEAD = '上报 党员大会 11月20日下午3点 应到13 实到13 ';

describe('votes', () => {
  it.each([
    ['表决：同意接收王五为预备党员，赞成12票，反对0票，弃权1票', vote('同意接收王五为预备党员', 12, 0, 1)],
    ['表决：接收王五为预备党员 赞成12反对0弃权1', vote('接收王五为预备党员', 12, 0, 1)],
    ['赞成12反对0弃权1', vote('', 12, 0, 1)],
    ['表决结果：12票赞成、0票反对、1票弃权', vote('', 12, 0, 1)],
    ['表决结果：12票赞成 0票反对 1票弃权', vote('', 12, 0, 1)],
    ['表决情况：赞成十二票，无反对，弃权一票', vote('', 12, 0, 1)],
    ['表决：赞成：12，反对：无，弃权：1', vote('', 12, 0, 1)],
    ['会议以赞成12票、反对0票、弃权1票通过了年度工作计划。', vote('年度工作计划', 12, 0, 1)],
    ['同意12票、反对0票、弃权1票，接收王五同志为预备党员。', vote('接收王五同志为预备党员', 12, 0, 1)],
    ['表决：赞成13票', vote('', 13)],
    ['赞成13票', vote('', 13)],
    ['赞成13人 反对0人', vote('', 13)],
    ['接收王五为预备党员，全票通过（赞成13票）', vote('接收王五为预备党员', 13)],
  ])('%s', (words, want) => {
    const { intent, certainty } = read(HEAD + words);
    expect(intent).toMatchObject({ expected: 13, present: 13, votes: [want] });
    expect(intent).not.toHaveProperty('absent');
    expect(intent).not.toHaveProperty('names');
    expect(certainty).toBe('clear');
  });

  it.each(['表决：一致通过', '一致同意接收王五为预备党员', '接收王五为预备党员，全票通过'])(
    '%s: all who were there, where that is said',
    (words) => {
      expect(filled(HEAD + words).votes).toMatchObject([{ yes: 13, no: 0, abstain: 0, unanimous: true }]);
      expect(filled('表决：年度计划 一致通过').votes).toEqual([{ ...vote('年度计划', 0), unanimous: true }]);
    },
  );

  it('are told apart by their matter', () => {
    const said = filled(
      `${HEAD}\n表决：\n1.接收王五为预备党员，赞成12票，反对0票，弃权1票\n2.给予赵六警告处分，赞成11票，反对2票`,
    );
    expect(said.votes).toEqual([vote('接收王五为预备党员', 12, 0, 1), vote('给予赵六警告处分', 11, 2)]);
    expect(said).toMatchObject({ expected: 13, present: 13 });
  });

  it.each([
    ['表决：赞成12反对0弃权1\n应到：13\n实到：13', { expected: 13, present: 13 }],
    ['应到13人，实到12人，请假赵六，赞成11票，反对1票', { expected: 13, present: 12 }],
    ['表决：赞成12票，反对0票 主持人张三 应到13 实到13', { expected: 13, present: 13, host: '张三' }],
    ['实到13人赞成12人反对1人', { present: 13 }],
    ['到会13人，其中赞成12票，反对1票', { present: 13 }],
  ])('are no number of people: %s', (words, figures) => {
    const said = filled(`上报 党员大会 11月20日下午3点 ${words}`);
    expect(said).toMatchObject(figures);
    expect(said.votes).toHaveLength(1);
    for (const key of ['expected', 'present'] as const)
      if (!(key in figures)) expect(said[key]).toBeUndefined();
  });

  it.each(['表决：赞成12票，反对0票，弃权1票', '赞成12反对0弃权1'])(
    'alone are of a meeting that is known, and no figures of it: %s',
    (words) => {
      expect(read(words)).toMatchObject({
        certainty: 'clear',
        intent: { intent: 'activity_report', votes: [{ yes: 12 }] },
      });
      expect(filled(words)).not.toHaveProperty('present');
    },
  );

  it.each([
    ['一致通过', 'none'],
    ['同意', 'none'],
    ['谁投了反对票', 'none'],
    ['同意3人请假', 'none'],
    ['12月5日下午3点开党员大会，内容：表决王五转正', 'activity_create'],
    ['整改12 决议：延期到12月20日', 'rectify_extend'],
    ['会议决定：12月5日下午3点在三楼会议室召开党员大会', 'activity_create'],
    ['支部决定：12月5日下午3点在三楼会议室召开党员大会', 'activity_create'],
    ['一致同意12月5日下午3点开支部大会', 'activity_create'],
    ['大家一致同意下周三开会', 'none'],
    ['决定：周五下午打扫卫生', 'none'],
  ])('are not read into %s', (text, intent) => {
    const said = filled(text);
    if (intent !== 'none') expect(said.intent).toBe(intent);
    expect(said.votes).toBeUndefined();
    expect(said.resolutions).toBeUndefined();
  });
});

describe('resolutions', () => {
  const lamp = { text: '修好活动室的灯', owner: '李四', due: '2026-12-10' };
  it.each([
    [
      '决议：1.修好活动室的灯（李四，12月10日前）2.买书（王五，12月20日前）',
      [lamp, { text: '买书', owner: '王五', due: '2026-12-20' }],
    ],
    [
      '决议：\n1、修好活动室的灯，由李四负责，12月10日前完成\n2、每周五打扫活动室',
      [lamp, { text: '每周五打扫活动室' }],
    ],
    ['【决议】\n修好活动室的灯（责任人：李四，时限：12月10日）', [lamp]],
    ['会议决议：决定由李四12月10日前修好活动室的灯', [lamp]],
    ['会议决定由李四12月10日前修好活动室的灯。', [lamp]],
    ['决定事项：李四12月10日前修好活动室的灯', [lamp]],
    ['形成决议：修好活动室的灯（李四 12.10前）', [lamp]],
    [
      '决议：由李四、王五负责修好活动室的灯，12月10日前',
      [{ text: '修好活动室的灯', owner: '李四、王五', due: '2026-12-10' }],
    ],
    ['决议：修好活动室的灯（周某某，12月10日前）', [{ ...lamp, owner: '周某某' }]],
    ['决议：报送材料（张三、李四，12月5日）', [{ text: '报送材料', owner: '张三、李四', due: '2026-12-05' }]],
    ['决议：听取李四的汇报', [{ text: '听取李四的汇报' }]],
  ])('%s', (words, want) => {
    const { intent, certainty } = read(HEAD + words);
    expect(intent).toMatchObject({ expected: 13, present: 13, resolutions: want });
    expect(intent).not.toHaveProperty('absent');
    expect(intent).not.toHaveProperty('names');
    expect(certainty).toBe('clear');
    expect(filled(words)).toEqual({ intent: 'activity_report', resolutions: want });
  });

  it('end where the next field begins', () => {
    const said = filled(
      `【会议上报】\n类型：党员大会\n时间：11月20日15:00\n应到：13\n决议：1.修好活动室的灯（李四，12月10日前）\n表决：赞成12反对0弃权1\n实到：13\n记录人：王五`,
    );
    expect(said).toMatchObject({ expected: 13, present: 13, recorder: '王五', resolutions: [lamp] });
    expect(said.votes).toEqual([vote('', 12, 0, 1)]);
  });

  it('need their label', () => {
    expect(filled('决定由李四12月10日前修好灯').resolutions).toBeUndefined();
  });
});

it.each([
  ['党员大会表决：接收李晓红转正，赞成4票反对0票弃权1票', {}],
  ['昨天党员大会，表决：接收李晓红转正，赞成4票反对0票弃权1票', { startAt: '2026-11-20' }],
  [
    '第一党支部11月20日党员大会：表决接收李晓红转正，赞成4票反对0票弃权1票',
    { startAt: '2026-11-20', scope: '第一党支部' },
  ],
])('of a meeting that is only named: %s', (text, which) => {
  expect(read(text)).toMatchObject({
    certainty: 'clear',
    intent: {
      intent: 'activity_report',
      activityType: 'party_congress',
      ...which,
      votes: [vote('接收李晓红转正', 4, 0, 1)],
    },
  });
});

it('a resolution right behind the name of its meeting is one', () => {
  expect(filled('昨天党员大会决议：1.修灯（李四，12月10日前）')).toMatchObject({
    intent: 'activity_report',
    activityType: 'party_congress',
    startAt: '2026-11-20',
    resolutions: [{ text: '修灯', owner: '李四' }],
  });
});

describe('content', () => {
  const text = '学习了二十届四中全会精神，讨论了明年的工作计划，张三同志讲了党课，李四谈了体会';
  it('is the whole text under its label, with nobody in it who was away', () => {
    const { intent, certainty } = read(`${HEAD}\n会议内容：${text}。\n表决：全票通过`);
    expect(intent).toMatchObject({ content: `${text}。`, topic: text, expected: 13, present: 13 });
    expect(intent).not.toHaveProperty('absent');
    expect(certainty).toBe('clear');
  });

  it('may be longer than what is read of a message', () => {
    const long = `${text}。`.repeat(40);
    const { intent, certainty } = read(`${HEAD}\n会议内容：${long}\n记录人：李四`);
    expect(intent).toMatchObject({ content: long, recorder: '李四', expected: 13, present: 13 });
    expect(certainty).toBe('clear');
  });

  it('is only a topic when it is short', () => {
    const said = filled(`${HEAD}内容：学习党章`);
    expect(said.topic).toBe('学习党章');
    expect(said.content).toBeUndefined();
  });
});

describe('a vote whose matter stands among its words', () => {
  it.each([
    ['表决：同意修路5票反对0票弃权1票', vote('修路', 5, 0, 1)],
    ['同意买电脑5票，反对1票', vote('买电脑', 5, 1)],
    ['赞成推荐王五为先进十二票，反对1票，弃权0票', vote('推荐王五为先进', 12, 1)],
  ])('%s', (text, told) => {
    expect(filled(text)).toMatchObject({ intent: 'activity_report', votes: [told] });
    expect(filled(`主持人李四，记录人王五，${text}`)).toMatchObject({
      host: '李四',
      recorder: '王五',
      votes: [told],
    });
  });
});

it.each(['表决：大多数同意，个别反对', '表决：买电脑大家基本同意'])(
  '%s is asked about and never left out without a word',
  (text) => {
    for (const said of [`主持人李四，${text}`, `${HEAD}${text}`]) {
      const { certainty, unread } = read(said);
      expect([certainty, unread.length]).toEqual(['unsure', 1]);
    }
  },
);

it('a line of fields leaves what was decided to these rules', () => {
  expect(readRecordFields('会议内容：学习党章 决议：买书（李四，12月10日前）', () => true)).toBeUndefined();
  expect(readRecordFields('会议内容：学习党章', () => true)).toEqual({ content: '学习党章' });
});

it.each([
  '表决：赞成1反对1\n',
  '决议：1.买书（李四，12月10日前）',
  '赞成1',
  '同意修路1票反对1票',
  '一致通过',
  '（',
  '表决表决',
  '决议：\n',
])('a long message of nothing but %s takes no square of its length', (words) => {
  const ground = (text: string) =>
    decisionsIn(normalise(text), (part) => readSpans(normalise(part), NOW, createCalendar(), knowledge));
  expect(isLinear(ground, repeated(words), 500)).toBe(true);
});
