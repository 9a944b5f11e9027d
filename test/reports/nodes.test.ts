import { expect, it } from 'vitest';
import { instantOf } from '../../src/domain/calendar/time.ts';
import type { Item } from '../../src/domain/ledger/item.ts';
import { withNodes } from '../../src/domain/ledger/nodes.ts';
import { nodeFile, nodeGridOf, nodePicture, nodeTable } from '../../src/reports/nodes.ts';
import { loadTemplates } from '../../src/wording/templates.ts';
import { openDialogue } from '../support/dialogue.ts';
import { storedItem } from '../support/item.ts';

const words = loadTemplates('templates').render;
const NOW = instantOf('2026-12-07', 10);
const node = (name: string, day: string, done?: string) => ({
  name,
  dueAt: instantOf(day, 23, 59, 59),
  doneAt: done === undefined ? null : instantOf(done, 9),
  doneBy: done === undefined ? null : 'zhangsan',
});

it('sets units against nodes in their order, and says the same in words, picture and file', async () => {
  const chat = await openDialogue();
  const org = await chat.store.read((tx) => tx.organisation());
  await chat.close();
  const of = (no: number, unitId: number, given: Partial<Item>) =>
    storedItem({ id: no, no, unitId, kind: 'task', problem: '三化建设', ...given });
  const [first, second] = [...org.units.values()].filter(({ kind }) => kind === 'branch');
  const items = [
    of(2, second!.id, withNodes([node('摸底', '2026-12-05', '2026-12-01'), node('整治', '2026-12-20')])),
    of(1, first!.id, withNodes([node('摸底', '2026-12-05'), node('摸底', '2026-12-20')])),
    // As a version that knows no nodes has closed it.
    of(3, second!.id, { ...withNodes([node('摸底', '2026-12-05')]), closedAt: NOW, state: '已销号' }),
  ];
  const grid = nodeGridOf(items, org, NOW, words);
  expect(nodeTable(grid, words)).toEqual({
    title: '三化建设节点进度',
    columns: ['党组织', '摸底（12月5日）', '摸底2（12月20日）', '整治（12月20日）'],
    rows: [
      ['第一党支部', '!', '○', ''],
      ['第二党支部', '✓ 12月1日', '', '○'],
      ['第二党支部', '✓ 12月7日', '', ''],
    ],
  });
  expect(nodePicture(grid, words)).toMatchObject({
    columns: ['摸底', '摸底2', '整治'],
    rows: [
      { name: '第一党支部', cells: ['due', 'planned', 'none'] },
      { cells: ['held', 'none', 'planned'] },
      { cells: ['held', 'none', 'none'] },
    ],
  });
  const file = nodeFile(grid, { at: NOW, by: '郑管理' }, words);
  expect(file).toMatchObject({ rows: 3, name: '三化建设节点进度.xlsx' });
  expect((await file.write()).subarray(0, 2).toString()).toBe('PK');
});
