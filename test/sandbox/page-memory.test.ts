// What the page remembers and tells: unread lines, drafts, the way back, what was sent while the clock moved.
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Sending } from '../../src/sandbox/page-contract.ts';
import { launchChromium, noChromium } from '../support/chromium.ts';
import { type Opened, openPage } from './browser.ts';
import { echo, openStage, START, type Stage } from './stage.ts';

if (noChromium) console.warn(`test/sandbox/page-memory.test.ts is skipped: ${noChromium}`);

const HOUR = 3600_000;
const DAY = 24 * HOUR;

/** parts of the chat list that reach out of it, and names that break */
const CUT_OFF = `[...document.querySelectorAll('#chats button *')]
  .filter((e) => e.getBoundingClientRect().right > e.closest('ul').clientWidth || (e.matches('.chat-title') && e.scrollWidth > e.clientWidth))
  .map((e) => e.className)`;

const SENDINGS: Sending[] = [
  {
    at: START + HOUR,
    rule: 'opening',
    state: 'sent',
    group: 'wrSecond',
    people: [],
    text: '【签到】主题党日',
  },
  {
    at: START + DAY,
    rule: 'digest',
    state: 'sent',
    people: ['sunli', 'lifang', 'chenqiang', 'huanglei'],
    text: '有2件事：',
  },
  {
    at: START + DAY + HOUR,
    rule: 'record_prompt',
    state: 'settled',
    people: ['WangJianguo'],
    text: '主题党日已结束',
  },
  { at: START + DAY + HOUR, rule: 'brand_new', state: 'refused', people: ['huanglei'], text: '别的' },
];

