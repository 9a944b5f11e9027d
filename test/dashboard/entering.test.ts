// Coming in and going out: links, sessions, and everything that must not open.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HOUR_MS, instantOf, MINUTE_MS } from '../../src/domain/calendar/time.ts';
import { cookieOf, hashOf, type Served, serveDashboard } from '../support/dashboard.ts';
import { type Dialogue, openDialogue } from '../support/dialogue.ts';
import { without } from '../support/roster.ts';

let now: number;
let chat: Dialogue;
let page: Served;
beforeEach(async () => {
  now = instantOf('2026-11-21', 10);
  chat = await openDialogue(undefined, ['boss']);
  page = await serveDashboard(chat, { now: () => now });
});
afterEach(async () => {
  expect(page.failures).toEqual([]);
  await page.close();
  await chat.close();
});

const status = async (cookie: string, path = '/dashboard') => (await page.get(path, { cookie })).status;
const sessions = () => chat.store.db.selectFrom('dashboard_session').selectAll().execute();

describe('a link', () => {
  it('lets in once, by its button: a preview that follows it uses nothing up', async () => {
    const key = await page.key('zhangsan');
    for (const method of ['GET', 'HEAD', 'GET']) {
      const seen = await fetch(`${page.url}/dashboard/enter?key=${key}`, { method });
      expect(seen.status).toBe(200);
      expect(seen.headers.get('set-cookie')).toBeNull();
    }
    expect(await sessions()).toEqual([]);
    const entered = await page.post('/dashboard/enter', { key });
    expect([entered.status, entered.headers.get('location')]).toEqual([303, '/dashboard']);
    expect(await status(cookieOf(entered))).toBe(200);
    expect(await sessions()).toHaveLength(1);
    expect((await page.post('/dashboard/enter', { key })).status).toBe(403);
    expect(await sessions()).toHaveLength(1);
  });

  it('is used up by the first of two who come at once', async () => {
    const key = await page.key('zhangsan');
    const both = await Promise.all([
      page.post('/dashboard/enter', { key }),
      page.post('/dashboard/enter', { key }),
    ]);
    expect(both.map((a) => a.status).sort()).toEqual([303, 403]);
  });

  it('opens nothing after ten minutes', async () => {
    const [early, late] = [await page.key('zhangsan'), await page.key('zhangsan')];
    now += 10 * MINUTE_MS - 1000;
    expect((await page.post('/dashboard/enter', { key: early })).status).toBe(303);
    now += 2000;
    expect((await page.post('/dashboard/enter', { key: late })).status).toBe(403);
  });

  it('fails alike, whatever is wrong with it', async () => {
    const used = await page.key('zhangsan');
    await page.post('/dashboard/enter', { key: used });
    const expired = await page.key('zhangsan');
    now += 11 * MINUTE_MS;
    const member = await page.key('zhaoliu');
    const stranger = await page.key('nobody');
    const failures = await Promise.all(
      [used, expired, member, stranger, 'f'.repeat(64), 'short', '', `${used}'--`].map(async (key) => {
        const answer = await page.post('/dashboard/enter', { key });
        return [answer.status, answer.headers.get('set-cookie'), await answer.text()];
      }),
    );
    for (const failure of failures) expect(failure).toEqual(failures[0]);
    expect(failures[0]![0]).toBe(403);
  });

  it('is not even looked for after many guesses, which look like any other failure', async () => {
    const wrong = await page.post('/dashboard/enter', { key: 'a'.repeat(64) });
    for (let i = 0; i < 25; i++) await page.post('/dashboard/enter', { key: String(i).padStart(64, '0') });
    const key = await page.key('zhangsan');
    const shut = await page.post('/dashboard/enter', { key });
    expect([shut.status, await shut.text()]).toEqual([wrong.status, await wrong.text()]);
    // Somebody else behind the same proxy is none of these.
    const other = { 'x-forwarded-for': '203.0.113.7' };
    expect((await page.post('/dashboard/enter', { key }, other)).status).toBe(303);
    now += 2 * MINUTE_MS;
    const next = await page.key('zhangsan');
    expect((await page.post('/dashboard/enter', { key: next })).status).toBe(303);
  });

  it('is guessed at by one caller, whatever addresses they write before what the proxy saw', async () => {
    const seen = (i: number) => ({ 'x-forwarded-for': `10.0.0.${i}, 198.51.100.9` });
    for (let i = 0; i < 25; i++)
      await page.post('/dashboard/enter', { key: String(i).padStart(64, '0') }, seen(i));
    const key = await page.key('zhangsan');
    expect((await page.post('/dashboard/enter', { key }, seen(99))).status).toBe(403);
    expect((await page.post('/dashboard/enter', { key })).status).toBe(303);
  });

  it.each([
    ['another site, by its origin', { origin: 'https://evil.example' }],
    ['another site, as the browser says', { 'sec-fetch-site': 'cross-site', origin: 'null' }],
    ['a neighbouring site', { 'sec-fetch-site': 'same-site' }],
  ])('is not taken from the form of %s, and stays whole', async (_, headers) => {
    const key = await page.key('zhangsan');
    expect((await page.post('/dashboard/enter', { key }, headers)).status).toBe(403);
    const own = { 'sec-fetch-site': 'same-origin', origin: 'null' };
    expect((await page.post('/dashboard/enter', { key }, own)).status).toBe(303);
  });

  it('leaves one entry in the audit trail, and looking leaves none', async () => {
    const audit = () =>
      chat.store.db
        .selectFrom('audit')
        .select(['by_person', 'action'])
        .where('action', '=', 'dashboard')
        .execute();
    const cookie = await page.enter('zhangsan');
    await status(cookie);
    await status(cookie, '/dashboard?month=2026-10');
    expect(await audit()).toEqual([{ by_person: 'zhangsan', action: 'dashboard' }]);
  });
});

