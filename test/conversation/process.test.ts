import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readTables } from '../../src/documents/table.ts';
import { instantOf } from '../../src/domain/calendar/time.ts';
import { defineProcesses } from '../../src/domain/process/kinds.ts';
import { processFile } from '../../src/reports/process-file.ts';
import { type Dialogue, expectSays, expectTalk, openDialogue } from '../support/dialogue.ts';
import { defineShippedProcesses, newProcess } from '../support/processes.ts';

// What runs through steps, with the processes of the shipped file. Now is Saturday 2026-11-21, 10:00.

let chat: Dialogue;
beforeEach(async () => {
  defineShippedProcesses();
  chat = await openDialogue();
});
afterEach(() => chat.close());
afterAll(() => defineProcesses([]));

const stored = () => chat.store.read((tx) => tx.processes({}));
const daysOf = async (subject = '王小明') => {
  const [one] = await chat.store.read((tx) => tx.processes({ subject }));
  return one && Object.fromEntries(Object.entries(one.steps).map(([key, { day }]) => [key, day]));
};

describe('a step', () => {
  it('is kept in a sentence, says what comes next, is set right and taken back', async () => {
    await expectTalk(
      chat,
      'zhangsan',
      [
        '发展党员：王小明，11月1日递交申请书',
        '已记王小明递交入党申请书（11月1日）。下一步：派人谈话，12月1日前。',
      ],
      ['王小明派人谈话 11月8日', '已记王小明派人谈话（11月8日）。下一步：确定为入党积极分子。'],
      ['王小明确定为积极分子 11月10日', '下一步：确定为发展对象，2027年11月10日起可以办。'],
      ['不是11月10日，是11月12日', '（11月12日），原来记的是11月10日。'],
      ['王小明确定为积极分子 11月12日', '已经记过'],
      ['王小明到哪一步了', '✓ 确定为入党积极分子 11月12日\n下一步：确定为发展对象，2027年11月12日起可以办'],
    );
    expect(await daysOf()).toEqual({ applied: '2026-11-01', talked: '2026-11-08', activist: '2026-11-12' });
    expectSays(await chat.says('zhangsan', '撤销'), '已撤销刚才记的进度：王小明确定为入党积极分子');
    expect(await daysOf()).toMatchObject({ activist: '2026-11-10' });
    expectSays(await chat.says('zhangsan', '撤销'), '已撤销');
    expect(await daysOf()).toEqual({ applied: '2026-11-01', talked: '2026-11-08' });
  });

  it('that is too early or out of order is asked about, and kept only when that is agreed to', async () => {
    await chat.says('zhangsan', '发展党员：王小明，11月1日递交申请书');
    await chat.says('zhangsan', '王小明派人谈话 11月8日');
    await chat.says('zhangsan', '王小明确定为积极分子 11月10日');
    const before = await daysOf();
    const early = '早了，确定为入党积极分子满1年要到2027年11月10日';
    await expectTalk(chat, 'zhangsan', ['王小明确定为发展对象', early], ['不', '没有记录']);
    await expectTalk(chat, 'zhangsan', ['王小明政治审查', '中间还没记确定为发展对象']);
    await expectTalk(chat, 'zhangsan', [
      '王小明确定为发展对象 11月9日',
      '比确定为入党积极分子的11月10日还早',
    ]);
    expect(await daysOf()).toEqual(before);
    await expectTalk(
      chat,
      'zhangsan',
      ['王小明政治审查', '中间还没记'],
      ['对', '已记王小明政治审查（11月21日）。下一步：短期集中培训。还没记：确定为发展对象。'],
    );
    expect(await daysOf()).toEqual({ ...before, reviewed: '2026-11-21' });
  });

  it('told of somebody new in the middle begins there, once that is agreed to', async () => {
    await expectTalk(
      chat,
      'zhangsan',
      ['2025年12月15日接收刘小红为预备党员', '前面 8 步也没记过'],
      ['对', '已记刘小红接收为预备党员（2025年12月15日）。下一步：批准为预备党员，3月15日前。'],
      ['谁该转正了', '1 人。\n· 刘小红：支部大会讨论转正，12月15日起可以办'],
      ['刘小红到哪一步了', '还要：递交转正申请书，12月15日前'],
    );
    expect(await stored()).toMatchObject([{ subject: '刘小红', since: 'admitted', state: 'open' }]);
  });

  it('of several people is kept of those of whom nothing is to be asked', async () => {
    await chat.says('zhangsan', '发展党员：王小明，11月1日递交申请书');
    const said = await chat.says('zhangsan', '王小明、李小红派人谈话 11月8日');
    expect(said).toBe(
      '已记王小明派人谈话（11月8日）。下一步：确定为入党积极分子。\n李小红没有记：还没有李小红的发展党员记录，前面 1 步也没记过。要记请单独发。',
    );
    expect(await stored()).toHaveLength(1);
  });

  it.each([
    ['发展党员：王小明 爱好打球 11月1日递交申请书', '“爱好打球”没看懂，没有记录'],
    ['发展党员：王小明，2026年10月递交申请书', '“2026年10月”没看懂，没有记录'],
    ['发展党员：王小明，12月1日递交申请书', '12月1日还没到，没有记录'],
    ['王小明明年3月转正', '2027年3月1日还没到，没有记录'],
    ['发展党员：王小明', '办到哪一步了？没有记录'],
    ['发展党员：11月1日递交申请书', '是谁？没有记录'],
    ['王小明没通过政治审查', '没有记录。不再发展的请发：王小明停止发展党员，因为政治审查没通过'],
    ['王小明政审不合格', '不再发展的请发：王小明停止发展党员，因为政治审查没通过'],
    ['张三递交入党申请书 11月1日', '名册里有正式党员张三'],
  ])('%s is not kept', async (text, answer) => {
    expectSays(await chat.says('zhangsan', text), answer);
    expect(await stored()).toEqual([]);
  });

  it('of two of one name is asked about', async () => {
    await chat.says('zhangsan', '发展党员：王小明，11月1日递交申请书');
    await expectTalk(
      chat,
      'zhangsan',
      ['发展党员：王小明，11月15日递交申请书', '1. 就是这位'],
      ['2', '已记王小明递交入党申请书（11月15日）'],
      ['错了，是前天交的', '已记王小明递交入党申请书（11月19日），原来记的是11月15日'],
      ['撤销', '已撤销刚才记的进度：王小明递交入党申请书'],
      ['王小明派人谈话 11月20日', '有 2 位王小明：1. 递交入党申请书 11月1日；2. 递交入党申请书 11月15日'],
      ['2', '已记王小明派人谈话（11月20日）'],
      ['王小明到哪一步了', '有 2 位王小明'],
      ['2', '✓ 派人谈话 11月20日'],
    );
    expect((await stored()).map(({ steps }) => Object.keys(steps))).toEqual([
      ['applied'],
      ['applied', 'talked'],
    ]);
  });

  it('is asked for no more once it is stopped, and goes on with the next', async () => {
    await chat.says('zhangsan', '发展党员：王小明，11月1日递交申请书');
    await expectTalk(
      chat,
      'zhangsan',
      ['王小明停止发展党员，因为政治审查没通过', '已记王小明停止发展党员（政治审查没通过）'],
      ['撤销', '已撤销'],
      ['王小明停止发展，因为调走了', '已记王小明停止发展党员（调走了）'],
      ['王小明到哪一步了', '（已停止：调走了）'],
      ['发展党员名单', '正在办的 0 人'],
      ['王小明派人谈话 11月20日', '原来停办，现在接着办'],
      ['发展党员名单', '正在办的 1 人'],
    );
  });
});

