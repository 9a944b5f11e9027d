// What an operator reads and does by hand, for every kind of waiting work.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { outbox } from '../../src/cli/outbox.ts';
import type { WorkKind } from '../../src/ports/outbox.ts';
import { toConfig } from '../../src/settings/environment.ts';
import { type OpenStore, openStore } from '../../src/store/store.ts';
import { runCli } from '../support/process.ts';

const HOUR = 3_600_000;
let dir: string;
let store: OpenStore;
let id: Record<WorkKind | 'group', number>;

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'zhibutong-outbox-'));
  store = openStore({ kind: 'sqlite', file: join(dir, 'zhibutong.db') });
  await store.migrate();
  const now = Date.now();
  await store.write(async (tx) => {
    const push = {
      at: now - HOUR,
      expiresAt: now + HOUR,
      rule: 'opening',
      unitId: null,
      subject: 'activity:7',
      audience: [],
      text: '党课改到周五',
      card: null,
    };
    await tx.addOutbox([
      { ...push, key: 'p', channel: 'app', to: ['LiSi'] },
      { ...push, key: 'g', channel: 'webhook', to: ['secret-webhook-key'] },
    ]);
    await tx.addCardUpdates([{ at: now, responseCode: 'RC', users: ['WangWu'], cardState: '已销号' }]);
    await tx.addFilePushes([
      { key: 'f', at: now, users: ['ZhaoLiu'], name: '台账.xlsx', content: { sha256: 'aa' } },
    ]);
    const [told] = await tx.outboxOf('activity:7');
    await tx.addRecalls([
      {
        subject: 'recall:m',
        at: now,
        push: { ...told!, messageIds: ['MSGID'], to: ['LiuJiu'] },
        asked: { by: 'ZhangSan', about: '第一党支部党课', group: false },
      },
    ]);
    await tx.addEvidence({
      itemId: null,
      activityId: null,
      by: 'qianqi',
      at: now,
      messageKey: 'm',
      kind: 'image',
      state: 'pending',
      media: { kind: 'image', source: { mediaId: 'M' } },
      validUntil: now + HOUR,
      name: null,
      size: null,
      sha256: null,
      reason: null,
    });
  });
  const rows = await store.openOutbox();
  const of = (kind: WorkKind) => rows.find((r) => r.kind === kind && r.key !== 'g')!.id;
  id = {
    push: of('push'),
    card: of('card'),
    file: of('file'),
    evidence: of('evidence'),
    recall: of('recall'),
    group: rows.find((r) => r.key === 'g')!.id,
  };
});
afterEach(async () => {
  await store.close();
  rmSync(dir, { recursive: true, force: true });
});

async function run(...args: string[]): Promise<{ code: number; out: string }> {
  let out = '';
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += text;
    return true;
  });
  try {
    return { code: await outbox({ args, config: toConfig({ DATA_DIR: dir, LOG_LEVEL: 'silent' }) }), out };
  } finally {
    write.mockRestore();
  }
}

/** Claims the row and records that it failed. */
async function ends(kind: WorkKind, state: 'refused' | 'waiting', outcome: string): Promise<void> {
  for (const row of await store.claimDue(Date.now(), { kind: kind, limit: 9, leaseMs: 60_000 }))
    await store.settle(row, { state, outcome, at: Date.now() + HOUR }, Date.now());
}

const row = async (kind: WorkKind) => (await store.outboxRow(id[kind]))!;

describe('list', () => {
  it('says of every kind what waits for what, and why', async () => {
    await ends('push', 'refused', 'ip_not_trusted');
    await ends('file', 'waiting', 'unreachable');
    const { code, out } = await run('list');
    const lines = out.trim().split('\n');
    const lineOf = (kind: keyof typeof id) => lines.find((l) => l.startsWith(`${id[kind]} `));
    expect(code).toBe(0);
    expect(lineOf('push')).toBe(
      `${id.push} 消息（opening activity:7） app 给 LiSi 没办成，已试 1 次，本机 IP 不在企业可信 IP 里`,
    );
    expect(lineOf('card')).toMatch(
      new RegExp(`^${id.card} 更新卡片（已销号） 给 WangWu 待办，\\d{4}-.* 起，最迟 \\d{4}-`),
    );
    expect(lineOf('file')).toMatch(
      /发文件（台账.xlsx） 给 ZhaoLiu 等下次再试，.*，已试 1 次，连不上企业微信$/,
    );
    expect(lineOf('evidence')).toMatch(/取回照片或文件（evidence:1） 给 qianqi 待办/);
    // The address of a group opens it to everybody.
    expect(lineOf('group')).toContain('webhook 没办成');
    expect(out).not.toContain('secret-webhook-key');
  });

  it('says so when nothing waits', async () => {
    await store.db.deleteFrom('outbox').execute();
    expect(await run()).toEqual({ code: 0, out: '没有待发或失败的消息、卡片、文件和材料。\n' });
  });
});