describe('a session', () => {
  it('is a cookie for the page alone, kept as a digest', async () => {
    const entered = await page.post('/dashboard/enter', { key: await page.key('zhangsan') });
    const written = entered.headers.get('set-cookie')!;
    expect(written).toMatch(/; Path=\/dashboard; Max-Age=28800; HttpOnly; SameSite=Lax$/);
    const token = cookieOf(entered).split('=')[1]!;
    expect(token).toMatch(/^[0-9a-f]{64}$/);
    expect(await sessions()).toMatchObject([{ hash: hashOf(token), user_id: 'zhangsan' }]);
  });

  it('is sent over https alone where the server is reached so, below the path of its address', async () => {
    const proxied = await serveDashboard(
      chat,
      { now: () => now },
      { base: () => 'https://bot.example.com/zbt' },
    );
    const entered = await proxied.post('/dashboard/enter', { key: await proxied.key('zhangsan') });
    expect(entered.headers.get('set-cookie')).toMatch(/; Path=\/zbt\/dashboard; .*; Secure$/);
    expect(entered.headers.get('location')).toBe('/zbt/dashboard');
    const seen = await (await proxied.get('/dashboard', { cookie: cookieOf(entered) })).text();
    expect(seen).toContain('href="/zbt/dashboard/style.css"');
    await proxied.close();
  });

  it('ends after an hour without a look, and after eight hours in any case', async () => {
    const idle = await page.enter('zhangsan');
    now += HOUR_MS + 1;
    expect(await status(idle)).toBe(401);
    const busy = await page.enter('zhangsan');
    for (let minutes = 0; minutes < 480; minutes += 40) {
      expect(await status(busy)).toBe(200);
      now += 40 * MINUTE_MS;
    }
    now += 1;
    expect(await status(busy)).toBe(401);
    expect(await sessions()).toEqual([]);
  });

  it('ends by leaving, and does not come back', async () => {
    const cookie = await page.enter('zhangsan');
    expect((await page.post('/dashboard/leave', {}, { cookie, origin: 'https://evil.example' })).status).toBe(
      403,
    );
    expect(await status(cookie)).toBe(200);
    const left = await page.post('/dashboard/leave', {}, { cookie });
    expect([left.status, left.headers.get('set-cookie')]).toEqual([
      200,
      expect.stringContaining('Max-Age=0'),
    ]);
    expect(await status(cookie)).toBe(401);
  });

  it('ends with the office, at once and for good', async () => {
    const cookie = await page.enter('zhangsan');
    expect(await status(cookie)).toBe(200);
    const office = { person_id: 'zhangsan', unit_id: chat.unitId('第一党支部'), role: '书记' };
    await chat.store.rewrite(async (db) => {
      await db.deleteFrom('office').where('person_id', '=', 'zhangsan').execute();
    });
    expect(await status(cookie)).toBe(403);
    await chat.store.rewrite(async (db) => {
      await db.insertInto('office').values(office).execute();
    });
    expect(await status(cookie)).toBe(401);
  });

  it('ends when the person leaves the roster', async () => {
    const cookie = await page.enter('zhangsan');
    await chat.store.write(async (tx) => {
      const { changes } = without('zhangsan', await tx.organisation());
      await tx.applyRoster(changes, now);
    });
    expect(await status(cookie)).toBe(403);
    expect(await sessions()).toEqual([]);
  });

  it('is not made of anything but a token of ours', async () => {
    for (const cookie of [
      '',
      'zhibutong_page=',
      `zhibutong_page=${'0'.repeat(64)}`,
      "zhibutong_page='or 1=1",
    ])
      expect(await status(cookie)).toBe(401);
  });
});

describe('every answer', () => {
  it('carries the headers that keep it safe', async () => {
    const cookie = await page.enter('zhangsan');
    for (const path of [
      '/dashboard',
      '/dashboard/enter?key=x',
      '/dashboard/nothing',
      '/dashboard/style.css',
    ]) {
      const { headers } = await page.get(path, { cookie });
      expect(headers.get('content-security-policy')).toMatch(
        /^default-src 'none'; style-src 'self'; img-src 'self';/,
      );
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('cache-control')).toBe('no-store');
    }
  });

  it('is none of ours outside the page, and 404 or 405 for what there is not', async () => {
    const cookie = await page.enter('zhangsan');
    const asked = async (method: string, path: string) =>
      (await fetch(page.url + path, { method, headers: { cookie }, redirect: 'manual' })).status;
    expect(await asked('HEAD', '/dashboard')).toBe(200);
    expect(await asked('GET', '/dashboard/')).toBe(200);
    expect(await asked('GET', '/dashboard/nothing')).toBe(404);
    expect(await asked('GET', '/dashboard/../src')).toBe(404);
    expect(await asked('GET', '/dashboards')).toBe(404);
    expect(await asked('DELETE', '/dashboard')).toBe(405);
    expect(await asked('POST', '/dashboard')).toBe(405);
    expect(await asked('GET', '/dashboard/leave')).toBe(405);
  });

  it('refuses a body larger than a form', async () => {
    const answer = await page.post('/dashboard/enter', { key: 'x'.repeat(10_000) });
    expect(answer.status).toBe(413);
  });

  it('says where to get a link to whoever has none', async () => {
    const answer = await page.get('/dashboard');
    expect(answer.status).toBe(401);
    expect(await answer.text()).toContain('发“看板”');
  });
});
