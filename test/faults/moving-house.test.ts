// Copies and moves: whole or not at all, and told from damaged ones.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openShelf } from '../../src/app/shelf.ts';
import { backup, restore } from '../../src/cli/backup.ts';
import { moveCommand } from '../../src/cli/move.ts';
import { toConfig } from '../../src/settings/environment.ts';
import { verifyAudit } from '../../src/store/audit-verify.ts';
import { lockEmbeddedStore } from '../../src/store/dialect.ts';
import { sumsOfWholeCopy } from '../../src/store/moving/embedded-file.ts';
import { openStore } from '../../src/store/store.ts';
import { plannedActivity } from '../support/activity.ts';
import { runCommand } from '../support/cli.ts';
import { freshDatabase } from '../support/databases.ts';
import { fetchedEvidence } from '../support/evidence.ts';
import { SMALL_ROSTER } from '../support/roster.ts';

const NOW = Date.parse('2026-11-21T10:00:00+08:00');
const PHOTO = Buffer.alloc(2_500_000, 'a photo');

let dir: string;
let env: { DATA_DIR: string };
const file = (name: string) => join(dir, name);
const config = () => toConfig(env);
const database = () => join(env.DATA_DIR, 'zhibutong.db');

/** A house with people, meetings, odd texts and a photo; `gaps`: numbers that were given and are gone. */
async function furnish(): Promise<string> {
  const store = openStore(config().database);
  await store.migrate();
  const sha256 = await openShelf(config(), store).put(PHOTO);
  await store.write(async (tx) => {
    await tx.applyRoster(SMALL_ROSTER, NOW);
    for (let i = 0; i < 900; i++)
      await tx.addActivity(
        plannedActivity({ unitId: 2, startAt: NOW + i, topic: `题 ${i} 😀 \\ " ' ${'长'.repeat(i % 7)}` }),
      );
    await tx.addEvidence(fetchedEvidence(sha256));
    await tx.putAttendance({
      activityId: 1,
      personId: 'lisi',
      state: 'leave',
      reason: null,
      at: NOW,
      by: 'lisi',
    });
    await tx.audit({ at: NOW, by: 'cli', action: 'org import', detail: { rows: 11 } });
  });
  await store.db.deleteFrom('activity').where('id', '>', 890).execute();
  await store.close();
  return sha256;
}

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'moving-'));
  env = { DATA_DIR: join(dir, 'data') };
});
afterEach(() => rmSync(dir, { recursive: true }));

describe('a copy', { timeout: 60_000 }, () => {
  it('holds everything, evidence included, and puts it back', async () => {
    const sha256 = await furnish();
    const before = sumsOfWholeCopy(database());
    const made = await runCommand(backup, [file('copy')], env);
    expect(made).toMatchObject({ code: 0, out: expect.stringMatching(/数据 \d{3,} 行，佐证 1 份\n$/) });
    rmSync(env.DATA_DIR, { recursive: true });
    const back = await runCommand(restore, [file('copy')], env);
    expect(back).toMatchObject({ code: 0, out: expect.stringContaining('佐证 1 份') });
    // All but the trail, which tells of it.
    const all = (sums: typeof before) => sums?.filter(({ table }) => table !== 'audit');
    expect(all(sumsOfWholeCopy(database()))).toEqual(all(before));
    const store = openStore(config().database);
    expect((await openShelf(config(), store).get(sha256))?.equals(PHOTO)).toBe(true);
    await store.close();
    expect(existsSync(`${file('copy')}.part`)).toBe(false);
  });

  it('is not mixed with what a server that died left beside its store', async () => {
    await furnish();
    await runCommand(backup, [file('copy')], env);
    const store = openStore(config().database);
    await store.write((tx) => tx.putMark('after the copy', 'yes'));
    const sums = (of: string) =>
      sumsOfWholeCopy(of)?.filter(({ table }) => table !== 'audit' && table !== 'evidence_content');
    const before = sums(file('copy'));
    expect(before).toBeDefined();
    // As they lie on the disk when the power goes.
    const left = ['', '-wal'].map(
      (side) => [`${database()}${side}`, readFileSync(`${database()}${side}`)] as const,
    );
    await store.close();
    for (const [name, bytes] of left) writeFileSync(name, bytes);
    expect(left[1]![1].length).toBeGreaterThan(0);
    expect(await runCommand(restore, [file('copy')], env)).toMatchObject({ code: 0 });
    const back = openStore(config().database);
    expect(await back.read((tx) => tx.mark('after the copy'))).toBeUndefined();
    await back.close();
    expect(sums(database())).toEqual(before);
  });

  it('says what of the evidence is lost already', async () => {
    await furnish();
    rmSync(join(env.DATA_DIR, 'evidence'), { recursive: true });
    const made = await runCommand(backup, [file('copy')], env);
    expect(made).toMatchObject({ code: 1, out: expect.stringContaining('另有 1 份佐证找不到') });
    expect(await runCommand(restore, [file('copy')], env)).toMatchObject({ code: 0 });
  });

  it('is refused whole where any of it is damaged, cut short or made up, and while a server runs', async () => {
    await furnish();
    await runCommand(backup, [file('copy')], env);
    const whole = readFileSync(file('copy'));
    const sums = sumsOfWholeCopy(file('copy'));
    const home = () => readFileSync(database());
    const stands = home();
    const refused = (bytes: Buffer) => {
      writeFileSync(file('bad'), bytes);
      return expect(runCommand(restore, [file('bad')], env)).rejects.toMatchObject({ code: 'not_a_backup' });
    };
    await refused(whole.subarray(0, whole.length / 2));
    await refused(whole.subarray(0, whole.length - 1));
    await refused(Buffer.alloc(0));
    await refused(Buffer.from('数据'));
    // Bytes of a text and of a photo, which no check of the file itself would miss.
    for (const word of ['题 77 ', 'a photoa photo']) {
      const bytes = Buffer.from(whole);
      // Pages keep what stood in them once: only the last of them is sure to be in use.
      for (let at = bytes.indexOf(word); at >= 0; at = bytes.indexOf(word, at + 1)) bytes[at + 3]! ^= 1;
      await refused(bytes);
    }
    expect(home().equals(stands)).toBe(true);

    const unlock = lockEmbeddedStore(database());
    await expect(runCommand(restore, [file('copy')], env)).rejects.toMatchObject({ code: 'store_in_use' });
    unlock();
    expect(home().equals(stands)).toBe(true);
    expect(sums).toBeDefined();
  });

  it('never reads as another one, whichever byte was changed', async () => {
    await furnish();
    await runCommand(backup, [file('copy')], env);
    const whole = readFileSync(file('copy'));
    const sums = sumsOfWholeCopy(file('copy'));
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const bytes = Buffer.from(whole);
        bytes[at]! ^= change;
        writeFileSync(file('bad'), bytes);
        // A byte that nothing stands in may change.
        expect([undefined, JSON.stringify(sums)]).toContain(JSON.stringify(sumsOfWholeCopy(file('bad'))));
      }),
      { numRuns: 25 },
    );
  });
});