describe.each(['push', 'card', 'file'] as const)('a failed %s', (kind) => {
  beforeEach(() => ends(kind, 'refused', 'busy'));

  it('is due again after retry, and only it', async () => {
    const before = await store.openOutbox();
    expect(await run('retry', String(id[kind]))).toEqual({ code: 0, out: '已安排重办 1 条。\n' });
    expect(await row(kind)).toMatchObject({ state: 'waiting', outcome: null, attempts: 0 });
    expect(
      (await store.claimDue(Date.now(), { kind: kind, limit: 9, leaseMs: 60_000 })).map((r) => r.id),
    ).toContain(id[kind]);
    const others = (rows: typeof before) =>
      rows.filter((r) => r.id !== id[kind] && r.kind !== kind).map((r) => r.state);
    expect(others(await store.openOutbox())).toEqual(others(before));
  });

  it('is over after drop', async () => {
    expect(await run('drop', String(id[kind]))).toEqual({ code: 0, out: '已放弃 1 条。\n' });
    expect(await row(kind)).toMatchObject({ state: 'dropped', outcome: 'by_hand' });
    const later = Date.now() + 48 * HOUR;
    expect(
      (await store.claimDue(later, { kind: kind, limit: 9, leaseMs: 60_000 })).map((r) => r.id),
    ).not.toContain(id[kind]);
  });
});

describe('all', () => {
  it('retries what failed or waits for its next try, not what was given up or is planned', async () => {
    await ends('push', 'refused', 'busy');
    await ends('file', 'waiting', 'busy');
    await run('drop', String(id.group));
    expect(await run('retry', 'all')).toEqual({ code: 0, out: '已安排重办 2 条。\n' });
    expect((await row('file')).at).toBeLessThanOrEqual(Date.now());
    expect((await store.outboxRow(id.group))!.state).toBe('dropped');
    expect(await run('retry', 'all')).toEqual({ code: 0, out: '已安排重办 0 条。\n' });
  });

  it('drops what waits and what failed, and forgets the address of a picture', async () => {
    await ends('push', 'refused', 'busy');
    expect(await run('drop', 'all')).toEqual({ code: 0, out: '已放弃 6 条。\n' });
    expect((await store.openOutbox()).map((r) => r.state)).toEqual(Array(6).fill('dropped'));
    expect(await store.write((tx) => tx.evidence(1))).toMatchObject({ state: 'failed', media: null });
  });
});

describe('refuses', () => {
  it.each(['retry', 'drop'])('%s of a number nobody has, and changes nothing', async (what) => {
    const before = await store.openOutbox();
    expect(await run(what, '99999')).toEqual({
      code: 1,
      out: '没有编号 99999，请用 outbox list 查看编号。\n',
    });
    expect(await store.openOutbox()).toEqual(before);
  });

  it('to retry what waits for its first time, and a picture that is gone', async () => {
    expect(await run('retry', String(id.push))).toMatchObject({ code: 1 });
    await run('drop', String(id.evidence));
    const { code, out } = await run('retry', String(id.evidence));
    expect([code, out]).toEqual([1, expect.stringContaining('文件地址已作废，请发的人重新发一次')]);
  });

  it.each([['retry'], ['drop'], ['retry', 'x1'], ['drop', '1', '2'], ['send', '1']])(
    'outbox %s %s',
    async (...args) => {
      await expect(run(...args.filter((a) => a !== undefined))).rejects.toMatchObject({
        code: expect.stringMatching(/^(bad_argument|outbox_what|outbox_which)$/),
      });
    },
  );
});

it('is a command of its own, beside the server, with an audit of what was done', {
  timeout: 60_000,
}, async () => {
  const env = { DATA_DIR: dir };
  await ends('push', 'refused', 'busy');
  expect((await runCli(['outbox', 'list'], env)).out).toContain('企业微信说忙（busy）');
  expect(await runCli(['outbox', 'drop', '99999'], env)).toMatchObject({ code: 1 });
  expect(await runCli(['outbox', 'retry', String(id.push)], env)).toMatchObject({ code: 0, err: '' });
  expect((await row('push')).state).toBe('waiting');
  const audit = await store.db.selectFrom('audit').select(['by_person', 'action', 'detail']).execute();
  expect(audit).toEqual([
    { by_person: 'cli', action: 'outbox retry', detail: JSON.stringify({ ids: [id.push], count: 1 }) },
  ]);
});
