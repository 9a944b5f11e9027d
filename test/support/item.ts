import { instantOf } from '../../src/domain/calendar/time.ts';
import { BLANK_ITEM, type Item, type NewItem } from '../../src/domain/ledger/item.ts';

/** An item opened on 1 November 2026, due on 30 November, with what a test says about it. */
export function newItem(given: Partial<Item> = {}): NewItem {
  const dueAt = instantOf('2026-11-30', 23, 59, 59);
  const openedAt = instantOf('2026-11-01', 9);
  const { id: _id, no: _no, revision: _revision, ...rest } = given;
  return {
    ...BLANK_ITEM,
    kind: 'rectification',
    unitId: 2,
    problem: '活动室漏水',
    source: '巡察反馈',
    measure: '修屋顶',
    ownerId: 'lisi',
    leaderId: 'zhangsan',
    ownerName: '李四',
    leaderName: '张三',
    dueAt,
    firstDueAt: dueAt,
    openedBy: 'zhangsan',
    openedAt,
    movedAt: openedAt,
    ...rest,
  };
}

/** The same as it would be stored. */
export function storedItem(given: Partial<Item> = {}): Item {
  return { id: 1, no: 1, revision: 1, ...newItem(given), ...given };
}
