import { beforeEach, expect, it } from 'vitest';
import { createIllustrate } from '../../src/delivery/illustrate.ts';
import type { Picture } from '../../src/ports/pictures.ts';
import { loadTemplates } from '../../src/wording/templates.ts';

const templates = loadTemplates('templates');
const ring = (title: string): Picture => ({ kind: 'ring', title, note: '', parts: [] });
let drawn: string[];
let most: number;
let inHand: number;
let trouble: Error | undefined;
let failures: unknown[];
const make = () =>
  createIllustrate({
    templates,
    failed: (error) => failures.push(error),
    drawer: {
      async png({ title }) {
        most = Math.max(most, ++inHand);
        await new Promise((resolve) => setImmediate(resolve));
        inHand--;
        if (trouble) throw trouble;
        drawn.push(title);
        return Buffer.from(title);
      },
    },
  });
beforeEach(() => {
  drawn = [];
  failures = [];
  most = 0;
  inHand = 0;
  trouble = undefined;
});

it('draws the same picture once, however often it is asked for', async () => {
  const illustrate = make();
  const reply = { text: '到会率', pictures: [ring('a'), ring('b')] };
  const [first, second] = await Promise.all([illustrate(reply), illustrate(reply)]);
  expect(first).toEqual({ reply, images: [Buffer.from('a'), Buffer.from('b')] });
  expect(second).toEqual(first);
  expect(drawn).toEqual(['a', 'b']);
  expect(await illustrate({ text: '已签到' })).toEqual({ reply: { text: '已签到' }, images: [] });
  expect(await illustrate(null)).toEqual({ reply: null, images: [] });
});

it('draws two at a time and keeps the last eight', async () => {
  const illustrate = make();
  const titles = Array.from({ length: 9 }, (_, i) => `${i}`);
  await Promise.all(titles.map((title) => illustrate({ text: '', pictures: [ring(title)] })));
  expect([most, drawn]).toEqual([2, titles]);
  await illustrate({ text: '', pictures: [ring('8')] });
  await illustrate({ text: '', pictures: [ring('0')] });
  expect(drawn.slice(9)).toEqual(['0']);
});

it('draws two at a time when one is asked for as another is done', async () => {
  const illustrate = make();
  const draw = (title: string) => illustrate({ text: '', pictures: [ring(title)] });
  const started = ['0', '1', '2', '3'].map(draw);
  await Promise.race(started);
  await Promise.all([...started, draw('4'), draw('5')]);
  expect([most, drawn.length]).toEqual([2, 6]);
});

it('keeps what was asked for again, and forgets what was not', async () => {
  const illustrate = make();
  const draw = (title: string) => illustrate({ text: '', pictures: [ring(title)] });
  for (let i = 0; i < 8; i++) await draw(`${i}`);
  await draw('0');
  await draw('8');
  drawn = [];
  await draw('0');
  await draw('1');
  expect(drawn).toEqual(['1']);
});

it('says below the words what could not be drawn, and draws it when it is asked for again', async () => {
  const illustrate = make();
  const reply = { text: '到会率', pictures: [ring('a')] };
  trouble = new Error('no memory');
  expect(await illustrate(reply)).toEqual({
    reply: { ...reply, text: '到会率\n图没有画成，请过一会儿再要一次。' },
    images: [],
  });
  expect(failures).toEqual([trouble]);
  trouble = undefined;
  expect((await illustrate(reply)).images).toEqual([Buffer.from('a')]);
});
