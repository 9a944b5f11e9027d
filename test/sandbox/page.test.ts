// The page in a real browser. Without Chromium the suite is skipped, except in CI, where it fails.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchChromium, noChromium } from '../support/chromium.ts';
import { type Opened, openPage } from './browser.ts';
import { appReply, botReply, type Hear, openStage, START, type Stage, stream } from './stage.ts';

if (noChromium) console.warn(`test/sandbox/page.test.ts is skipped: ${noChromium}`);

const PAGE_DIR = join(import.meta.dirname, '../../src/sandbox/page');

const card = (taskId: string) => ({
  card_type: 'button_interaction',
  main_title: { title: '主题党日' },
  task_id: taskId,
  button_list: [
    { text: '签到', key: 'in' },
    { text: '请假', key: 'leave' },
  ],
});

// Scripts for the browser are strings: the project's types know Node only.
/** where the focus is, by the nearest id, and the outline that shows it */
const FOCUS = `(() => {
  const e = document.activeElement;
  const shown = e.id === 'picture' ? e.nextElementSibling : e;
  return [e.closest('[id]')?.id ?? '', getComputedStyle(shown).outlineStyle];
})()`;
/** letters below 16 px, targets below 44 px */
const TOO_SMALL = `(() => {
  const shown = [...document.querySelectorAll('body *')].filter((e) => e.checkVisibility());
  const targets = shown.filter((e) => e.matches('button, textarea, select, input:not(#picture), .picture span'));
  return [
    ...shown.filter((e) => Number.parseFloat(getComputedStyle(e).fontSize) < 16).map((e) => 'letters ' + e.className),
    ...targets.filter((e) => e.offsetHeight < 44 || e.offsetWidth < 44).map((e) => 'target ' + (e.id || e.textContent)),
  ];
})()`;

/** parts of the columns that are lower than what they hold */
const SQUASHED = `[...document.querySelectorAll('.rail > *, .side > *')]
  .filter((e) => e.scrollHeight > e.clientHeight + 1)
  .map((e) => e.id || e.className)`;
/** paths of all the page loaded */
const LOADED = `performance.getEntriesByType('resource').map((entry) => new URL(entry.name).pathname)`;
/** Tries what a slip in a script could do with a text; tells which rules refused it. */
const BREAK_IN = `(async () => {
  const violated = new Set();
  document.addEventListener('securitypolicyviolation', (event) => violated.add(event.effectiveDirective));
  const outcome = [];
  try { document.createElement('p').innerHTML = '<b>'; outcome.push('innerHTML'); }
  catch { outcome.push('innerHTML refused'); }
  const script = document.createElement('script');
  try { script.append('window.ran = true'); document.body.append(script); } catch {}
  outcome.push(window.ran ? 'script ran' : 'script refused');
  await fetch('http://example.com/').then(() => outcome.push('fetched'), () => outcome.push('fetch refused'));
  const image = new Image();
  await new Promise((resolve) => {
    image.onload = () => resolve(outcome.push('image'));
    image.onerror = () => resolve(outcome.push('no image of it'));
    image.src = 'http://example.com/a.png';
  });
  return [[...violated].sort(), outcome];
})()`;

/** Answers like a small bot: a card to 安排, a table to 表, otherwise what it heard. */
const answer: Hear = (heard) => {
  const { message } = heard;
  if (message.Event === 'template_card_event')
    return appReply(heard, { MsgType: 'update_button', Button: { ReplaceName: '已同意' } });
  if (message.Event) return {};
  if (heard.channel === 'app')
    return appReply(heard, { MsgType: 'text', Content: `收到:${message.Content}` });
  const pressed = message.event?.template_card_event;
  if (pressed) {
    const template_card = { ...card(pressed.task_id), replace_text: '已签到' };
    return botReply(heard, { response_type: 'update_template_card', template_card });
  }
  const text: string = message.text.content;
  if (text.includes('安排'))
    return botReply(heard, { msgtype: 'template_card', template_card: card(`t${message.msgid}`) });
  if (text.includes('表'))
    return botReply(
      heard,
      stream(
        `**到会率**\n| 支部 | 应到 | 实到 | 到会率 | 备注说明 |\n|---|---|---|---|---|\n| 第一党支部 | 23 | 21 | 91.3% | 正常 |`,
      ),
    );
  return botReply(heard, stream(`${text.replace('@支部通 ', '')}:<img src=x onerror=alert(1)> **记下了**`));
};

