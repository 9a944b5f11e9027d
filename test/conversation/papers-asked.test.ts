// Lists that are told in words, asked for as a table, a file or a picture.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instantOf } from '../../src/domain/calendar/time.ts';
import type { FileContent } from '../../src/ports/outbox.ts';
import type { Picture } from '../../src/ports/pictures.ts';
import { figuresFile } from '../../src/reports/figures-file.ts';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';
import { readDocx } from '../support/docx.ts';
import { newItem } from '../support/item.ts';

let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue(undefined, ['sunqi']);
  chat.at('2026-10-12 18:00');
  await chat.says('zhangsan', '上报 主题党日 10月12日下午3点 应到6 实到6');
  chat.at('2026-11-12 18:00');
  await chat.says('zhangsan', '上报 主题党日 11月12日下午3点 应到6 实到5 赵六请假（出差）');
  chat.at('2026-11-21 10:00');
});
afterEach(() => chat.close());

async function contentOf(): Promise<FileContent> {
  const rows = await chat.store.db
    .selectFrom('outbox')
    .select('payload')
    .where('kind', '=', 'file')
    .orderBy('id')
    .execute();
  return JSON.parse(rows.at(-1)!.payload!).content;
}
const picture = async () => ((await contentOf()) as { picture: Picture }).picture;
async function bookOf(): Promise<Buffer> {
  const { figures } = (await contentOf()) as Extract<FileContent, { figures: unknown }>;
  const { settings, templates } = chat.tools;
  const file = await chat.store.read(async (tx) =>
    figuresFile(
      { tx, org: await tx.organisation(), now: instantOf('2026-11-21', 10), settings },
      figures,
      templates,
    ),
  );
  return file!.write();
}

describe('everybody of one meeting', () => {
  it('stands in a table with how they stood to it, and why for the secretary alone', async () => {
    const own = await chat.says('zhangsan', '把11月12那次谁来谁没来列个表');
    expectSays(own, '主题党日到会名单：应到 6，实到 5', '张三　　到会', '赵六　　请假　出差');
    const above = await chat.says('sunqi', '第一党支部11月12日主题党日谁来谁没来列个表');
    expectSays(above, '赵六　　请假');
    expect(above).not.toContain('出差');
  });
});

describe('why people were away', () => {
  it('is a column of the table', async () => {
    const answer = await chat.says('zhangsan', '11月请假的列张表，原因带上');
    expectSays(answer, '赵六　11月12日　主题党日　出差');
    expect(answer).not.toContain('列不成表');
  });

  it('is said to be left out for whoever may not read it', async () => {
    const answer = await chat.says('sunqi', '11月请假的列张表，原因带上');
    expectSays(answer, '赵六', '事由只有本支部书记和记录人能看，表里不列');
    expect(answer).not.toContain('出差');
  });
});

describe('items that were closed', () => {
  beforeEach(async () => {
    await chat.store.write(async (tx) => {
      const unitId = chat.unitId('第一党支部');
      await tx.addItem(newItem({ unitId, problem: '会议室灯坏了', ownerName: '赵六' }));
    });
  });

  it('have a table of none where none was', async () => {
    expectSays(await chat.says('sunqi', '已经销号的拉个表，哪天销的、谁批的'), '销号 0 项');
  });

  it('of which nothing is done are told from those that wait for long', async () => {
    const answer = await chat.says('sunqi', '一点进度都没有的整改是哪些，打个表给我');
    expectSays(answer, '进度为零的整改：1', '会议室灯坏了');
  });

  it('are drawn by state', async () => {
    expectSays(await chat.says('sunqi', '整改按状态弄个饼图'), '整改情况（按状态）：待整改 1 项');
    expect(await picture()).toMatchObject({ kind: 'ring', title: expect.stringContaining('按状态') });
  });
});

describe('of one person', () => {
  it('the meetings are a table, one by one', async () => {
    expectSays(await chat.says('zhaoliu', '我今年参加了几次会'), '应参加 2 次');
    const answer = await chat.says('zhaoliu', '列个表');
    expectSays(answer, '赵六2026年个人出勤', '10月12日　主题党日', '11月12日　主题党日　请假');
  });

  it('a picture goes month by month', async () => {
    await chat.says('zhaoliu', '我今年的出勤画个图');
    const drawn = await picture();
    expect(drawn).toMatchObject({ kind: 'lines', periods: ['10月', '11月'] });
  });
});

describe('of several months', () => {
  it('a table of each branch has a column for each', async () => {
    const answer = await chat.says('sunqi', '各支部10到11月主题党日应到实到列个表');
    expectSays(answer, '按月，实到/应到', '第一党支部　10月 6/6　11月 5/6　合计 11/12');
  });

  it('a picture of all together is drawn by month', async () => {
    expectSays(
      await chat.says('sunqi', '主题党日10到11月到会率做个图'),
      '10月：100%（6/6）',
      '11月：83.3%（5/6）',
    );
    expect(await picture()).toMatchObject({ kind: 'lines' });
  });

  it('a picture of each branch has a line of each', async () => {
    await chat.says('sunqi', '各支部10到11月主题党日到会率画个图');
    expect(await picture()).toMatchObject({
      kind: 'lines',
      lines: [{ name: '第一党支部', points: [{ value: 1 }, { value: 5 / 6 }] }],
    });
  });
});

it('several figures in Word are one paper', async () => {
  const answer = await chat.says('sunqi', '出个word给我，11月组织生活整体情况，党委会上要念');
  expectSays(answer, '城郊党委2026年11月组织生活情况.docx');
  expect(answer.match(/docx/gu)).toHaveLength(1);
  expectSays(JSON.stringify(readDocx(await bookOf())), '到会率：83.3%（5/6）', '主题党日');
});
