import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readTables } from '../../src/documents/table.ts';
import { instantOf } from '../../src/domain/calendar/time.ts';
import { defineProcesses } from '../../src/domain/process/kinds.ts';
import { processFile } from '../../src/reports/process-file.ts';
import { type Dialogue, expectSays, expectTalk, openDialogue } from '../support/dialogue.ts';
import { defineShippedProcesses, newProcess, stepsOn } from '../support/processes.ts';

// An end that a decision moves: 预备期延长, 换届延期 and 提前. Now is Saturday 2026-11-21, 10:00.

let chat: Dialogue;
beforeEach(async () => {
  defineShippedProcesses();
  chat = await openDialogue();
});
afterEach(() => chat.close());
afterAll(() => defineProcesses([]));

const stored = () => chat.store.read((tx) => tx.processes({}));
const shifts = async () => (await stored()).flatMap((one) => one.shifts.map(({ from, to }) => [from, to]));
const titled = async (text: string): Promise<string[]> => {
  const reply = await chat.send({ userId: 'zhangsan', content: { kind: 'text', text } });
  return reply?.choices?.buttons.map((button) => button.text) ?? [];
};

describe('a probationary year', () => {
  beforeEach(() =>
    chat.store.write((tx) =>
      tx.addProcess(
        newProcess({
          unitId: chat.unitId('第一党支部'),
          subject: '刘小红',
          since: 'admitted',
          steps: stepsOn({ admitted: '2025-12-15', approved: '2026-01-10', oath: '2026-01-20' }),
        }),
      ),
    ),
  );

  it('made longer in one sentence moves what comes next, keeps the day it had, and is taken back', async () => {
    await expectTalk(
      chat,
      'zhangsan',
      [
        '支部大会11月20日决定刘小红预备期延长半年',
        '已记刘小红预备期延到2027年6月15日，原来到12月15日（11月20日）。下一步：递交转正申请书，2027年6月15日前。',
      ],
      ['刘小红到哪一步了', '预备期原来到12月15日，延到2027年6月15日（11月20日）'],
      ['谁该转正了', '0 人'],
      ['刘小红讨论转正 11月21日', '满1年要到2027年6月15日'],
      ['不', '没有记录'],
    );
    expect(await shifts()).toEqual([['2026-12-15', '2027-06-15']]);
    expectSays(await chat.says('zhangsan', '撤销'), '已撤销', '刘小红');
    expectSays(await chat.says('zhangsan', '刘小红到哪一步了'), '支部大会讨论转正，12月15日起可以办');
  });

  it('is named where it is asked whose was made longer, to a group without a name', async () => {
    expectSays(await chat.says('zhangsan', '谁的预备期延长了'), '预备期延长过的 0 人');
    await chat.says('zhangsan', '刘小红预备期延长半年');
    expectSays(
      await chat.says('zhangsan', '谁的预备期延长了'),
      '预备期延长过的 1 人',
      '刘小红：预备期原来到12月15日，延到2027年6月15日',
    );
    expectSays(await chat.says('admin', '有几个人延长预备期了'), '1 人', '第一党支部');
    expectSays(await chat.says('sunba', '谁的预备期延长了'), '0 人');
    expect(await chat.saysIn('group-1', 'zhangsan', '谁的预备期延长了')).not.toContain('刘小红');
  });

  it.each([
    ['刘小红预备期延长三个月', '最少延长6个月'],
    ['把刘小红的预备期延长两年', '离原来的12月15日最多1年'],
    ['刘小红的预备期延长到明年3月', '最少延长6个月'],
    ['刘小红延期转正一年半', '离原来的12月15日最多1年'],
    ['刘小红预备期延长到今年11月30日', '原来是12月15日，这样是提前'],
  ])('%s is asked about, and kept only when that is agreed to', async (text, doubt) => {
    await expectTalk(chat, 'zhangsan', [text, doubt], ['不', '好的，没有记录']);
    expect(await shifts()).toEqual([]);
    await expectTalk(chat, 'zhangsan', [text, doubt], ['对', '已记刘小红预备期']);
    expect(await shifts()).toHaveLength(1);
  });

  it('is made longer once: a second time is asked about, and counts from the day it had', async () => {
    await chat.says('zhangsan', '刘小红预备期延长半年');
    chat.at('2026-11-21 11:00');
    await expectTalk(
      chat,
      'zhangsan',
      ['刘小红预备期再延长一年', '预备期只能延长一次，已经延到2027年6月15日，照记就改成这一天'],
      ['对', '已记刘小红预备期延到2027年12月15日，原来到12月15日'],
      ['刘小红预备期延长一年', '已经记过，一样的'],
    );
  });

  it('is set right at once without being a second time', async () => {
    await chat.says('zhangsan', '刘小红预备期延长半年');
    await expectTalk(chat, 'zhangsan', [
      '不是半年，是一年',
      '已记刘小红预备期延到2027年12月15日，原来到12月15日',
    ]);
    expect(await shifts()).toEqual([['2026-12-15', '2027-12-15']]);
  });

  it('made longer by nobody knows how much is asked with both lengths', async () => {
    expect(await titled('刘小红预备期延长')).toEqual(['6个月', '1年', '不记']);
    expectSays(await chat.says('zhangsan', '2'), '已记刘小红预备期延到2027年12月15日');
  });

  it('of somebody of whom its beginning is not known is not moved', async () => {
    expectSays(
      await chat.says('zhangsan', '王小明预备期延长半年'),
      '还不知道王小明预备期到哪天，没有记录。请先发：王小明接收为预备党员 11月21日',
    );
    expectSays(
      await chat.says('zhangsan', '预备期可以延长多久'),
      '可以延长一次预备期，不少于半年，最长不超过一年',
    );
    await chat.says('zhangsan', '刘小红讨论转正 11月20日');
    await chat.says('zhangsan', '对');
    expectSays(await chat.says('zhangsan', '刘小红预备期延长半年'), '预备期过了，没有记录');
    expect(await shifts()).toEqual([]);
  });

  it('is nothing for a group, and nobody else', async () => {
    await chat.saysIn('chat', 'zhangsan', '绑定 第一党支部');
    expectSays(await chat.saysIn('chat', 'zhangsan', '刘小红预备期延长半年'), '请私信我再发一遍');
    expectSays(await chat.says('zhaoliu', '刘小红预备期延长半年'), '要由');
    expect(await shifts()).toEqual([]);
  });
});

