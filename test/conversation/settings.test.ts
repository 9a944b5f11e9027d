// What the files of config/ and a branch's own word change in what the bot says and when.
import { afterEach, describe, expect, it } from 'vitest';
import { createCalendar } from '../../src/domain/calendar/calendar.ts';
import { isoShanghai } from '../../src/domain/calendar/time.ts';
import type { Settings } from '../../src/settings/settings.ts';
import { type Dialogue, expectSays, openDialogue, SETTINGS } from '../support/dialogue.ts';
import { newItem } from '../support/item.ts';

let chat: Dialogue;
afterEach(() => chat.close());
const open = async (change: (s: Settings) => Settings) => {
  chat = await openDialogue(undefined, [], undefined, change(SETTINGS));
};
const own = (key: string, value: string) =>
  chat.store.write((tx) => tx.putSetting(chat.unitId('第一党支部'), key, value));

describe('quiet hours of reminders.yaml', () => {
  const quiet = (from: number, to: number) => (s: Settings) => ({
    ...s,
    reminders: { ...s.reminders, quiet: { from: from * 60, to: to * 60 } },
  });

  it.each([
    [21, 8, '2026-11-21 20:30', '2026-11-21T20:30', '已逐人通知'],
    [20, 7, '2026-11-21 20:30', '2026-11-22T07:01', '07:01 通知大家'],
    [21, 8, '2026-11-21 07:30', '2026-11-21T08:01', '08:01 通知大家'],
    [20, 7, '2026-11-21 07:30', '2026-11-21T07:30', '已逐人通知'],
  ])('%i:00–%i:00: what is arranged at %s is told at %s', async (from, to, now, told, words) => {
    await open(quiet(from, to));
    chat.at(now);
    expectSays(await chat.says('zhangsan', '安排 主题党日 11月25日下午3点 会议室'), words);
    const [row] = await chat.waiting('activity:1');
    expect(isoShanghai(row!.at)).toContain(told);
  });
});

describe('items.noProgressDays of reminders.yaml', () => {
  const after = (noProgressDays: number) => (s: Settings) => ({
    ...s,
    reminders: { ...s.reminders, items: { ...s.reminders.items, noProgressDays } },
  });
  const still = (days: number) =>
    chat.store.write((tx) =>
      tx.addItem(
        newItem({ problem: '停着', movedAt: Date.parse('2026-11-21T09:00:00+08:00') - days * 86_400_000 }),
      ),
    );

  it.each([
    [30, 20, '一个月', 0],
    [15, 20, '15天', 1],
    [45, 40, '45天', 0],
    [30, 40, '一个月', 1],
  ])('%i days, %i days still: lists, lights and the month agree', async (limit, days, words, count) => {
    await open(after(limit));
    await still(days);
    expectSays(await chat.says('zhangsan', '零进展的整改'), `${words}没有进展 ${count} 项`);
    const list = await chat.says('zhangsan', '整改清单');
    expect(list.includes('零进展 1 项')).toBe(count === 1);
    expect(list.includes('🟡')).toBe(count === 1);
    expectSays(await chat.says('zhangsan', '整改月报'), `${words}没有进展 ${count} 项`);
    const rate = await chat.says('zhangsan', '整改销号率');
    expect(rate.includes('零进展 1')).toBe(count === 1);
  });
});

describe('opening.minutesBefore', () => {
  const before = (openBeforeMinutes: number) => (s: Settings) => ({
    ...s,
    activity: { ...s.activity, openBeforeMinutes },
  });

  it.each([
    [30, '开始前半小时起可以签到'],
    [60, '开始前1小时起可以签到'],
    [45, '开始前45分钟起可以签到'],
    [0, '开始后可以签到'],
  ])('%i minutes: every sentence says so', async (minutes, words) => {
    await open(before(minutes));
    expectSays(await chat.says('zhaoliu', '签到'), words);
    await chat.says('zhangsan', '安排 主题党日 11月25日下午3点 会议室');
    expectSays((await chat.waiting('activity:1'))[0]!.text, words);
  });

  it('of a branch is said there', async () => {
    await open((s) => s);
    await own('opening.minutesBefore', '90');
    expectSays(await chat.says('zhaoliu', '签到'), '开始前90分钟起');
    expectSays(await chat.says('zhoujiu', '签到'), '开始前半小时起');
    await chat.says('zhangsan', '安排 主题党日 11月25日下午3点 会议室');
    expectSays((await chat.waiting('activity:1'))[0]!.text, '开始前90分钟起');
  });
});

describe('a stored setting that cannot be read', () => {
  it('leaves the meeting as the file has it', async () => {
    await open((s) => s);
    await own('opening.minutesBefore', 'soon');
    await own('closing.hoursAfter', '');
    await chat.says('zhangsan', '安排 主题党日 11月21日上午11点 会议室');
    chat.at('2026-11-21 10:40');
    expectSays(await chat.says('zhaoliu', '签到'), '已签到');
    chat.at('2026-11-21 13:00');
    expectSays(await chat.says('lisi', '签到'), '签到已经结束');
  });

  it('is no fixed day', async () => {
    await open((s) => s);
    await own('fixed_day', '{"rule":"monthly"}');
    expectSays(await chat.says('zhangsan', '主题党日固定日'), '还没有固定日');
    expectSays(await chat.says('zhangsan', '主题党日固定为每月25日下午3点 党员活动室'), '已设定', '11月25日');
  });
});

it('a span of working days is counted by the calendar of config', async () => {
  const calendar = createCalendar([{ year: 2026, off: ['2026-11-23', '2026-11-24'], work: [] }]);
  await open((s) => ({ ...s, calendar }));
  await chat.store.write((tx) =>
    tx.addItem(
      newItem({ ownerId: 'zhaoliu', ownerName: '赵六', dueAt: Date.parse('2026-11-24T23:59:59+08:00') }),
    ),
  );
  expectSays(await chat.says('zhaoliu', '整改1 申请延期3个工作日，等材料'), '11月27日');
});