describe('figures', () => {
  beforeEach(async () => {
    await chat.says('zhangsan', '发展党员：王小明，11月1日递交申请书');
    await chat.says('zhangsan', '2026年3月5日接收刘小红为预备党员');
    await chat.says('zhangsan', '对');
  });

  it('say what they count, with names in private and none in a group', async () => {
    await expectTalk(
      chat,
      'zhangsan',
      [
        '今年发展了几个党员',
        '第一党支部2026年发展党员 1 人。\n· 刘小红 3月5日\n按“接收为预备党员”的日期算，记了的才算。',
      ],
      ['去年呢', '2025年发展党员 0 人'],
      ['今年转正了几个', '支部大会讨论转正 0 人'],
      ['现在有几个入党申请人', '入党申请人 1 人。\n· 王小明 11月1日'],
      ['预备党员什么时候转正', '1 人。\n· 刘小红：支部大会讨论转正，2027年3月5日起可以办'],
      ['下个月谁要转正', '12月31日前该支部大会讨论转正的 0 人'],
      ['明年谁要转正', '2027年12月31日前该支部大会讨论转正的 1 人'],
      ['谁快到期了', '的有 2 件'],
    );
    await chat.saysIn('chat', 'zhangsan', '绑定 第一党支部');
    for (const text of ['今年发展了几个党员', '现在有几个入党申请人']) {
      const said = await chat.saysIn('chat', 'zhangsan', text);
      expectSays(said, ' 1 人。', '名单请私信我看');
      expect(said).not.toMatch(/刘小红|王小明/u);
      expectSays(await chat.says('zhaoliu', text), '要问');
    }
  });

  it('go on counting whose membership was taken back, with the reason kept', async () => {
    await expectTalk(
      chat,
      'zhangsan',
      ['取消刘小红的预备党员资格，长期不参加组织生活', '已记刘小红停止发展党员（长期不参加组织生活）'],
      ['今年发展了几个党员', '发展党员 1 人'],
    );
  });
});