describe.skipIf(noChromium)('the page', { timeout: 30_000 }, () => {
  let browser: Browser;
  let stage: Stage;
  let context: BrowserContext;
  let page: Page;
  let complaints: string[];
  let say: Opened['say'];
  let text: Opened['text'];

  beforeAll(async () => {
    browser = await launchChromium();
  }, 30_000);
  afterAll(() => browser?.close());
  beforeEach(async () => {
    stage = await openStage();
    stage.hear = answer;
    complaints = [];
  });
  afterEach(async () => {
    await context.close();
    await stage.close();
    expect(complaints).toEqual([]);
  });

  async function open(width: number, height: number, query = ''): Promise<void> {
    ({ context, page, complaints, say, text } = await openPage(browser, stage, query, {
      viewport: { width, height },
    }));
    page.on('dialog', (dialog) => complaints.push(dialog.message()));
  }
  /** Takes complaints that belong to the test out of those kept. */
  const forgive = (known: RegExp) =>
    complaints.splice(0, complaints.length, ...complaints.filter((line) => !known.test(line)));
  const lastBubble = () => page.locator('.message .bubble').last();
  const become = async (name: string) => {
    await page.keyboard.press('Control+k');
    await page.locator('#people-search').fill(name);
    await page.keyboard.press('Enter');
    await page.locator('#who-name').getByText(name).waitFor();
  };
  const eventually = (read: () => Promise<unknown>) => expect.poll(read, { timeout: 5000 });
  const isSideways = () => page.evaluate('document.documentElement.scrollWidth > window.innerWidth');

  describe('on a wide screen', () => {
    beforeEach(() => open(1280, 800));

    it('loads every script and style sheet, and the console stays empty', async () => {
      const loaded = await page.evaluate<string[]>(LOADED);
      expect(loaded.filter((name) => /\.(js|css)$/.test(name)).sort()).toEqual(
        readdirSync(PAGE_DIR)
          .sort()
          .map((name) => `/sandbox/${name}`),
      );
    });

    it('has a policy that lets no text become HTML, no inline script run and nothing be fetched elsewhere', async () => {
      const [violated, outcome] = await page.evaluate<[string[], string[]]>(BREAK_IN);
      expect(outcome).toEqual(['innerHTML refused', 'script refused', 'fetch refused', 'no image of it']);
      expect(violated).toEqual(['connect-src', 'img-src', 'require-trusted-types-for']);
      // The browser names each of them.
      forgive(/Content Security Policy|Trusted(HTML|Script)|example\.com/);
    });

    it('opens as the secretary in the group of 第一党支部 with two lines of welcome', async () => {
      expect(await text('#who-name')).toContain('王建国');
      expect(await text('#chat-name')).toContain('第一党支部');
      expect(await page.locator('#welcome p').count()).toBe(2);
      expect(await text('#now-time')).toBe('18:50');
      expect(await text('#now-date')).toBe('2026年11月21日 周六');
      expect(await page.title()).toContain('支部通');
      await page.locator('#welcome button').click();
      await page.reload();
      await page.locator('#chats button').first().waitFor();
      expect(await page.locator('#welcome').isVisible()).toBe(false);
    });

    it('says a line to try with one click and shows the reply as text, never as HTML', async () => {
      await page.locator('#try-list button', { hasText: '谁没签到' }).click();
      expect(await page.locator('#say').inputValue()).toBe('谁没签到');
      await page.keyboard.press('Enter');
      await eventually(() => lastBubble().textContent()).toBe('谁没签到:<img src=x onerror=alert(1)> 记下了');
      expect(await lastBubble().locator('strong').textContent()).toBe('记下了');
      expect(await lastBubble().locator('img').count()).toBe(0);
      expect(await text('.own .status')).toBe('✓ 已送达企业微信');
      expect(await text('#announce')).toContain('支部通：谁没签到');
    });

    it('drops the mention by one key, so that the bot does not hear, and takes it back', async () => {
      await page.locator('#say').press('Backspace');
      expect(await page.locator('#mention').getAttribute('aria-pressed')).toBe('false');
      await say('谁带车?');
      await eventually(() => text('.own .status')).toContain('收不到');
      expect(stage.heard).toEqual([]);
      expect(await page.locator('#mention').getAttribute('aria-pressed')).toBe('true');
      await page.locator('#mention').click();
      await page.locator('#say').pressSequentially('@签到');
      await page.locator('#say').press('Enter');
      await eventually(async () => stage.heard[0]?.message.text.content).toBe('@支部通 签到');
    });

    it('presses a card of the bot once', async () => {
      await say('安排 主题党日 明天下午3点');
      await page.getByRole('button', { name: '签到', exact: true }).last().click();
      await eventually(() => page.locator('.card-buttons button').allTextContents()).toEqual(['已签到']);
      expect(await page.locator('.card-buttons button').isDisabled()).toBe(true);
    });

    it('switches the person, keeps private chats apart and shows pushed cards with working buttons', async () => {
      await become('李芳');
      await page.locator('[data-chat=private]').click();
      const push = { ...card('push-1'), main_title: { title: '整改2 申请销号' } };
      const message = { touser: 'lifang', agentid: 1000002, msgtype: 'template_card', template_card: push };
      expect(await stage.api(`message/send?access_token=${await stage.token()}`, message)).toMatchObject({
        errcode: 0,
      });
      await page.locator('.card-title', { hasText: '申请销号' }).waitFor();
      await page.locator('.card-buttons button').first().click();
      await eventually(() => page.locator('.card-buttons button').allTextContents()).toEqual(['已同意']);
      await become('王建国');
      await page.locator('[data-chat=private]').click();
      expect(await page.locator('.bubble.card').count()).toBe(0);
      expect(page.url()).toContain('as=WangJianguo&chat=private');
    });

    it('moves the clock, says what was sent, and leads to who got it', async () => {
      const token = await stage.token();
      stage.onTravel = async (to) => {
        if (to !== START + 2 * 3600_000) return new Promise((resolve) => setTimeout(resolve, 50));
        const message = {
          touser: 'huanglei',
          agentid: 1000002,
          msgtype: 'text',
          text: { content: '明天到期' },
        };
        await stage.api(`message/send?access_token=${await stage.token()}`, message);
      };
      expect(token).toBeTruthy();
      await page.locator('[data-minutes="120"]').click();
      await eventually(() => text('#clock-status')).toBe('已到 11月21日 周六 20:50，期间发出 1 条消息。');
      expect(await text('#now-time')).toBe('20:50');
      await eventually(() => text('#try-list')).toContain('安排 主题党日 明天15:00');
      await page.locator('#elsewhere button').click();
      await eventually(() => text('#who-name')).toContain('黄磊');
      expect(await lastBubble().textContent()).toBe('明天到期');
      expect(await page.locator('#elsewhere').isVisible()).toBe(false);
    });

    it('keeps its form when many others got something: the columns scroll, nothing in them shrinks', async () => {
      await page.setViewportSize({ width: 1280, height: 500 });
      const touser = 'zhoumin|lifang|zhaoxiaojun|sunli|ouyangmingyue|chenqiang|huanglei';
      const message = { touser, agentid: 1000002, msgtype: 'text', text: { content: '通知' } };
      await stage.api(`message/send?access_token=${await stage.token()}`, message);
      await eventually(() => text('#elsewhere .more')).toBe('另有 1 人');
      expect(await page.evaluate(SQUASHED)).toEqual([]);
    });

    it('leaves room to type at every width, beside both columns too', async () => {
      for (const width of [861, 900, 1000, 1101, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        const { width: room = 0 } = (await page.locator('#say').boundingBox()) ?? {};
        expect([width, room >= 280]).toEqual([width, true]);
      }
      await page.setViewportSize({ width: 1280, height: 800 });
    });

    it('says that the clock is moving, and what it refuses', async () => {
      stage.onTravel = () => new Promise((resolve) => setTimeout(resolve, 150));
      await page.locator('[data-to=next_morning]').click();
      await eventually(() => text('#clock-status')).toMatch(/^正在前进… 11月2\d日/);
      expect(await page.locator('[data-to=next_week]').isDisabled()).toBe(true);
      await eventually(() => text('#now-time')).toBe('08:31');
      expect(await page.locator('[data-to=next_week]').isDisabled()).toBe(false);
      stage.clock.at += 40 * 86_400_000;
      // The browser names the refused status itself.
      await page.locator('#clock-form button').click();
      await eventually(() => text('#trouble')).toBe('时间只能往前走');
      forgive(/400 \(Bad Request\)/);
    });

    it('shows a fault of the server in red instead of hiding it', async () => {
      stage.hear = (heard) => ({ body: `${answer(heard)}` });
      await say('签到');
      await eventually(() => text('.fault')).toContain('企业微信不会显示');
    });

    it('sends a picture and shows it', async () => {
      const png = Buffer.from(
        'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
        'base64',
      );
      await page.locator('[data-chat=private]').click();
      await page.locator('#picture').setInputFiles({ name: '现场.png', mimeType: 'image/png', buffer: png });
      const image = page.locator('.bubble img');
      await image.waitFor();
      const width = "document.querySelector('.bubble img').naturalWidth";
      await eventually(() => page.evaluate(width)).toBe(1);
    });

    it('keeps what was typed when another chat is opened meanwhile', async () => {
      await page.locator('#say').fill('写了一半');
      await page.locator('[data-chat=private]').click();
      expect(await page.locator('#say').inputValue()).toBe('');
      await page.locator('[data-chat=wrFirst]').click();
      expect(await page.locator('#say').inputValue()).toBe('写了一半');
    });

    it('works by keyboard alone', async () => {
      await page.keyboard.press('Control+k');
      await page.keyboard.type('党小组长');
      await page.keyboard.press('Enter');
      await eventually(() => text('#who-name')).toContain('赵小军');
      await page.keyboard.type('签到');
      await page.keyboard.press('Enter');
      await eventually(() => lastBubble().textContent()).toContain('签到:');
      await page.locator('[data-chat=wrFirst]').focus();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await eventually(() => text('#chat-name')).toContain('私聊');
      await page.keyboard.type('我的');
      await page.keyboard.press('Shift+Enter');
      await page.keyboard.type('第二行');
      await page.keyboard.press('Enter');
      await eventually(() => lastBubble().textContent()).toBe('收到:我的\n第二行');
      await page.keyboard.press('Control+k');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await eventually(() => text('#who-name')).toContain('欧阳明月');
    });

    it('shows where the focus is and passes every control in reading order', async () => {
      await page.locator('.skip').focus();
      const order: string[] = [];
      for (let i = 0; i < 17; i++) {
        await page.keyboard.press('Tab');
        const [place, outline] = await page.evaluate<string[]>(FOCUS);
        order.push(place!);
        expect(outline, place).not.toBe('none');
      }
      const places = [
        'who',
        'chats',
        'log',
        'mention',
        'say',
        'picture',
        'send',
        'clock-buttons',
        'clock-day',
        'clock-time',
      ];
      const found = places.map((id) => order.indexOf(id));
      expect(found.every((at) => at >= 0)).toBe(true);
      expect(found).toEqual(found.toSorted((a, b) => a - b));
    });
  });

  describe('at the width of a phone', () => {
    beforeEach(() => open(360, 740));

    it('shows one column at a time and never scrolls sideways', async () => {
      await say('表');
      await page.locator('.md-table').waitFor();
      await say('安排 主题党日 明天下午3点');
      await page.locator('.bubble.card').waitFor();
      expect(await isSideways()).toBe(false);
      expect(await page.locator('.rail').isVisible()).toBe(false);
      await page.locator('#to-list').click();
      expect(await page.locator('.chat').isVisible()).toBe(false);
      expect(await isSideways()).toBe(false);
      await page.locator('[data-chat=private]').click();
      expect(await text('#chat-name')).toContain('支部通');
      await page.locator('#to-side').click();
      expect(await isSideways()).toBe(false);
      await page.locator('#try-list button').first().click();
      expect(await page.locator('#say').inputValue()).toBe('本季度三会一课');
      await page.keyboard.press('Control+k');
      expect(await isSideways()).toBe(false);
    });

    it('takes a line to try from the row above the input', async () => {
      await page.locator('#try-row button', { hasText: /^签到$/ }).click();
      await page.locator('#send').click();
      await eventually(() => lastBubble().textContent()).toContain('签到:');
    });

    it('says on the way back to the list that something arrived', async () => {
      await stage.api('webhook/send?key=hook-second', { msgtype: 'markdown', markdown: { content: '通知' } });
      await eventually(() => text('#news')).toBe('1');
    });

    it('has letters of 16 px and targets of 44 px everywhere', async () => {
      await say('安排 主题党日');
      await page.locator('.bubble.card').waitFor();
      for (const view of ['chat', 'list', 'side']) {
        await page.evaluate(`document.body.dataset.view = '${view}'`);
        const small = await page.evaluate(TOO_SMALL);
        expect(small, view).toEqual([]);
      }
    });
  });

  it('opens as the person and chat of its address, and as somebody when that person is gone', async () => {
    await open(1280, 800, '?as=huanglei&chat=private');
    expect(await text('#who-name')).toContain('黄磊');
    expect(await text('#chat-name')).toContain('私聊');
    await page.goto(`${stage.base}/sandbox/?as=ghost`);
    await eventually(() => text('#who-name')).toContain('王建国');
    forgive(/400 \(Bad Request\)/);
  });
});
