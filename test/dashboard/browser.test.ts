// The page in a real browser, from the bot's link in the chat of the sandbox. Without Chromium skipped, except in CI.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openPage } from '../sandbox/browser.ts';
import { launchChromium, noChromium } from '../support/chromium.ts';
import { startServer, type TestServer } from '../support/server.ts';

if (noChromium) console.warn(`test/dashboard/browser.test.ts is skipped: ${noChromium}`);

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const VIOLATIONS = `axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html))`;
const WIDER_THAN_SCREEN = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
/** letters below 14 px, targets below 44 px */
const TOO_SMALL = `(() => {
  const shown = [...document.querySelectorAll('body *')].filter((e) => e.checkVisibility() && !e.matches('.skip'));
  return [
    ...shown.filter((e) => Number.parseFloat(getComputedStyle(e).fontSize) < 14).map((e) => 'letters ' + e.outerHTML),
    ...shown.filter((e) => e.matches('a, button, summary') && e.offsetHeight < 44).map((e) => 'target ' + e.outerHTML),
  ];
})()`;
/** whether a picture stands beside its figures */
const SIDE_BY_SIDE = `[...document.querySelectorAll('.beside:has(figure)')].map((e) => {
  const [a, b] = ['figure', 'dl'].map((one) => e.querySelector(one).getBoundingClientRect());
  return a.right <= b.left || b.right <= a.left;
})`;
const SIZES = [
  { width: 360, height: 740 },
  { width: 390, height: 844 },
  { width: 1280, height: 900 },
];

describe.skipIf(noChromium)('the page in a browser', { timeout: 60_000 }, () => {
  let server: TestServer;
  let browser: Browser;
  let context: BrowserContext | undefined;
  beforeAll(async () => {
    server = await startServer({ SANDBOX: '1', SANDBOX_NOW: '2026-11-21T10:00:00+08:00' });
    browser = await launchChromium();
  }, 60_000);
  afterEach(() => context?.close());
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  async function linkFor(as: string): Promise<string> {
    const answer = await fetch(`${server.url}/sandbox/api/say`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ as, chat: 'private', text: '看板' }),
    });
    const { reply } = (await answer.json()) as { reply: { text: string } };
    return /http\S+/.exec(reply.text)![0];
  }

  /** Comes in by the button; what the browser complains of is kept. */
  async function enter(
    as: string,
    options: BrowserContextOptions,
  ): Promise<{ page: Page; complaints: string[] }> {
    context = await browser.newContext(options);
    const page = await context.newPage();
    const complaints: string[] = [];
    page.setDefaultTimeout(10_000);
    page.on('console', (message) => complaints.push(message.text()));
    page.on('request', (r) => r.url().startsWith(server.url) || complaints.push(`asked ${r.url()}`));
    await page.goto(await linkFor(as));
    await page.locator('button.main').click();
    await page.locator('.months').waitFor();
    return { page, complaints };
  }

  it('is a click away from the answer of the bot', async () => {
    const opened = await openPage(browser, { base: server.url }, '?as=zhangsan');
    context = opened.context;
    await opened.page.locator('#chats button').last().click();
    await opened.say('看板');
    const answer = opened.page.locator('a[href*="/dashboard/enter"]').last();
    await answer.waitFor();
    const [tab] = await Promise.all([context.waitForEvent('page'), answer.click()]);
    await tab.locator('button.main').click();
    await tab.locator('.months').waitFor();
    expect(await tab.locator('h1').textContent()).toBe('第一党支部 · 2026年11月');
    expect(tab.url()).toBe(`${server.url}/dashboard`);
    await tab.getByRole('button', { name: '退出' }).click();
    expect(await tab.locator('h1').textContent()).toBe('已退出');
    await tab.goto(`${server.url}/dashboard`);
    expect(await tab.locator('h1').textContent()).toBe('请从企业微信打开');
  });

  it.each(SIZES)('has no barrier at $width px, and nothing hidden beside the screen', async (viewport) => {
    const { page, complaints } = await enter('gumingyuan', { viewport, bypassCSP: true });
    const pages = ['/dashboard', '/dashboard?month=2026-10', '/dashboard?unit=2', '/dashboard/nothing'];
    for (const path of pages) {
      await page.goto(server.url + path);
      await page.evaluate(AXE);
      expect([path, await page.evaluate(VIOLATIONS)]).toEqual([path, []]);
      expect([path, await page.evaluate(WIDER_THAN_SCREEN)]).toEqual([path, 0]);
      expect([path, await page.evaluate(TOO_SMALL)]).toEqual([path, []]);
    }
    await page.goto(`${server.url}/dashboard`);
    expect(await page.evaluate(SIDE_BY_SIDE)).toEqual([viewport.width > 900, viewport.width > 900]);
    for (const path of ['/dashboard', `/dashboard/enter?key=${'0'.repeat(64)}`]) {
      await page.context().clearCookies();
      await page.goto(server.url + path);
      await page.evaluate(AXE);
      expect(await page.evaluate(VIOLATIONS)).toEqual([]);
    }
    expect(complaints.filter((line) => !line.includes('40'))).toEqual([]);
  });

  it('is read without any script, and its rules let nothing be loaded from elsewhere', async () => {
    const { page, complaints } = await enter('gumingyuan', {
      viewport: SIZES[1]!,
      javaScriptEnabled: false,
    });
    expect(await page.locator('.matrix tbody tr').count()).toBe(3);
    await page.locator('.matrix tbody a').first().click();
    expect(await page.locator('h1').textContent()).toBe('第一党支部 · 2026年11月');
    await page.locator('a[rel=prev]').click();
    expect(await page.locator('h1').textContent()).toBe('第一党支部 · 2026年10月');
    await page.locator('.path a').first().click();
    expect(await page.locator('h1').textContent()).toBe('城郊党委 · 2026年10月');
    expect(complaints).toEqual([]);
  });

  it('fits a sheet of A4 on its side', async () => {
    // 297 mm less the margins, at 96 dots an inch
    const { page } = await enter('gumingyuan', { viewport: { width: 1032, height: 703 } });
    await page.emulateMedia({ media: 'print' });
    expect(await page.evaluate(WIDER_THAN_SCREEN)).toBe(0);
    expect(await page.locator('header').isVisible()).toBe(false);
    expect(await page.locator('.matrix thead').isVisible()).toBe(true);
    const sheet = await page.pdf({ preferCSSPageSize: true });
    expect(/MediaBox \[0 0 841\.\d+ 59[45]\.\d+\]/.test(sheet.toString('latin1'))).toBe(true);
  });
});