it('is told how, whatever of it is asked for that is not kept as a figure', async () => {
  for (const text of ['发展党员', '发展党员要哪几步', '预备党员转正怎么办'])
    expectSays(await chat.says('zhaoliu', text), '发展党员分 14 步', '派人谈话（递交入党申请书后1个月内）');
});

describe('of a branch', () => {
  it('the term is told, its steps are, and after the last one the next term by one tap', async () => {
    await expectTalk(
      chat,
      'zhangsan',
      ['换届进度', '没有第一党支部的换届记录。要记请发：本届任期到2027年3月31日'],
      ['本届任期到2027年3月', '已记第一党支部任期到2027年3月31日。到期前3个月、1个月提醒书记。'],
      ['不是2027年3月，是2027年4月', '任期到2027年4月30日，原来是2027年3月31日'],
      ['换届请示 11月2日', '已记第一党支部换届请示（11月2日）。下一步：批复，任期到2027年4月30日。'],
    );
    for (const step of [
      '批复 11月3日',
      '推荐候选人 11月4日',
      '候选人报批 11月5日',
      '选举 11月10日',
      '结果报批 11月12日',
    ])
      expectSays(await chat.says('zhangsan', `换届${step}`), '已记第一党支部换届');
    await expectTalk(
      chat,
      'zhangsan',
      [
        '换届归档 11月20日',
        '换届办完了。\n下一届任期到哪天？1. 3年，到2029年11月10日；2. 5年，到2031年11月10日；',
      ],
      ['2', '已记第一党支部任期到2031年11月10日'],
      ['换届进度', '任期到2031年11月10日'],
    );
    expect((await stored()).map(({ state }) => state)).toEqual(['done', 'open']);
  });

  it('the admin asks which are to do it, and names the branch', async () => {
    await expectTalk(
      chat,
      'admin',
      ['第二党支部本届任期到2026年12月15日', '已记第二党支部任期到12月15日'],
      ['哪些支部该换届了', '一个月内到期的 1 个支部。\n· 第二党支部：请示，任期到12月15日'],
      ['哪些支部快换届了', '换届记了任期或正在办的 1 个支部。\n· 第二党支部：请示'],
      ['哪些支部快换届了', '1 个支部没记任期，记一句就行，例如：'],
      ['换届请示 11月2日', '是哪个支部的换届？没有记录'],
      ['第二党支部本届任期到2046年3月', '晚六年以上，没有记录'],
      ['本届任期到2027年3月', '例如：第一党支部本届任期到2027年3月31日'],
    );
  });
});

