// What the page shows, and to whom.
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instantOf } from '../../src/domain/calendar/time.ts';
import { defineFilingKinds } from '../../src/domain/filing/kinds.ts';
import { Organisation } from '../../src/domain/organisation/organisation.ts';
import { planRoster } from '../../src/domain/organisation/roster.ts';
import type { Picture } from '../../src/ports/pictures.ts';
import { readReports } from '../../src/settings/reports.ts';
import { plannedActivity } from '../support/activity.ts';
import { type Served, serveDashboard } from '../support/dashboard.ts';
import { type Dialogue, openDialogue } from '../support/dialogue.ts';
import { newItem } from '../support/item.ts';
import { defineShippedProcesses, newProcess } from '../support/processes.ts';
import { rosterRows, SMALL_ROSTER } from '../support/roster.ts';
import { putScheme } from '../support/scheme.ts';

const TODAY = '2026-11-21';
let chat: Dialogue;
let page: Served;
const cookies = new Map<string, string>();

async function open(roster = SMALL_ROSTER): Promise<void> {
  chat = await openDialogue(roster, ['boss']);
  page = await serveDashboard(chat, { now: () => instantOf(TODAY, 10) });
}
beforeEach(() => open());
afterEach(async () => {
  expect(page.failures).toEqual([]);
  cookies.clear();
  await page.close();
  await chat.close();
});