describe('a term', () => {
  beforeEach(() => chat.says('zhangsan', '本届任期到2027年3月'));

  it('put off by those above moves in one sentence and tells the old day and who gave leave', async () => {
    await expectTalk(
      chat,
      'zhangsan',
      [
        '换届延期到明年9月，镇党委11月2日批准',
        '已记第一党支部任期延到2027年9月30日，原来到2027年3月31日（镇党委批准，11月2日）。到期前6个月、3个月、1个月提醒书记。',
      ],
      [
        '换届进度',
        '任期到2027年9月30日。\n任期原来到2027年3月31日，镇党委批准延到2027年9月30日（11月2日）。',
      ],
      ['撤销', '已撤销'],
      ['换届进度', '任期到2027年3月31日。\n下一步'],
    );
  });

  it('put off without a word of who gave leave is asked, with those above as a tap', async () => {
    expect(await titled('换届往后推半年')).toEqual(['城郊党委批准', '不记']);
    expect(await shifts()).toEqual([]);
    expectSays(await chat.says('zhangsan', '对'), '延到2027年9月30日，原来到2027年3月31日（城郊党委批准）');
  });

  it('is brought forward, and never by more than the year that may be', async () => {
    await expectTalk(
      chat,
      'zhangsan',
      ['经上级党委同意提前换届，改到明年1月', '提前到2027年1月31日，原来到2027年3月31日（上级党委批准）'],
      ['撤销', '已撤销'],
      ['换届延期两年，县委组织部批的', '离原来的2027年3月31日最多1年'],
      ['不', '没有记录'],
      ['换届延期一年，县委组织部批的', '已记第一党支部任期延到2028年3月31日'],
    );
    chat.at('2026-11-21 11:00');
    expectSays(
      await chat.says('zhangsan', '换届再延期半年，县委组织部批的'),
      '延到2028年9月30日（原来到2028年3月31日）：离原来的2027年3月31日最多1年',
    );
    expectSays(await chat.says('zhangsan', '不'), '没有记录');
    expect(await shifts()).toEqual([['2027-03-31', '2028-03-31']]);
  });

  it('stands in the file with the day it had', async () => {
    await chat.says('zhangsan', '换届延期到明年9月，镇党委批准');
    const request = { kind: 'election', unitIds: [chat.unitId('第一党支部')] };
    const at = instantOf('2026-11-21', 10);
    const found = await chat.store.read((tx) => processFile(tx, request, chat.tools.templates.render, at));
    const [sheet] = await readTables(await found!.write(), 'x.xlsx', () => true);
    const [head, line] = sheet!.rows.map(({ cells }) => cells);
    expect(line![head!.indexOf('延长、延期')]).toBe('2027-03-31 → 2027-09-30 镇党委批准');
  });

  it('of which nobody has told the end is not moved, nor by a question or a meeting', async () => {
    expectSays(
      await chat.says('admin', '第二党支部换届延期一年，县委组织部批的'),
      '还不知道第二党支部任期到哪天',
    );
    for (const text of ['换届可以延期吗', '换届大会推迟到12月10日', '换届最多延期多久'])
      await chat.says('zhangsan', text);
    expect(await shifts()).toEqual([]);
    expectSays(await chat.says('zhaoliu', '换届延期一年，镇党委批准'), '要由');
  });
});

