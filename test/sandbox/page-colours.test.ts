// Letters stand out from their ground by day and by night (WCAG 2 AA: 4.5 to 1).
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium, noChromium } from '../support/chromium.ts';
import { openPage } from './browser.ts';
import { botReply, type Hear, openStage, START, stream } from './stage.ts';

if (noChromium) console.warn(`test/sandbox/page-colours.test.ts is skipped: ${noChromium}`);

/** Every piece of text on the page with less contrast than asked for; of a gradient its lightest colour counts. */
const FAINT = `(() => {
  const rgba = (css) => {
    const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
    canvas.fillStyle = css;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = ([r, g, b, a], below) => [r, g, b].map((c, i) => c * a + below[i] * (1 - a));
  const light = (c) => {
    const [r, g, b] = c.map((v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const lightest = (css) => css.match(/rgba?\\([^)]*\\)/g).map(rgba).sort((a, b) => light(b) - light(a))[0];
  const ground = (e) => {
    if (!e) return [255, 255, 255];
    const { backgroundColor, backgroundImage } = getComputedStyle(e);
    const colour = backgroundImage.includes('gradient') ? lightest(backgroundImage) : rgba(backgroundColor);
    return colour[3] === 1 ? colour.slice(0, 3) : over(colour, ground(e.parentElement));
  };
  const faint = [];
  let seen = 0;
  for (const e of document.querySelectorAll('body *')) {
    const texts = [...e.childNodes].filter((n) => n.nodeType === 3 && n.textContent.trim()).map((n) => n.textContent.trim());
    if (e.matches('input, textarea, select')) texts.push(e.value || e.placeholder);
    if (texts.length === 0 || !e.checkVisibility() || e.closest('.hidden, option')) continue;
    seen++;
    const below = ground(e);
    const [a, b] = [light(over(rgba(getComputedStyle(e).color), below)), light(below)];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) faint.push(e.tagName + '.' + e.className + ' ' + ratio.toFixed(2) + ' ' + texts[0].slice(0, 20));
  }
  return [seen, faint];
})()`;

const card = {
  card_type: 'button_interaction',
  source: { desc: '支部通' },
  main_title: { title: '主题党日', desc: '三楼会议室' },
  quote_area: { title: '议题', quote_text: '学习' },
  horizontal_content_list: [{ keyname: '时间', value: '15:00' }],
  button_list: [
    { text: '签到', key: 'in' },
    { text: '请假', key: 'leave' },
  ],
};
const RICH =
  '**到会率**\n> 引用\n`代码` [链接](https://example.com)\n<font color="info">好</font><font color="warning">差</font><font color="comment">灰</font>\n| 支部 | 应到 |\n|---|---|\n| 第一 | 23 |';
const answer: Hear = (heard) => {
  const said: string = heard.message.text?.content ?? '';
  if (said.includes('谢谢')) return {};
  if (said.includes('坏')) return { body: 'nonsense' };
  if (said.includes('安排'))
    return botReply(heard, {
      msgtype: 'template_card',
      template_card: { ...card, task_id: `t${heard.message.msgid}` },
    });
  return heard.message.text ? botReply(heard, stream(RICH)) : {};
};

describe.skipIf(noChromium)('the colours', { timeout: 30_000 }, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  }, 30_000);
  afterAll(() => browser?.close());

  it.each(['light', 'dark'] as const)('%s: no letter is fainter than 4.5 to 1', async (colorScheme) => {
    const stage = await openStage({
      sendings: async () => [
        { at: START + 1, rule: 'digest', state: 'sent', people: ['sunli'], text: '有2件事' },
        { at: START + 1, rule: 'opening', state: 'settled', group: 'wrFirst', people: [], text: '签到' },
      ],
    });
    stage.hear = answer;
    const { page, say, text, context } = await openPage(browser, stage, '', { colorScheme });
    const token = await stage.token();
    const message = { agentid: 1000002, msgtype: 'text', text: { content: '通知' } };
    await stage.api(`message/send?access_token=${token}`, { ...message, touser: 'WangJianguo|huanglei' });
    for (const line of ['表', '谢谢', '坏', '安排 主题党日']) await say(line);
    await page.locator('.bubble.card').waitFor();
    await page.locator('.fault').waitFor();
    await page.locator('#say').press('Backspace');
    await say('没人听');
    await page.locator('[data-minutes="30"]').click();
    await expect.poll(() => text('#journey-about')).toContain('发出 1 条');
    const measure = () => page.evaluate<[number, string[]]>(FAINT);
    const [seen, faint] = await measure();
    expect(faint).toEqual([]);
    expect(seen).toBeGreaterThan(80);
    await page.keyboard.press('Control+k');
    expect((await measure())[1]).toEqual([]);
    const ground = await page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
    expect(ground).toBe(colorScheme === 'dark' ? 'rgb(20, 22, 25)' : 'rgb(242, 244, 247)');
    await context.close();
    await stage.close();
  });
});