async function cookieFor(userId: string): Promise<string> {
  const cookie = cookies.get(userId) ?? (await page.enter(userId));
  cookies.set(userId, cookie);
  return cookie;
}
async function seen(userId: string, query = ''): Promise<string> {
  const answer = await page.get(`/dashboard${query}`, { cookie: await cookieFor(userId) });
  return `${answer.status} ${await answer.text()}`;
}
/** The words of a section, one blank between them; '' where there is none. */
function section(html: string, id: string): string {
  const found = new RegExp(`<section aria-labelledby="${id}">.*?</section>`, 's').exec(html)?.[0] ?? '';
  return found
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
const rowOf = (html: string, name: string): string => {
  const row = html.split('<tr role="row">').find((one) => one.includes(`>${name}<`)) ?? '';
  return row
    .split('</tr>')[0]!
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
};

it('the closing rate is named by its month, and the notes say what is due by the year', async () => {
  const html = await seen('admin', '?month=2026-10');
  expect(section(html, 'figures')).toContain('10月销号率');
  expect(html).toContain('组织生活会、民主评议党员按年');
});

describe('whose figures', () => {
  it('are those of the chat: own group, branch or subtree', async () => {
    const [root, first, second, group] = ['城郊党委', '第一党支部', '第二党支部', '第一党小组'].map(
      chat.unitId,
    );
    const may = async (userId: string) =>
      Promise.all(
        [root, first, second, group].map(async (id) => (await seen(userId, `?unit=${id}`)).slice(0, 3)),
      );
    expect(await may('admin')).toEqual(['200', '200', '200', '200']);
    expect(await may('boss')).toEqual(['200', '200', '200', '200']);
    expect(await may('zhangsan')).toEqual(['404', '200', '404', '200']);
    expect(await may('wangwu')).toEqual(['404', '404', '404', '200']);
    expect(await seen('zhangsan', `?unit=${second}`)).toBe(await seen('zhangsan', '?unit=987654'));
    expect(await seen('zhangsan', '?unit=x')).toMatch(/^404/);
  });

  it('begin with the own unit, and lead down and back up by links', async () => {
    expect(await seen('wangwu')).toContain('<h1>第一党支部第一党小组 · 2026年11月</h1>');
    expect(await seen('zhangsan')).toContain(`href="/dashboard?unit=${chat.unitId('第一党小组')}"`);
    const branch = await seen('admin', `?unit=${chat.unitId('第一党支部')}`);
    expect(branch).toContain(`<a href="/dashboard?unit=${chat.unitId('城郊党委')}">城郊党委</a>`);
    expect(await seen('zhangsan')).not.toContain('城郊党委');
  });
});

describe('the matrix', () => {
  it('tells held, planned, due and missed by sign and word', async () => {
    await chat.says('zhangsan', '上报 主题党日 11月20日下午3点 应到6 实到6');
    await chat.says('zhangsan', '安排 支委会 11月25日下午3点 三楼会议室');
    await chat.says('wangwu', '上报 党小组会 11月19日下午3点 应到2 实到2');
    const now = await seen('admin');
    expect(rowOf(now, '第一党支部')).toBe(
      '第一党支部 ! 待开 ○ 已安排 ! 待开 1/2 ! 待开 ✓ 已开 ! 待开 ! 待开 100%',
    );
    expect(rowOf(now, '第二党支部')).toContain('第二党支部 ! 待开');
    const before = await seen('admin', '?month=2026-10');
    expect(rowOf(before, '第一党支部')).toContain('✕ 没开 ✕ 没开 0/2');
    // What was held before anything was kept nobody knows here.
    expect(section(before, 'standings')).toContain('11月19日(周四)起才有记录，更早开过的不在这里。');
    expect(section(now, 'standings')).not.toContain('起才有记录');
  });

  it('has fifty branches on a page, and links to the others', async () => {
    await page.close();
    await chat.close();
    const lines = Array.from({ length: 57 }, (_, i) => `甲${i} s${i} 市委/第${i + 1}党支部 书记`);
    const rows = rosterRows(['郑管理 admin 市委 管理员', ...lines].join('\n'));
    const plan = planRoster(rows, new Organisation([], [], []), [], { prune: false });
    if (plan.problems.length > 0) throw new Error(JSON.stringify(plan.problems));
    await open(plan.changes);
    const first = await seen('admin');
    expect(first.match(/<tr role="row">\n<th scope="row"/g)).toHaveLength(50);
    expect(first).toContain('第 1–50 个支部，共 57 个');
    const next = /href="(\/dashboard\?unit=\d+&amp;page=2)"/.exec(first)![1]!.replaceAll('&amp;', '&');
    const second = await seen('admin', next.slice('/dashboard'.length));
    expect(second.match(/<tr role="row">\n<th scope="row"/g)).toHaveLength(7);
    expect(second).toContain('>第57党支部<');
    expect(await seen('admin', '?page=99')).toContain('>第57党支部<');
  });
});

describe('the figures', () => {
  it('are those the bot answers with', async () => {
    await chat.says('zhangsan', '上报 主题党日 11月20日下午3点 应到6 实到5 赵六请假（腰疼）');
    await chat.says('sunba', '上报 主题党日 11月20日下午3点 应到2 实到2');
    const html = await seen('admin');
    expect(section(html, 'figures')).toContain('到会率 87.5% 应到 8 · 实到 7 已开次数 2 次 到会人次 7 人次');
    expect(await chat.says('admin', '本月签到率')).toContain('87.5%');
    expect(section(html, 'trend')).toContain('8月 — 9月 — 10月 — 11月 87.5% 7/8');
    expect(section(html, 'notes')).toBe('');
    expect(html).toContain('到会率＝实到合计÷应到合计');
    expect(html).not.toContain('腰疼');
  });

  it('are of the month asked for, with what stands now on the page of this month alone', async () => {
    await chat.says('zhangsan', '上报 主题党日 10月20日下午3点 应到6 实到3');
    const october = await seen('zhangsan', '?month=2026-10');
    expect(section(october, 'figures')).toContain('到会率 50%');
    expect(october).toContain('rel="next" href="/dashboard?unit=2&amp;month=2026-11"');
    for (const id of ['overdue', 'coming', 'unreached']) expect(section(october, id)).toBe('');
    const now = await seen('zhangsan');
    expect(now).toContain('rel="prev" href="/dashboard?unit=2&amp;month=2026-10"');
    expect(now).not.toContain('rel="next"');
    for (const month of ['2026-12', '2026-13', '1999-01', 'x']) {
      expect(await seen('zhangsan', `?month=${month}`)).toContain('2026年11月</h1>');
    }
  });
});

describe('what presses now', () => {
  it('is what is overdue, longest first, cut to what a page holds', async () => {
    const due = (day: number) => instantOf(`2026-11-${String(day).padStart(2, '0')}`, 23, 59, 59);
    await chat.store.write(async (tx) => {
      await tx.addItem(newItem({ problem: '刚到期', dueAt: due(20) }));
      await tx.addItem(newItem({ problem: '还没到期', dueAt: due(28) }));
      await tx.addItem(newItem({ problem: '拖得最久', dueAt: due(1) }));
      for (let i = 0; i < 20; i++) await tx.addItem(newItem({ problem: `其他${i}`, dueAt: due(10) }));
    });
    const words = section(await seen('admin'), 'overdue');
    expect(words).toMatch(/^逾期整改（22） 整改\d+ 拖得最久 李四 · 第一党支部 · 11月1日.*到期，已逾期 20 天/);
    expect(words).toContain('还有 2 条没有列出');
    expect(words).not.toContain('还没到期');
  });

  it('is the week ahead, without an hour that nobody has said', async () => {
    await chat.store.write(async (tx) => {
      const at = (date: string, given = {}) =>
        tx.addActivity(plannedActivity({ unitId: 2, startAt: instantOf(date, 15), ...given }));
      await at('2026-11-25', { place: '三楼会议室', topic: '学习全会精神' });
      await at('2026-11-27', { types: ['party_lecture'], hasClock: false });
      await at('2026-11-28');
    });
    const words = section(await seen('zhangsan'), 'coming');
    expect(words).toMatch(/（2） 主题党日 学习全会精神 11月25日\(周三\) 15:00 · 三楼会议室 · 第一党支部/);
    expect(words).toMatch(/党课 11月27日\(周五\) · 第一党支部$/);
  });

  it('is what is due of processes, for those who keep them', async () => {
    defineShippedProcesses();
    expect(section(await seen('zhangsan'), 'processes')).toBe('');
    await chat.store.write((tx) => tx.addProcess(newProcess()));
    expect(section(await seen('zhangsan'), 'processes')).toContain(
      '（1） 发展党员 王小明 第一党支部 · 下一步：派人谈话，12月1日前',
    );
    expect(section(await seen('admin'), 'processes')).toContain('第一党支部 · 下一步');
    expect(section(await seen('wangwu'), 'processes')).toBe('');
  });

  it('is what branches owe of reports, and who has not registered it', async () => {
    expect(section(await seen('admin'), 'reports')).toBe('');
    defineFilingKinds(readReports(readFileSync('config/reports.yaml', 'utf8')).value!);
    await chat.says('zhangsan', '登记党费 11月已收齐 23人');
    expect(section(await seen('admin'), 'reports')).toContain(
      '11月党费 已登记 1/2 · 11月25日到期 · 没登记：第二党支部',
    );
    expect(section(await seen('wangwu'), 'reports')).toBe('');
    defineFilingKinds([]);
  });

  it('is what of a plan is not reported this month, for those who see it', async () => {
    expect(section(await seen('zhangsan'), 'plans')).toBe('');
    await putScheme(chat.store);
    expect(section(await seen('zhangsan'), 'plans')).toContain('（3） 第1项 党员联户 还没填报 · 本月 0/5户');
    await chat.says('zhangsan', '第1项 完成3户');
    expect(section(await seen('zhangsan'), 'plans')).toContain('（2） 第2项 初心讲坛 还没填报');
    expect(section(await seen('admin'), 'plans')).toContain('第1项 党员联户 1 个单位没填报 · 本月 3/10户');
    expect(section(await seen('wangwu'), 'plans')).toBe('');
  });

  it('is whom nothing reached, for those who may see 送达情况', async () => {
    await chat.says('zhangsan', '安排 主题党日 11月25日下午3点 三楼会议室');
    await chat.store.db
      .updateTable('outbox')
      .set({ state: 'accepted', refused: JSON.stringify(['ZhaoLiu']), sent_at: instantOf(TODAY, 10) })
      .execute();
    expect(section(await seen('zhangsan'), 'unreached')).toContain(
      '（1） 赵六 第一党小组 · 1 条被企业微信退回',
    );
    expect(section(await seen('admin'), 'unreached')).toContain('赵六 第一党支部第一党小组');
    expect(section(await seen('wangwu'), 'unreached')).toBe('');
    // Of another branch nobody is told.
    expect(section(await seen('sunba'), 'unreached')).toContain('（0）');
    // What answers somebody at once is asked for again; nobody has to be told of it.
    await chat.store.db.updateTable('outbox').set({ rule: 'reply' }).execute();
    expect(section(await seen('zhangsan'), 'unreached')).toContain('（0）');
  });
});

describe('a page', () => {
  it('shows what people wrote as what it is', async () => {
    const hostile = '<script>alert(1)</script>"><img src=x onerror=alert(2)>';
    await chat.store.rewrite(async (db) => {
      await db.updateTable('unit').set({ name: `<b>支部</b>'"` }).where('name', '=', '第二党支部').execute();
    });
    await chat.store.write(async (tx) => {
      await tx.addItem(newItem({ problem: hostile, ownerName: hostile, dueAt: instantOf('2026-11-01') }));
      await tx.addActivity(
        plannedActivity({ unitId: 2, startAt: instantOf('2026-11-25', 15), topic: hostile, place: hostile }),
      );
    });
    const html = await seen('admin');
    expect(html.match(/&lt;script&gt;alert\(1\)&lt;\/script&gt;&quot;&gt;&lt;img/g)).toHaveLength(4);
    expect(html).toContain('&lt;b&gt;支部&lt;/b&gt;&#39;&quot;');
    expect(html).not.toMatch(/<script|<img|<b>支部/);
  });

  it('is read beside the writer, and writes nothing', async () => {
    const cookie = await cookieFor('admin');
    const holding = Promise.withResolvers<void>();
    const held = chat.store.write(() => holding.promise);
    expect((await page.get('/dashboard', { cookie })).status).toBe(200);
    holding.resolve();
    await held;
  });
});

describe('pictures', () => {
  it('are drawn of the same figures, each asked for with the permission of the page', async () => {
    const drawn: Picture[] = [];
    const drawer = {
      png: () => Promise.reject(new Error('not for a page')),
      svg: async (picture: Picture) => {
        drawn.push(picture);
        return '<svg xmlns="http://www.w3.org/2000/svg"/>';
      },
    };
    await chat.says('zhangsan', '上报 主题党日 11月20日下午3点 应到6 实到5');
    await chat.store.write((tx) => tx.addItem(newItem({ dueAt: instantOf('2026-11-01') })));
    const drawing = await serveDashboard(chat, { now: () => instantOf(TODAY, 10) }, { drawer });
    const cookie = await drawing.enter('admin');
    const html = await (await drawing.get('/dashboard', { cookie })).text();
    const pictures = [...html.matchAll(/<img src="([^"]+)" alt="([^"]+)"/g)].map(([, src]) =>
      src!.replaceAll('&amp;', '&'),
    );
    expect(pictures.map((src) => /pictures\/(\w+)/.exec(src)![1])).toEqual(['ledger', 'branches', 'trend']);
    for (const src of pictures) {
      const answer = await drawing.get(src, { cookie });
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/svg+xml']);
      expect((await drawing.get(src)).status).toBe(401);
    }
    expect(drawn).toMatchObject([
      { kind: 'ring', parts: [{ count: 0 }, { name: '已逾期', count: 1 }, { count: 0 }] },
      { kind: 'bars', rows: [{ name: '第一党支部', value: 5 / 6, detail: '5/6' }, { value: null }] },
      { kind: 'lines', lines: [{ points: [{}, {}, {}, {}, {}, { value: 5 / 6, detail: '5/6' }] }] },
    ]);
    const secretary = await drawing.enter('zhangsan');
    const theirs = `/dashboard/pictures/trend?unit=${chat.unitId('第二党支部')}`;
    expect((await drawing.get(theirs, { cookie: secretary })).status).toBe(404);
    expect((await drawing.get('/dashboard/pictures/secrets', { cookie })).status).toBe(404);
    await drawing.close();
  });

  it('are left out where nobody draws', async () => {
    expect(await seen('admin')).not.toContain('<img');
    expect((await page.get('/dashboard/pictures/trend', { cookie: await cookieFor('admin') })).status).toBe(
      404,
    );
  });
});
