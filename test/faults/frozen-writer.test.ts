// One instance stands still, or is lost to the network, in the middle of a writing transaction: the others go on.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type OpenStore, openStore } from '../../src/store/store.ts';
import { gate } from '../support/gate.ts';
import { createDatabase, fillBranch, noServer, type OwnDatabase } from '../support/own-database.ts';
import { type Link, openLink } from '../support/proxy.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

describe.skipIf(noServer)(`an instance frozen as it writes${noServer ? ` (${noServer})` : ''}`, () => {
  let database: OwnDatabase;
  let link: Link;
  let frozen: OpenStore;
  let other: OpenStore;

  beforeEach(async () => {
    database = await createDatabase();
    link = await openLink(database.url);
    frozen = openStore({ kind: 'postgres', url: link.url });
    other = openStore({ kind: 'postgres', url: database.url });
    await fillBranch(other, 3, 0);
    await frozen.read((tx) => tx.organisation());
  });
  afterEach(async () => {
    await link.close();
    await Promise.all([frozen.close(), other.close()]);
    await database.remove();
  });

  const note = (store: OpenStore, key: string) => store.write((tx) => tx.putMark(key, 'x'));
  const kept = (key: string) => other.read((tx) => tx.mark(key));

  /** Holds the writer's lock, cut off from the database, in the middle of its work. */
  async function freezeInside(): Promise<{ written: Promise<unknown> }> {
    const inside = gate();
    const written = frozen.write(async (tx) => {
      await tx.putMark('frozen', 'x');
      link.freeze();
      inside.pass();
      await tx.mark('frozen');
    });
    written.catch(() => undefined);
    await inside.passed;
    return { written };
  }

  it('costs the others one refusal at the most, which is named an outage', async () => {
    const { written } = await freezeInside();
    // The wait for the lock ends first, so that this one can still be told; the next is let in.
    const refused = await note(other, 'refused').catch((error: unknown) => error);
    expect(refused).toMatchObject({ name: 'StoreUnavailable', cause: { code: '55P03' } });
    await note(other, 'next');
    expect(await kept('next')).toBe('x');
    await expect(written).rejects.toMatchObject({ name: 'StoreUnavailable' });
    expect(await kept('frozen')).toBeUndefined();
  });

  it('writes again itself once it is back, and nothing of what it had begun stands', async () => {
    const { written } = await freezeInside();
    await expect(written).rejects.toMatchObject({ name: 'StoreUnavailable' });
    link.thaw();
    await note(frozen, 'back');
    expect(await kept('back')).toBe('x');
    expect(await kept('frozen')).toBeUndefined();
  });

  it('is told of a database that stands still, for reading as for writing', async () => {
    link.freeze();
    const asked = [note(frozen, 'lost'), frozen.read((tx) => tx.mark('lost'))];
    for (const one of asked) await expect(one).rejects.toMatchObject({ name: 'StoreUnavailable' });
    link.thaw();
    await note(frozen, 'back');
    expect(await frozen.read((tx) => tx.mark('back'))).toBe('x');
  });

  it('keeps nobody from a migration that takes longer than a message may', async () => {
    const inside = gate();
    const end = gate();
    const migrating = other.write(
      async () => {
        inside.pass();
        await end.passed;
      },
      { patient: true },
    );
    await inside.passed;
    await other.db
      .deleteFrom('migration' as never)
      .where('name' as never, '=', '0007-photos' as never)
      .execute();
    const waiting = frozen.migrate().catch((error: unknown) => error);
    const refused = await note(frozen, 'meanwhile').catch((error: unknown) => error);
    expect(refused).toMatchObject({ cause: { code: '55P03' } });
    await other.db
      .insertInto('migration' as never)
      .values({ name: '0007-photos' } as never)
      .execute();
    end.pass();
    await migrating;
    expect(await waiting).toEqual([]);
  });
});
