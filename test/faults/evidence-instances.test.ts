// Two servers with a disk each and one database: what one was sent the other gives out.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openShelf } from '../../src/app/shelf.ts';
import { evidence } from '../../src/cli/evidence.ts';
import { createShelf, onDisk } from '../../src/documents/shelf.ts';
import { toConfig } from '../../src/settings/environment.ts';
import { type OpenStore, openStore } from '../../src/store/store.ts';
import { runCommand } from '../support/cli.ts';
import { freshDatabase } from '../support/databases.ts';
import { fetchedEvidence } from '../support/evidence.ts';

describe.skipIf(!process.env.TEST_DATABASE_URL)('two servers with a disk each', { timeout: 60_000 }, () => {
  let database: Awaited<ReturnType<typeof freshDatabase>>;
  let stores: OpenStore[] = [];
  const dirs = [1, 2].map(() => mkdtempSync(join(tmpdir(), 'evidence-')));
  const envs = () => dirs.map((dir) => ({ DATA_DIR: dir, DATABASE_URL: database!.url }));
  const shelves = () => stores.map((store, i) => openShelf(toConfig(envs()[i]!), store));

  beforeAll(async () => {
    database = await freshDatabase();
    stores = envs().map((env) => openStore(toConfig(env).database));
    await stores[0]!.migrate();
  });
  afterAll(async () => {
    for (const store of stores) await store.close();
    await database?.remove();
    for (const dir of dirs) rmSync(dir, { recursive: true });
  });

  it('find what either of them was sent', async () => {
    const [one, two] = shelves();
    const sha256 = await one!.put(Buffer.from('a photo'));
    expect((await two!.get(sha256))?.toString()).toBe('a photo');
    await two!.remove(sha256);
    expect(await one!.get(sha256)).toBeUndefined();
  });

  it('and, once it was moved there, what lay on one disk from before', async () => {
    const old = createShelf(onDisk(join(dirs[0]!, 'evidence')));
    const sha256 = await old.put(Buffer.from('an older photo'));
    await stores[0]!.write(async (tx) => {
      await tx.addEvidence(fetchedEvidence(sha256));
      await tx.addEvidence(fetchedEvidence(sha256));
    });
    expect(await shelves()[1]!.get(sha256)).toBeUndefined();
    expect(await runCommand(evidence, [], envs()[1]!)).toMatchObject({ code: 1 });
    const moved = await runCommand(evidence, [], envs()[0]!);
    expect(moved).toEqual({ code: 0, out: '佐证 1 份，都在、都完好\n' });
    expect((await shelves()[1]!.get(sha256))?.toString()).toBe('an older photo');
    expect(await old.get(sha256)).toBeUndefined();
  });
});
