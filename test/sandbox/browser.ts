// The page of a stage in a real browser; what the page complains of is kept.
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import type { Stage } from './stage.ts';

export interface Opened {
  context: BrowserContext;
  page: Page;
  /** lines of the console, errors of scripts and requests to elsewhere */
  complaints: string[];
  say(text: string): Promise<void>;
  text(selector: string): Promise<string | null>;
}

/** Opens the page at this address and waits until its chats stand. */
export async function openPage(
  browser: Browser,
  stage: Pick<Stage, 'base'>,
  query = '',
  options: BrowserContextOptions = {},
): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.setDefaultTimeout(5000);
  page.on('console', (m) => complaints.push(m.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (r) => r.url().startsWith(stage.base) || complaints.push(`asked ${r.url()}`));
  const live = page.waitForResponse((r) => r.url().includes('/api/events'));
  await page.goto(`${stage.base}/sandbox/${query}`);
  await page.locator('#chats button').first().waitFor({ state: 'attached' });
  // What arrives before the stream is open is not counted as news of others.
  await live;
  return {
    context,
    page,
    complaints,
    async say(text) {
      await page.locator('#say').fill(text);
      await page.locator('#say').press('Enter');
    },
    text: (selector) => page.locator(selector).first().textContent(),
  };
}