describe('who may know', () => {
  beforeEach(() => chat.says('zhangsan', '发展党员：王小明，11月1日递交申请书'));

  it('is whoever answers for the branch, and nobody else', async () => {
    for (const text of [
      '王小明到哪一步了',
      '发展党员名单',
      '换届进度',
      '谁该转正了',
      '哪些人下一步到期',
      '导出发展党员台账',
    ])
      for (const who of ['zhaoliu', 'wangwu']) {
        const said = await chat.says(who, text);
        expect(said).toMatch(/要[由问]/u);
        expect(said).not.toContain('申请书');
      }
    expectSays(await chat.says('lisi', '王小明到哪一步了'), '递交入党申请书');
    // Whether there is such a person is nothing that another branch is told.
    expectSays(await chat.says('zhaoliu', '李小红到哪一步了'), '要问');
    expectSays(await chat.says('sunba', '王小明到哪一步了'), '没有王小明的');
  });

  it('is the person, of what is their own', async () => {
    await chat.store.write((tx) => tx.addProcess(newProcess({ subject: '赵六', personId: 'zhaoliu' })));
    expectSays(await chat.says('zhaoliu', '我的发展进度'), '赵六（第一党支部）发展党员', '派人谈话');
    expectSays(await chat.says('zhaoliu', '我到哪一步了'), '派人谈话');
    expectSays(await chat.says('wangwu', '我的发展进度'), '没有您的流程记录');
  });

  it('is no group', async () => {
    await chat.saysIn('chat', 'zhangsan', '绑定 第一党支部');
    const before = await stored();
    for (const text of ['王小明派人谈话 11月8日', '李小红今天递交入党申请书', '王小明不发展了']) {
      const said = await chat.saysIn('chat', 'zhangsan', text);
      expectSays(said, '请私信我再发一遍');
      expect(said).not.toContain('下一步');
    }
    expect(await stored()).toEqual(before);
    for (const text of ['王小明到哪一步了', '发展党员名单', '哪些人下一步到期']) {
      const said = await chat.saysIn('chat', 'zhangsan', text);
      expectSays(said, '私信');
      expect(said).not.toContain('申请书');
    }
  });
});

it('a file has a column for each step, and leaves a trace', async () => {
  await chat.says('zhangsan', '发展党员：王小明，11月1日递交申请书');
  await chat.says('zhangsan', '王小明派人谈话 11月8日');
  expect(await chat.says('zhangsan', '导出发展党员台账')).toBe(
    '第一党支部发展党员台账.xlsx（1 人）稍后私下发给您。',
  );
  const request = { kind: 'development', unitIds: [chat.unitId('第一党支部')] };
  const at = instantOf('2026-11-21', 10);
  const found = await chat.store.read((tx) => processFile(tx, request, chat.tools.templates.render, at));
  const [sheet] = await readTables(await found!.write(), 'x.xlsx', () => true);
  const [head, line] = sheet!.rows.map(({ cells }) => cells);
  expect(head!.slice(0, 4)).toEqual(['党组织', '姓名', '递交入党申请书', '派人谈话']);
  expect(line!.slice(0, 4)).toEqual(['城郊党委/第一党支部', '王小明', '2026-11-01', '2026-11-08']);
  expect(line).toContain('确定为入党积极分子');
  const audit = await chat.store.db.selectFrom('audit').select('action').execute();
  expect(audit.map(({ action }) => action)).toContain('export processes');
});
