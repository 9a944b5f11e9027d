// The first run as its user sees it: the real server, the real page, one activity from plan to roll.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium, noChromium } from '../support/chromium.ts';
import { startServer, type TestServer } from '../support/server.ts';

if (noChromium) console.warn(`test/server/sandbox.test.ts is skipped: ${noChromium}`);

describe.skipIf(noChromium)('the sandbox in a browser', { timeout: 60_000 }, () => {
  let server: TestServer;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    server = await startServer({ SANDBOX_NOW: '2026-11-23T09:10:00+08:00' });
    browser = await launchChromium();
    page = await browser.newPage();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  async function become(name: string): Promise<void> {
    await page.keyboard.press('Control+k');
    await page.locator('#people input').fill(name);
    await page.keyboard.press('Enter');
    await page.locator('#who-name', { hasText: name }).waitFor();
  }
  async function say(text: string): Promise<void> {
    await page.locator('#say').fill(text);
    await page.keyboard.press('Enter');
  }
  const lastSays = (text: string) => page.locator('#log', { hasText: text }).waitFor();

  it('goes from the plan of the secretary to the check-in of a member and back to the roll', async () => {
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
    await page.goto(server.url);
    await page.locator('#who-name', { hasText: '张三' }).waitFor();
    await say('安排 主题党日 今天9点30分 村口广场');
    await lastSays('已安排：第一党支部主题党日，11月23日(周一) 09:30，村口广场');
    await become('赵六');
    await say('签到');
    await lastSays('赵六已签到：主题党日');
    await lastSays('到会 1/13');
    await become('张三');
    await say('谁没签到');
    await lastSays('没签到 12 人');
    expect(problems).toEqual([]);
  });

  it('brings a push to the group as WeCom would, when the clock moves', async () => {
    const post = (path: string, body: object) =>
      fetch(`${server.url}/sandbox/api/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }).then((r) => r.json());
    await post('say', { as: 'zhangsan', chat: 'private', text: '安排 党课 11月27日下午3点 党员活动室' });
    await post('clock', { minutes: 1 });
    await lastSays('党课通知');
    await lastSays('11月27日(周五) 15:00');
  });

  it('refuses whoever is not on this machine by name', async () => {
    const response = await fetch(`${server.url}/sandbox/`, { headers: { Origin: 'https://evil.example' } });
    expect(response.status).toBe(403);
  });
});
