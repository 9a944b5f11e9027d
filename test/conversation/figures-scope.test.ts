// Who is told what: every question about figures by everybody, of the own unit and of another.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LEAVE_KINDS, leaveKindOf } from '../../src/domain/activity/leave-kind.ts';
import { instantOf } from '../../src/domain/calendar/time.ts';
import { plannedActivity } from '../support/activity.ts';
import { type Dialogue, openDialogue } from '../support/dialogue.ts';

let chat: Dialogue;
beforeAll(async () => {
  chat = await openDialogue();
  await chat.says('zhangsan', '上报 主题党日 11月5日下午3点 应到6 实到4 请假赵六（出差）、钱七（住院）');
  await chat.says('wangwu', '上报 党小组会 11月6日晚上7点 应到2 实到1 请假赵六（腰疼）');
  await chat.says('sunba', '上报 党课 11月10日下午3点 应到2 实到1 请假周九（看病）');
  await chat.says('zhangsan', '【整改】\n问题：会议室灯坏了\n责任人：赵六\n时限：12月20日');
});
afterAll(() => chat.close());

const WHO = ['zhaoliu', 'wangwu', 'zhangsan', 'sunba', 'admin'] as const;
const UNITS = ['', '第一党支部', '第一党支部第一党小组', '第二党支部'] as const;

/** y the figure of the unit, o the own record, n refused with who can; in the order of WHO. */
const TABLE: readonly [
  question: string,
  ...answers: [none: string, own: string, group: string, other: string],
][] = [
  ['本月到会率', 'oyyyy', 'nnyny', 'nyyny', 'nnnyy'],
  ['本月开了几次会', 'oyyyy', 'nnyny', 'nyyny', 'nnnyy'],
  ['本月人次', 'oyyyy', 'nnyny', 'nyyny', 'nnnyy'],
  ['没开的会', 'nyyyy', 'nnyny', 'nyyny', 'nnnyy'],
  ['没上报的有哪些', 'oyyyy', 'nnyny', 'nyyny', 'nnnyy'],
  ['多少党员', 'nyyyy', 'nnyny', 'nyyny', 'nnnyy'],
  ['整改销号率', 'nyyyy', 'nnyny', 'nyyny', 'nnnyy'],
  ['10月和11月到会率对比', 'oyyyy', 'nnyny', 'nyyny', 'nnnyy'],
];
const CASES = TABLE.flatMap(([question, ...answers]) =>
  UNITS.flatMap((unit, i) => WHO.map((who, k) => [who, `${unit}${question}`, answers[i]![k]!] as const)),
);

const kindOf = (answer: string): string =>
  answer.includes('这个要问') ? 'n' : /^赵六/.test(answer) ? 'o' : 'y';

describe('figures', () => {
  it.each(CASES)('%s asks %s: %s', async (who, question, expected) => {
    const answer = await chat.says(who, question);
    expect([answer, kindOf(answer)]).toEqual([answer, expected]);
    expect(answer).not.toContain('没看懂');
  });
});

describe('the record of one person', () => {
  it.each([
    ['zhangsan', '赵六', 'y'],
    ['zhangsan', '周九', 'n'],
    ['wangwu', '周九', 'n'],
    ['zhaoliu', '李四', 'n'],
    ['zhaoliu', '周九', 'n'],
    ['admin', '周九', 'y'],
  ])('is told to %s of %s: %s', async (who, whose, expected) => {
    const answer = await chat.says(who, `${whose}今年参加了几次会`);
    expect([answer, answer.includes('这个要问') ? 'n' : 'y']).toEqual([answer, expected]);
    if (expected === 'y') expect(answer).toContain(whose);
  });
});

describe('reasons of a leave', () => {
  it('are told to the secretary of the branch, in private alone', async () => {
    expect(await chat.says('zhangsan', '第一党支部主题党日谁请假')).toContain('钱七(住院)、赵六(出差)');
    expect(await chat.saysIn('g1', 'zhangsan', '第一党支部主题党日谁请假')).not.toMatch(/出差|住院/);
  });

  it('are told to the leader of a group for its own meeting', async () => {
    expect(await chat.says('wangwu', '党小组会谁请假')).toContain('赵六(腰疼)');
    expect(await chat.says('wangwu', '主题党日谁请假')).not.toMatch(/出差|住院/);
  });

  it('are not told to a member nor to an admin, whatever asks for them', async () => {
    for (const who of ['zhaoliu', 'admin'])
      for (const said of [
        '第一党支部主题党日谁请假',
        '第一党支部主题党日请假原因',
        '第一党支部主题党日签到情况',
        '第一党支部党小组会请假原因',
      ])
        expect([who, said, await chat.says(who, said)]).toEqual([
          who,
          said,
          expect.not.stringMatching(/出差|住院|腰疼/),
        ]);
  });

  it('are counted by kind above the branch, few of a kind as few', async () => {
    // Kinds of one or two beside two names nearly say why each was away.
    expect(await chat.says('admin', '第一党支部主题党日请假原因')).toMatch(
      /请假 2 人.*\n事由只有本支部书记和记录人能看。$/,
    );
    expect(await chat.says('zhaoliu', '第一党支部主题党日请假原因')).toMatch(
      /事由只有本支部书记和记录人能看。$/,
    );
    // One kind of all who were away says why each was.
    expect(await chat.says('admin', '第一党支部党小组会请假原因')).toMatch(
      /请假 1 人.*\n事由只有本支部书记和记录人能看。$/,
    );
    // In a group nobody's count is told either.
    expect(await chat.saysIn('g1', 'admin', '第一党支部主题党日请假原因')).toMatch(
      /事由只有本支部书记和记录人能看。$/,
    );
  });

  it('have a number from three of a kind on', async () => {
    const own = await openDialogue();
    const reasons = { zhaoliu: '住院', qianqi: '发烧', lixiaohong: '看病', lisi: '出差', wangwu: '开会' };
    await own.store.write(async (tx) => {
      const unitId = own.unitId('第一党支部');
      const startAt = instantOf('2026-11-05', 15);
      const { id: activityId } = await tx.addActivity(plannedActivity({ unitId, startAt }));
      for (const [personId, reason] of Object.entries(reasons))
        await tx.putAttendance({ activityId, personId, state: 'leave', reason, at: startAt, by: personId });
    });
    expect(await own.says('admin', '第一党支部主题党日请假原因')).toContain(
      '按类数：病假 3 人、公务 不足 3 人',
    );
    await own.close();
  });

  it('have the kind that their words say', () => {
    const said = ['发烧', '去省里出差', '孩子开家长会', null, '带父亲看病', '值班'];
    expect(said.map(leaveKindOf)).toEqual(['sick', 'work', 'private', 'unsaid', 'sick', 'work']);
    expect(LEAVE_KINDS).toHaveLength(4);
  });
});