describe.skipIf(noChromium)('the page', { timeout: 30_000 }, () => {
  let browser: Browser;
  let stage: Stage;
  let opened: Opened;
  beforeAll(async () => {
    browser = await launchChromium();
  }, 30_000);
  afterAll(() => browser?.close());
  beforeEach(async () => {
    stage = await openStage({ sendings: async () => SENDINGS });
    opened = await openPage(browser, stage);
  });
  afterEach(async () => {
    await opened.context.close();
    await stage.close();
    expect(opened.complaints).toEqual([]);
  });

  const eventually = (read: () => Promise<unknown>) => expect.poll(read, { timeout: 5000 });
  const at = (time: number) => {
    stage.clock.at = time;
  };
  const push = async (touser: string, content: string) =>
    stage.api(`message/send?access_token=${await stage.token()}`, {
      touser,
      agentid: 1000002,
      msgtype: 'text',
      text: { content },
    });

  it('keeps what was typed and what is unread over a reload, for each person and chat', async () => {
    const { page, text } = opened;
    await page.locator('#say').fill('写了一半');
    await push('WangJianguo|lifang', '第一条');
    await push('WangJianguo', '第二条');
    await push('huanglei', '别人的');
    await eventually(() => text('[data-chat=private] .count')).toBe('2');
    await eventually(() => text('#elsewhere-list')).toContain('黄磊');
    await page.reload();
    await eventually(() => text('[data-chat=private] .count')).toBe('2');
    expect(await text('#elsewhere-list')).toContain('黄磊');
    expect(await page.locator('#say').inputValue()).toBe('写了一半');
    await page.locator('[data-chat=private]').click();
    expect(await page.locator('#say').inputValue()).toBe('');
    expect(await page.locator('[data-chat=private] .count').count()).toBe(0);
    await page.goto(`${stage.base}/sandbox/?as=lifang`);
    await eventually(() => text('#who-name')).toContain('李芳');
    expect(await page.locator('#say').inputValue()).toBe('');
    expect(await text('[data-chat=private] .count')).toBe('1');
    await page.goto(`${stage.base}/sandbox/?as=WangJianguo&chat=wrFirst`);
    await eventually(() => page.locator('#say').inputValue()).toBe('写了一半');
    await opened.say('说完了');
    // What is not sent yet is kept on purpose: only what was sent leaves the line empty.
    await eventually(() => page.locator('#say').inputValue()).toBe('');
    await page.reload();
    await eventually(() => text('[data-chat=wrFirst] .last')).toContain('支部通');
    expect(await page.locator('#say').inputValue()).toBe('');
  });

  it('goes back and forward through the chats and persons that were open', async () => {
    const { page, text } = opened;
    await page.locator('[data-chat=private]').click();
    await page.keyboard.press('Control+k');
    await page.locator('#people-search').fill('黄磊');
    await page.keyboard.press('Enter');
    await eventually(() => text('#who-name')).toContain('黄磊');
    await page.goBack();
    await eventually(() => text('#who-name')).toContain('王建国');
    await eventually(() => text('#chat-name')).toContain('私聊');
    await page.goBack();
    await eventually(() => text('#chat-name')).toContain('第一党支部');
    await page.goForward();
    await eventually(() => text('#chat-name')).toContain('私聊');
    await page.goForward();
    await eventually(() => text('#who-name')).toContain('黄磊');
  });

  it('leads back on a phone from a chat to the list it was chosen in, and on to the chat before', async () => {
    const { page } = opened;
    const shown = () => page.locator('body').getAttribute('data-view');
    await page.setViewportSize({ width: 360, height: 740 });
    await page.locator('#to-list').click();
    await page.locator('[data-chat=private]').click();
    expect(await shown()).toBe('chat');
    await page.goBack();
    await eventually(shown).toBe('list');
    await page.goBack();
    await eventually(shown).toBe('chat');
    expect(await opened.text('#chat-name')).toContain('第一党支部');
  });

  it('says in the list when the last message came, as people say it', async () => {
    const { page, text } = opened;
    await push('WangJianguo', '一条很长的通知，长得一行放不下，两行也放不下');
    const when = () => text('[data-chat=private] .last-at');
    await eventually(when).toBe('今天 18:50');
    for (const width of [1280, 1000, 360]) {
      await page.setViewportSize({ width, height: 700 });
      await page.evaluate("document.body.dataset.view = 'list'");
      expect(await page.evaluate(CUT_OFF), String(width)).toEqual([]);
    }
    for (const [days, words] of [
      [1, '昨天'],
      [3, '周六'],
      [6, '周六'],
      [7, '11月21日'],
      [60, '2026年11月21日'],
    ] as const) {
      at(START + days * DAY);
      await page.reload();
      await eventually(when).toBe(words);
    }
  });

  it('says so when the bot heard a line and answered nothing', async () => {
    const { page, say, text } = opened;
    stage.hear = () => ({});
    await say('谢谢');
    await eventually(() => text('.own .status')).toBe('✓ 已送达，机器人没有回复');
    stage.hear = echo;
    await say('签到');
    await eventually(() => page.locator('.own .status').last().textContent()).toBe('✓ 已送达企业微信');
  });

  it('proposes days in words and goes to the minute that is asked for', async () => {
    const { page, text } = opened;
    const days = await page.locator('#clock-day option').allTextContents();
    expect(days.slice(0, 3)).toEqual(['今天 11月21日 周六', '明天 11月22日 周日', '11月23日 周一']);
    await page.locator('#clock-day').selectOption('2026-11-25');
    await page.locator('#clock-time').fill('9：05');
    await page.locator('#clock-form button').click();
    await eventually(() => text('#now-time')).toBe('09:05');
    expect(await text('#now-date')).toBe('2026年11月25日 周三');
  });

  it('tells after a journey what was sent to whom, when and why, and what was dropped', async () => {
    const { page, text } = opened;
    expect(await page.locator('#journey').isVisible()).toBe(false);
    await page.locator('[data-to=next_week]').click();
    await eventually(() => text('#journey-about')).toBe(
      '11月21日 周六 18:50 到 11月28日 周六 18:50，发出 2 条，另有 2 条没有发',
    );
    const lines = await page.locator('#journey-list').innerText();
    expect(lines.split('\n').filter(Boolean)).toEqual([
      '11月21日 周六 · 1 条',
      '开始签到：会快开始了',
      '19:50',
      '第二党支部群',
      '【签到】主题党日',
      '11月22日 周日 · 3 条',
      '每日提醒：要办的事合成一条',
      '18:50',
      '孙丽、李芳、陈强 另有 1 人',
      '有2件事：',
      '请书记确认记录：会开完了',
      '19:50',
      '王建国 没有发：事情已办或已改',
      '主题党日已结束',
      '通知',
      '19:50',
      '黄磊 没有发：被拒',
      '别的',
    ]);
    await page.reload();
    await eventually(() => page.locator('#journey').isVisible()).toBe(true);
    await page.locator('#journey button', { hasText: '第二党支部群' }).click();
    await eventually(() => text('#who-name')).toContain('陈强');
    expect(page.url()).toContain('as=chenqiang&chat=wrSecond');
  });
});
