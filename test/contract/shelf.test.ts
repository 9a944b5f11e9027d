// What every place of evidence promises.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import nock from 'nock';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inObjectStore } from '../../src/channels/object-store/place.ts';
import { createShelf, onDisk } from '../../src/documents/shelf.ts';
import { ShelfUnavailable, StoreUnavailable } from '../../src/domain/errors.ts';
import type { ShelfPlace } from '../../src/ports/ledger.ts';
import { inDatabase } from '../../src/store/contents.ts';
import { openStore } from '../../src/store/store.ts';
import { DATABASES } from '../support/databases.ts';
import { startObjectStore } from '../support/object-store.ts';

interface OpenPlace {
  place: ShelfPlace;
  /** makes it unreachable, for good */
  cut?: () => Promise<void>;
  close(): Promise<void>;
}

const PLACES: { name: string; missing: string | null; open(): Promise<OpenPlace> }[] = [
  {
    name: 'the disk',
    missing: null,
    async open() {
      const dir = mkdtempSync(join(tmpdir(), 'shelf-'));
      return { place: onDisk(dir), close: async () => rmSync(dir, { recursive: true }) };
    },
  },
  ...DATABASES.map((database) => ({
    name: database.name,
    missing: database.missing,
    async open() {
      const { choice, remove } = await database.create();
      const store = openStore(choice);
      await store.migrate();
      return {
        place: inDatabase(store.db),
        ...(database.name === 'postgres' && { cut: () => store.close() }),
        close: async () => {
          await store.close();
          await remove();
        },
      };
    },
  })),
  {
    name: 'an object store',
    missing: null,
    async open() {
      const server = await startObjectStore();
      return {
        place: inObjectStore(server.settings),
        cut: async () => server.fail(503),
        close: server.stop,
      };
    },
  },
];

const HELLO = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824';
const NOBODY = '0'.repeat(64);

describe.each(PLACES)('a shelf on $name', ({ missing, open }) => {
  let opened: OpenPlace;
  beforeAll(async () => {
    nock.enableNetConnect('127.0.0.1');
    if (!missing) opened = await open();
  });
  afterAll(() => opened?.close());
  const when = (name: string, test: () => Promise<void>) => it.skipIf(missing !== null)(name, test, 60_000);
  const shelf = () => createShelf(opened.place);

  when('gives back what was put, also when it was put twice and at once', async () => {
    const hello = Buffer.from('hello');
    expect(await Promise.all([1, 2, 3, 4].map(() => shelf().put(hello)))).toEqual([
      HELLO,
      HELLO,
      HELLO,
      HELLO,
    ]);
    expect(await shelf().get(HELLO)).toEqual(hello);
  });

  when('has nothing of what was never put, and says so', async () => {
    expect(await shelf().get(NOBODY)).toBeUndefined();
    await shelf().remove(NOBODY);
    await expect(shelf().get('../../etc/passwd')).rejects.toThrow('not a SHA-256');
    await expect(shelf().remove('x')).rejects.toThrow('not a SHA-256');
  });

  when('forgets what is removed, and takes it again', async () => {
    const sha256 = await shelf().put(Buffer.from('soon gone'));
    await shelf().remove(sha256);
    expect(await shelf().get(sha256)).toBeUndefined();
    expect(await shelf().put(Buffer.from('soon gone'))).toBe(sha256);
    expect((await shelf().get(sha256))?.toString()).toBe('soon gone');
  });

  when('keeps contents of 20 MB and of nothing, several at once', async () => {
    const contents = [
      randomBytes(20 * 1024 * 1024),
      randomBytes(1024 * 1024),
      Buffer.alloc(0),
      Buffer.from('x'),
    ];
    const names = await Promise.all(contents.map((content) => shelf().put(content)));
    const got = await Promise.all(names.map((name) => shelf().get(name)));
    for (const [i, content] of contents.entries()) expect(got[i]?.equals(content)).toBe(true);
  });

  when('gives out nothing that is not what its name says, until it is brought again', async () => {
    const content = Buffer.from('whole and sound');
    const sha256 = await shelf().put(content);
    await opened.place.write(sha256, Buffer.from('whole and souna'));
    expect(await shelf().get(sha256)).toBeUndefined();
    await shelf().put(content);
    expect(await shelf().get(sha256)).toEqual(content);
  });

  when('finds what lay elsewhere before, and moves it', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'shelf-'));
    const before = createShelf(onDisk(dir));
    const sha256 = await before.put(Buffer.from('from the old house'));
    const both = createShelf(opened.place, [onDisk(dir)]);
    expect((await both.get(sha256))?.toString()).toBe('from the old house');
    expect(await before.get(sha256)).toBeUndefined();
    expect((await shelf().get(sha256))?.toString()).toBe('from the old house');
    rmSync(dir, { recursive: true });
  });

  when('never says that something is gone where nobody can know', async () => {
    if (!opened.cut) return;
    await opened.cut();
    const asked = [
      () => shelf().get(HELLO),
      () => shelf().put(Buffer.from('x')),
      () => shelf().remove(HELLO),
    ];
    for (const ask of asked)
      await expect(ask()).rejects.toSatisfy(
        (e) => e instanceof ShelfUnavailable || e instanceof StoreUnavailable,
      );
  });
});

it('tells a bucket that is not there from an object that is not', async () => {
  const server = await startObjectStore();
  const place = inObjectStore({ ...server.settings, bucket: 'another' });
  await expect(place.read(HELLO)).rejects.toThrow(ShelfUnavailable);
  await server.stop();
  await expect(inObjectStore(server.settings).read(HELLO)).rejects.toThrow('shelf unavailable: unreachable');
});