describe.skipIf(!process.env.TEST_DATABASE_URL)('moving to PostgreSQL', { timeout: 60_000 }, () => {
  let target: NonNullable<Awaited<ReturnType<typeof freshDatabase>>>;
  beforeEach(async () => {
    target = (await freshDatabase())!;
  });
  afterEach(() => target.remove());
  const there = () => openStore({ kind: 'postgres', url: target.url });

  it('takes everything along, sums alike, and numbers go on', async () => {
    const sha256 = await furnish();
    const sums = sumsOfWholeCopy(database())!;
    const moved = await runCommand(moveCommand, [target.url], env);
    expect(moved.code).toBe(0);
    expect(moved.out).toContain('佐证 1 份');
    for (const { table, rows, sum } of sums)
      if (table !== 'migration')
        expect(moved.out).toContain(`${table}：${rows} 行，两边一致，校验和 ${sum.slice(0, 16)}`);
    const store = there();
    expect(await store.trouble()).toBeUndefined();
    const moving = toConfig({ ...env, DATABASE_URL: target.url });
    rmSync(env.DATA_DIR, { recursive: true });
    expect((await openShelf(moving, store).get(sha256))?.equals(PHOTO)).toBe(true);
    // The trail goes on where it ended, and tells of the move.
    const { broken, entries } = await verifyAudit(store.db);
    expect([broken, entries]).toEqual([undefined, 2]);
    const next = await store.write((tx) => tx.addActivity(plannedActivity({ unitId: 2, startAt: NOW })));
    expect(next.id).toBe(901);
    expect((await store.read((tx) => tx.organisation())).people.size).toBe(11);
    await store.close();
  });

  it('leaves nothing where something went wrong, and takes no house that somebody lives in', async () => {
    await furnish();
    const home = openStore(config().database);
    // PostgreSQL holds no NUL: it fails in the middle of the rows.
    await home.db.updateTable('person').set({ name: '张\u0000三' }).where('id', '=', 'zhangsan').execute();
    await home.close();
    await expect(runCommand(moveCommand, [target.url], env)).rejects.toMatchObject({ code: 'move_failed' });
    const store = there();
    expect(await store.db.introspection.getTables()).toEqual([]);
    await store.migrate();
    await store.close();
    await expect(runCommand(moveCommand, [target.url], env)).rejects.toMatchObject({
      code: 'move_not_empty',
    });
  });

  it('refuses while a server runs, and shows no password', async () => {
    await furnish();
    const unlock = lockEmbeddedStore(database());
    await expect(runCommand(moveCommand, [target.url], env)).rejects.toMatchObject({ code: 'store_in_use' });
    unlock();
    const wrong = runCommand(moveCommand, ['postgres://bot:pa55word@127.0.0.1:1/x'], env);
    await expect(wrong).rejects.toMatchObject({ code: 'move_failed', details: { reason: 'ECONNREFUSED' } });
    await expect(runCommand(moveCommand, ['mysql://x'], env)).rejects.toMatchObject({
      code: 'address_needed',
    });
  });
});