describe('the end of a term', () => {
  it.each<[text: string, ...says: string[]]>([
    ['本届任期到3027年3月', '没有记录。是不是到2027年3月31日'],
    ['本届任期到207年3月', '这个年份不对，没有记录'],
    ['本届任期到2O27年3月', '没有记录。是不是到2027年3月31日'],
    ['今年3月换的届', '3月换届，本届任期到哪天？1. 3年，到2029年3月31日；2. 5年，到2031年3月31日'],
    ['上一届是2023年5月选的', '1. 3年，到5月31日（已经过了）；2. 5年，到2028年5月31日'],
    ['我们支部是去年5月8日换的届', '1. 3年，到2028年5月8日'],
    ['去年换的届', '是几月换届的？没有记录'],
  ])('%s is asked about', async (text, ...says) => {
    expectSays(await chat.says('zhangsan', text), ...says);
    expect(await stored()).toEqual([]);
  });

  it('that is meant is one tap', async () => {
    await expectTalk(
      chat,
      'zhangsan',
      ['本届任期到3027年3月', '是请回“对”'],
      ['对', '已记第一党支部任期到2027年3月31日'],
      ['今年3月换的届', '请回数字'],
      ['1', '已记第一党支部任期到2029年3月31日，原来是2027年3月31日'],
    );
  });

  it('that is over says so and what follows, and promises no reminder', async () => {
    const said = await chat.says('zhangsan', '本届任期到昨天');
    expectSays(
      said,
      '已记第一党支部任期到11月20日',
      '那天已经过了，任期已满',
      '换届党员大会选举',
      '换届延期一年',
    );
    expect(said).not.toContain('提醒');
    expectSays(await chat.says('zhangsan', '哪些支部该换届了'), '第一党支部');
    expect(await chat.says('zhangsan', '本届任期到2027年1月')).toMatch(/到期前1个月提醒书记。$/u);
  });

  it('is asked for in the words of every day', async () => {
    await chat.says('zhangsan', '咱们这届到后年3月份届满');
    expectSays(await chat.says('zhangsan', '这届干到啥时候'), '任期到2028年3月31日');
  });
});

describe('a name one slip away', () => {
  beforeEach(() => chat.says('zhangsan', '王小鹏11月3日交的入党申请书'));

  it('is offered, and nobody is begun for it', async () => {
    expect(await titled('王小朋派人谈话 11月20日')).toEqual(['王小鹏', '另一位，新记', '不记']);
    expectSays(await chat.says('zhangsan', '1'), '已记王小鹏派人谈话（11月20日）');
    expectSays(
      await chat.says('zhangsan', '王小朋、王小鹏确定为积极分子'),
      '王小朋没有记：有一位王小鹏正在办',
    );
    expectSays(await chat.says('zhangsan', '王小朋预备期延长半年'), '是不是1. 王小鹏');
    expect(await stored()).toHaveLength(1);
  });

  it('may be somebody else, and a brother is', async () => {
    await expectTalk(
      chat,
      'zhangsan',
      ['王小朋递交入党申请书 11月20日', '2. 另一位，叫王小朋，新记一位'],
      ['2', '已记王小朋递交入党申请书（11月20日）'],
      ['王小红递交入党申请书 11月20日', '已记王小红'],
    );
    expect((await stored()).map(({ subject }) => subject)).toEqual(['王小鹏', '王小朋', '王小红']);
  });
});
