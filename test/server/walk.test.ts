// One meeting from its arrangement to the file in the hand, by the page alone, as a secretary would try it.
import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Opened, openPage } from '../sandbox/browser.ts';
import { launchChromium, noChromium } from '../support/chromium.ts';
import { startServer, type TestServer } from '../support/server.ts';

if (noChromium) console.warn(`test/server/walk.test.ts is skipped: ${noChromium}`);

/** What is asked for at the end, and what the file is called. */
const LAST_STEP = { say: '导出会议记录', file: /主题党日\.docx$|会议记录\.docx$/ };
/** The button of the record card that takes it as it is. */
const CONFIRM = /确认/;
/** How long the whole may take somebody who knows the way. */
const TWO_MINUTES_MS = 120_000;

describe.skipIf(noChromium)('a walk', { timeout: 60_000 }, () => {
  let server: TestServer;
  let browser: Browser;
  let opened: Opened;
  beforeAll(async () => {
    server = await startServer({ SANDBOX_NOW: '2026-11-23T09:10:00+08:00' });
    browser = await launchChromium();
    opened = await openPage(browser, { base: server.url });
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  const last = (text: string) => opened.page.locator('.bubble', { hasText: text }).last().waitFor();
  const become = async (name: string, chat: RegExp) => {
    const { page } = opened;
    await page.keyboard.press('Control+k');
    await page.locator('#people-search').fill(name);
    await page.keyboard.press('Enter');
    await page.locator('#who-name', { hasText: name }).waitFor();
    await page.locator('#chats button', { hasText: chat }).click();
  };
  const goTo = async (day: string, time: string) => {
    const { page } = opened;
    await page.locator('#clock-day').selectOption(day);
    await page.locator('#clock-time').fill(time);
    await page.locator('#clock-form button').click();
    await page.locator('#now-time', { hasText: time }).waitFor({ timeout: 20_000 });
    await page.locator('body:not([data-moving])').waitFor();
  };

  it('leads from the arrangement to the downloaded file in well under two minutes', {
    timeout: TWO_MINUTES_MS,
  }, async () => {
    const { page, say } = opened;
    await say('安排 主题党日 明天下午3点 三楼会议室 主题：参观红色展馆');
    await last('已安排：第一党支部主题党日，11月24日(周二) 15:00');

    await goTo('2026-11-24', '14:40');
    await page.locator('#journey button', { hasText: '第一党支部群' }).first().waitFor();
    expect(await page.locator('#journey-list').innerText()).toContain('开始签到');
    for (const name of ['赵六', '许春梅']) {
      await become(name, /第一党支部/);
      await say('签到');
      await last(`${name}已签到：主题党日`);
    }
    await become('张三', /第一党支部/);
    await say('代签 李四 周文彬 王五 孙玉兰 吴国栋 李晓红 陈思远 钱立新 林雨桐');
    await last('代签 9 人');

    await goTo('2026-11-24', '17:40');
    await become('张三', /私聊/);
    await page.locator('.card-buttons button', { hasText: CONFIRM }).last().click();
    await page.locator('.card-buttons button:disabled').last().waitFor();

    await say(LAST_STEP.say);
    const file = page.locator('.bubble.file a').last();
    await file.waitFor();
    expect(await file.textContent()).toMatch(/点一下保存（\d+ KB）$/);
    const [download] = await Promise.all([page.waitForEvent('download'), file.click()]);
    expect(download.suggestedFilename()).toMatch(LAST_STEP.file);
    const bytes = readFileSync(await download.path());
    expect(bytes.subarray(0, 2).toString()).toBe('PK');
    expect(bytes.length).toBeGreaterThan(3000);
    expect(opened.complaints).toEqual([]);
  });
});
