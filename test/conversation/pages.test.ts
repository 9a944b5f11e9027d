// Lists of a whole city: whole units in each message, how many are left, and 继续 until each was told once.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instantOf } from '../../src/domain/calendar/time.ts';
import { Organisation } from '../../src/domain/organisation/organisation.ts';
import { planRoster } from '../../src/domain/organisation/roster.ts';
import { plannedActivity, recordOf } from '../support/activity.ts';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';
import { newItem } from '../support/item.ts';
import { rosterRows } from '../support/roster.ts';

const COUNT = 30;
const shortOf = (i: number) => `南街第${i + 1}党支部`;
const nameOf = (i: number) => `城关镇社区网格化服务管理中心${shortOf(i)}`;
const rows = [
  '郑管理 admin 城关镇党委 管理员',
  ...Array.from({ length: COUNT }, (_, i) => {
    const name = '甲乙丙丁戊己庚辛壬癸'[i % 10]! + '一二三'[Math.floor(i / 10)]!;
    return `赵${name} m${i} 城关镇党委/${nameOf(i)} 书记\n钱${name} n${i} 城关镇党委/${nameOf(i)} - 预备党员 是`;
  }),
];
const { changes } = planRoster(rosterRows(rows.join('\n')), new Organisation([], [], []), [], {
  prune: false,
});

let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue(changes, ['boss']);
  chat.at('2026-11-21 10:00');
  await chat.store.write(async (tx) => {
    for (let i = 0; i < COUNT; i++) {
      const unitId = chat.unitId(nameOf(i));
      const startAt = instantOf('2026-11-05', 15);
      const { id } = await tx.addActivity(plannedActivity({ unitId, startAt, stage: 'recorded' }));
      await tx.putRecord(recordOf({ activityId: id, expected: 1, present: 1 }));
      await tx.addActivity(plannedActivity({ unitId, startAt: instantOf('2026-11-06', 15) }));
      await tx.addActivity(plannedActivity({ unitId, startAt: instantOf('2026-12-05', 15) }));
      await tx.addItem(newItem({ unitId, problem: shortOf(i), dueAt: instantOf('2026-11-10') }));
    }
  });
});
afterEach(() => chat.close());

/** All that is told, message by message. */
async function toldWhole(text: string): Promise<string[]> {
  const pages = [await chat.says('admin', text)];
  while (/还有 \d+ .*回复“继续”/.test(pages.at(-1)!) && pages.length < 40)
    pages.push(await chat.says('admin', '继续'));
  return pages;
}

describe('a list of units', () => {
  it.each([
    ['本月到会率'],
    ['本月主题党日开了几次'],
    ['本月人次'],
    ['本月应到人次'],
    ['哪些支部没上报'],
    ['党员有几个'],
    ['未开党员大会的支部'],
    ['还差哪些会没开'],
    ['三季度没开的会'],
    ['到会率达到50%的支部'],
    ['流动党员有哪些'],
    ['最近一次主题党日各支部到会率'],
    ['近期安排'],
    ['逾期整改'],
    ['各支部整改销号率'],
    ['本月到会率列个表'],
  ])('is told in whole lines, each unit once: %s', async (text) => {
    const pages = await toldWhole(text);
    expect(pages.length).toBeGreaterThan(1);
    const lines = pages.flatMap((page) => page.split('\n'));
    for (let i = 0; i < COUNT; i++)
      expect(lines.filter((line) => line.includes(shortOf(i))).length, `${text} ${nameOf(i)}`).toBe(1);
    for (const page of pages) expect(Buffer.byteLength(page)).toBeLessThanOrEqual(2048);
    expect(pages.at(-1)).not.toContain('继续”');
    expectSays(await chat.says('admin', '继续'), '没有没列完的');
  });

  it('asked for in one breath with another is told to its end, one after the other', async () => {
    const pages = await toldWhole('本月次数和到会率');
    for (const page of pages) expect(Buffer.byteLength(page)).toBeLessThanOrEqual(2048);
    const lines = pages.flatMap((page) => page.split('\n'));
    for (let i = 0; i < COUNT; i++) expect(lines.filter((line) => line.includes(nameOf(i))).length).toBe(2);
  });
});
