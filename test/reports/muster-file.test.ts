import { afterEach, expect, it } from 'vitest';
import { readTables } from '../../src/documents/table.ts';
import { musterRows } from '../../src/reports/muster-file.ts';
import { type Dialogue, openDialogue } from '../support/dialogue.ts';

let d: Dialogue | undefined;
afterEach(() => d?.close());

it('lists everybody who was called, with reasons for the very branch alone', async () => {
  d = await openDialogue();
  const { store, tools } = d;
  await d.says('zhangsan', '集结第一支部全体党员 30分钟内到河堤');
  await d.says('zhaoliu', '收到');
  await d.says('wangwu', '去不了，在外地');
  d.at('2026-11-21 10:40');
  await d.says('lisi', '到岗');
  await d.says('zhangsan', '导出集结名单');
  const files = await store.db.selectFrom('outbox').selectAll().where('kind', '=', 'file').execute();
  expect(JSON.parse(files[0]!.payload!)).toEqual({
    name: '集结名单 第一党支部全体党员 11月21日.xlsx',
    content: { muster: { id: 1, reasonsOf: [d.unitId('第一党支部')] } },
  });
  const rowsOf = (reasonsOf: number[]) =>
    store.read((tx) =>
      musterRows(tx, { id: 1, reasonsOf }, tools.templates.render, Date.parse('2026-11-23T10:00:00+08:00')),
    );
  const own = (await rowsOf([d.unitId('第一党支部')]))!;
  expect(Object.fromEntries(own.rows.map(([name, , ...rest]) => [name, rest]))).toEqual({
    李四: ['到岗', '10:40', '10:40', '超时', ''],
    赵六: ['收到', '10:00', '', '', ''],
    王五: ['去不了', '10:00', '', '', '在外地'],
    钱七: ['没回音', '', '', '', ''],
    李晓红: ['没回音', '', '', '', ''],
  });
  expect(JSON.stringify((await rowsOf([]))!.rows)).not.toContain('在外地');
  const [sheet] = await readTables(await own.write(), 'x.xlsx', () => true);
  expect(sheet!.rows[0]!.cells).toEqual([
    '姓名',
    '党组织',
    '情况',
    '收到时间',
    '到岗时间',
    '超时',
    '去不了的原因',
  ]);
  expect(sheet!.rows).toHaveLength(6);
  expect(
    await store.read((tx) =>
      musterRows(
        tx,
        { id: 9, reasonsOf: [] },
        tools.templates.render,
        Date.parse('2026-11-23T10:00:00+08:00'),
      ),
    ),
  ).toBeUndefined();
  const audited = await store.db
    .selectFrom('audit')
    .selectAll()
    .where('action', '=', 'export muster')
    .execute();
  expect(audited).toHaveLength(1);
});
