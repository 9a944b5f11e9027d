import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DAY_MS, instantOf } from '../../src/domain/calendar/time.ts';
import { byUrgency, ledgerFigures, lightOf, openWithin } from '../../src/domain/figures/ledger.ts';
import { ITEM_STATES, type Item, type ItemBrief } from '../../src/domain/ledger/item.ts';
import { withDone, withNodes } from '../../src/domain/ledger/nodes.ts';
import type { Evidence } from '../../src/ports/ledger.ts';
import { type OpenStore, openStore } from '../../src/store/store.ts';
import type { TestDatabase } from '../support/databases.ts';
import { newItem } from '../support/item.ts';
import { MIGRATED } from '../support/migrated.ts';
import { SMALL_ROSTER } from '../support/roster.ts';

const NOW = instantOf('2026-11-21', 10);
const MINUTE = 60_000;

const photo = (given: Partial<Evidence> = {}): Omit<Evidence, 'id' | 'attempts'> => ({
  itemId: 1,
  activityId: null,
  by: 'lisi',
  at: NOW,
  messageKey: 'app:1',
  kind: 'image',
  state: 'pending',
  media: { kind: 'image', source: { mediaId: 'M1' } },
  validUntil: NOW + 72 * 60 * MINUTE,
  name: null,
  size: null,
  sha256: null,
  reason: null,
  ...given,
});

for (const database of MIGRATED) {
  describe.skipIf(database.missing)(
    `ledger on ${database.name}${database.missing ? ` (${database.missing})` : ''}`,
    () => {
      let made: TestDatabase;
      let store: OpenStore;
      let second: OpenStore;

      beforeEach(async () => {
        made = await database.create();
        store = openStore(made.choice);
        second = openStore(made.choice);
        await store.migrate();
        await store.write((tx) => tx.applyRoster(SMALL_ROSTER, NOW));
      });
      afterEach(async () => {
        await store.close();
        await second.close();
        await made.remove();
      });

      it('gives back an item as it was put in, every field of it', async () => {
        const full = newItem({
          code: 'WT-2026-003',
          type: '限期整改',
          supervision: '每周看',
          supervisorId: 'admin',
          supervisorName: '郑管理',
          prevention: '每季检查',
          reviewAt: NOW,
          extensionTo: NOW,
          extensionReason: '缺料',
          askedBy: 'lisi',
          askedAt: NOW,
          returnedAt: NOW,
          decidedBy: 'admin',
          opinion: '照片不清',
          progress: 60,
          progressText: '正在施工',
          progressAt: NOW,
          batch: 'app:9',
          related: [3, 8],
          otherOwnerIds: ['zhaoliu', 'wangwu'],
          ownerName: '李四、赵六、王五',
        });
        const added = await store.write((tx) => tx.addItem(full));
        expect(added).toEqual({ ...full, id: added.id, no: 1, revision: 1 });
        expect(await second.write((tx) => tx.item(added.id))).toEqual(added);
      });

      it('numbers items one after the other over all instances, and never twice', async () => {
        const adding = Array.from({ length: 12 }, (_, i) =>
          (i % 2 ? store : second).write((tx) => tx.addItem(newItem())),
        );
        const numbers = (await Promise.all(adding)).map((i) => i.no).sort((a, b) => a - b);
        expect(numbers).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
      });

      it('keeps the number of a withdrawn item used up and the item out of lists', async () => {
        const first = await store.write((tx) => tx.addItem(newItem()));
        await store.write((tx) => tx.changeItem({ ...first, gone: 'withdrawn' }));
        const next = await store.write((tx) => tx.addItem(newItem()));
        expect(next.no).toBe(2);
        const numbers = (withGone: boolean) =>
          store.write(async (tx) => (await tx.items({ withGone })).map((i) => i.no));
        expect(await numbers(false)).toEqual([2]);
        expect(await numbers(true)).toEqual([1, 2]);
      });

      it('finds an item by number and by the code of the superior, the number first', async () => {
        await store.write(async (tx) => {
          await tx.addItem(newItem({ code: 'WT-2026-003' }));
          await tx.addItem(newItem({ code: '1' }));
        });
        const named = async (name: string) => (await store.write((tx) => tx.itemNamed(name)))?.no;
        expect(await named('1')).toBe(1);
        expect(await named('wt-2026-003')).toBe(1);
        expect(await named('2')).toBe(2);
        expect(await named('3')).toBeUndefined();
        expect(await named('WT-2026-004')).toBeUndefined();
      });

      it.each([
        [{ unitIds: [2] }, [1, 2, 4]],
        [{ unitIds: [] }, []],
        [{ unitIds: Array.from({ length: 5000 }, (_, i) => i + 3) }, [3]],
        [{ states: ['已销号' as const] }, [2]],
        [{ kind: 'promise' as const }, [4]],
        [{ person: 'wangwu' }, [2, 3]],
        [{ person: 'admin' }, [4]],
        [{ batch: 'app:7' }, [4]],
      ])('filters by %j', async (filter, numbers) => {
        await store.write(async (tx) => {
          await tx.addItem(newItem({ unitId: 2 }));
          await tx.addItem(newItem({ unitId: 2, state: '已销号', ownerId: 'wangwu' }));
          await tx.addItem(newItem({ unitId: 3, supervisorId: 'wangwu' }));
          await tx.addItem(newItem({ kind: 'promise', openedBy: 'admin', batch: 'app:7' }));
        });
        expect((await store.write((tx) => tx.items(filter))).map((i) => i.no)).toEqual(numbers);
      });

      it('counts and orders by briefs as by whole items', { timeout: 60_000 }, async () => {
        const near = fc.option(fc.integer({ min: -60, max: 60 }).map((days) => NOW + days * DAY_MS));
        const past = fc.integer({ min: 0, max: 90 }).map((days) => NOW - days * DAY_MS);
        const standing = fc.record({
          kind: fc.constantFrom('rectification' as const, 'promise' as const),
          unitId: fc.constantFrom(2, 3, 4),
          state: fc.constantFrom(...ITEM_STATES),
          gone: fc.constantFrom(null, null, null, 'merged' as const),
          dueAt: near,
          firstDueAt: near,
          reviewAt: near,
          extensionTo: near,
          returnedAt: fc.option(past),
          closedAt: fc.option(past),
          openedAt: past,
          movedAt: past,
        });
        const many = [2, 3, ...Array.from({ length: 3000 }, (_, i) => i + 100)];
        const told = (some: readonly ItemBrief[]) => [
          byUrgency(some, NOW, 30).map((item) => [item.no, lightOf(item, NOW, 30)]),
          ledgerFigures(some, NOW, 30),
          ledgerFigures(openWithin(some, NOW - 40 * DAY_MS, NOW - 10 * DAY_MS), NOW - 10 * DAY_MS, 30),
        ];
        const play = async (items: readonly Partial<Item>[]) => {
          await store.rewrite((db) => db.deleteFrom('item').execute());
          await store.write(async (tx) => {
            for (const item of items) await tx.addItem(newItem(item));
          });
          await second.read(async (tx) => {
            for (const filter of [{ unitIds: [2, 3] }, { unitIds: many }, { kind: 'promise' as const }, {}]) {
              const [briefs, whole] = [await tx.itemBriefs(filter), await tx.items(filter)];
              expect(told(briefs)).toEqual(told(whole));
              expect(await tx.itemsWith(briefs.map(({ id }) => id).reverse())).toEqual(whole.toReversed());
            }
          });
        };
        await fc.assert(fc.asyncProperty(fc.array(standing, { minLength: 10, maxLength: 30 }), play), {
          numRuns: 8,
        });
      });

      it('finds an item for each who is responsible, and no more for who was', async () => {
        const of = (person: string) =>
          second.read(async (tx) => (await tx.items({ person })).map((i) => i.otherOwnerIds.join()));
        const { id } = await store.write((tx) =>
          tx.addItem(newItem({ ownerName: '李四、王五', otherOwnerIds: ['wangwu'] })),
        );
        expect([await of('lisi'), await of('wangwu'), await of('zhaoliu')]).toEqual([
          ['wangwu'],
          ['wangwu'],
          [],
        ]);
        const planned = await second.read((tx) => tx.planState(0, NOW));
        expect(planned.items).toMatchObject([{ ownerId: 'lisi', otherOwnerIds: ['wangwu'] }]);
        await store.write(async (tx) => {
          const item = (await tx.item(id))!;
          await tx.changeItem({ ...item, ownerName: '李四、赵六', otherOwnerIds: ['zhaoliu'] });
        });
        expect([await of('lisi'), await of('wangwu'), await of('zhaoliu')]).toEqual([
          ['zhaoliu'],
          [],
          ['zhaoliu'],
        ]);
      });

      it('keeps the history in the order it happened', async () => {
        const { id } = await store.write((tx) => tx.addItem(newItem()));
        const event = { itemId: id, at: NOW, by: 'lisi', messageKey: 'app:1', note: null, before: {} };
        await store.write(async (tx) => {
          await tx.addItemEvent({ ...event, what: 'open', after: { problem: '活动室漏水' } });
          await tx.addItemEvent({
            ...event,
            messageKey: null,
            what: 'progress',
            before: { progress: 0 },
            after: { progress: 60 },
          });
        });
        const events = await second.write((tx) => tx.itemEvents(id));
        expect(events.map((e) => [e.what, e.messageKey])).toEqual([
          ['open', 'app:1'],
          ['progress', null],
        ]);
        expect(events[1]).toMatchObject({ before: { progress: 0 }, after: { progress: 60 } });
      });

      it('gives pending evidence, and only that, to one instance at a time', async () => {
        const { id } = await store.write((tx) => tx.addEvidence(photo()));
        await store.write((tx) => tx.addEvidence(photo({ state: 'fetched', sha256: 'aa' })));
        const claim = (from: OpenStore, at: number) =>
          from.claimDue(at, { kind: 'evidence', limit: 10, leaseMs: MINUTE });
        expect(await claim(store, NOW)).toMatchObject([{ payload: { id }, to: ['lisi'] }]);
        expect(await claim(second, NOW + 1)).toEqual([]);
      });

      it('finds what a person sent that belongs to no item, and forgets it when it is old', async () => {
        const loose = (given: Partial<Evidence>) =>
          store.write((tx) => tx.addEvidence(photo({ itemId: null, ...given })));
        await loose({ at: NOW - 20 * MINUTE, state: 'fetched', sha256: 'aa' });
        await loose({ at: NOW - 20 * MINUTE, state: 'fetched', sha256: 'bb' });
        await loose({ at: NOW });
        await store.write((tx) => tx.addEvidence(photo({ state: 'fetched', sha256: 'bb' })));
        const mine = await store.write((tx) => tx.looseEvidence('lisi', NOW - 10 * MINUTE));
        expect(mine.map((e) => e.at)).toEqual([NOW]);
        // The content another item still needs stays on the shelf.
        expect(await store.write((tx) => tx.dropLooseEvidence(NOW - MINUTE))).toEqual(['aa']);
        expect(await store.write((tx) => tx.evidenceOf([1]))).toHaveLength(1);
      });

      it('tells photos of a meeting from evidence of items, and keeps them', async () => {
        const add = (given: Partial<Evidence>) =>
          store.write((tx) => tx.addEvidence(photo({ itemId: null, at: NOW - 20 * MINUTE, ...given })));
        const kept = await add({ activityId: 7, state: 'fetched', sha256: 'aa' });
        const given = await add({ state: 'fetched', sha256: 'cc' });
        const gone = await add({ activityId: 7, state: 'fetched', sha256: 'bb' });
        await add({ activityId: 8 });
        await add({ activityId: 7, state: 'failed', reason: 'expired' });
        await store.write((tx) => tx.giveEvidence([given.id], { activityId: 7 }));
        await store.write((tx) => tx.withdrawEvidence(gone.id));
        expect(await second.write((tx) => tx.looseEvidence('lisi', 0))).toEqual([]);
        expect(await store.write((tx) => tx.dropLooseEvidence(NOW - MINUTE))).toEqual(['bb']);
        const photos = await second.read((tx) => tx.photosOf([7]));
        expect(photos.map((p) => [p.id, p.activityId, p.itemId, p.sha256])).toEqual([
          [kept.id, 7, null, 'aa'],
          [given.id, 7, null, 'cc'],
        ]);
        expect(await store.write((tx) => tx.evidenceOf([1]))).toEqual([]);
      });

      it('keeps nodes with who reported them, and tells briefs of the next one alone', async () => {
        const due = (day: string) => instantOf(day, 23, 59, 59);
        const nodes = [
          { name: '摸底', dueAt: due('2026-12-05'), doneAt: NOW, doneBy: 'lisi' },
          { name: '整治', dueAt: due('2026-12-20'), doneAt: null, doneBy: null },
        ];
        const made = await store.write((tx) => tx.addItem(newItem(withNodes(nodes))));
        expect(made).toMatchObject({ nodes, nodeDueAt: due('2026-12-20') });
        const [brief] = await second.read((tx) => tx.itemBriefs({}));
        expect(brief).toMatchObject({ id: made.id, nodeDueAt: due('2026-12-20') });
        expect(lightOf(brief!, instantOf('2026-12-01', 9), 90)).toBe('red');
        // What the version before has stored of a change names no nodes: taken back, they stay as they are.
        const { nodes: _nodes, nodeDueAt: _due, ...before } = made;
        await store.write((tx) => tx.changeItem({ ...before, problem: '漏水' } as Item));
        expect(await second.read((tx) => tx.item(made.id))).toMatchObject({ problem: '漏水', nodes });
        const done = withDone(made, 'wangwu', NOW);
        await store.write((tx) => tx.changeItem({ ...made, ...done }));
        expect(await second.read((tx) => tx.item(made.id))).toMatchObject({ ...done, nodeDueAt: null });
      });

      it('finds what was handed out, by whom or to which units, newest first', async () => {
        await store.write(async (tx) => {
          const task = (batch: string | null, given: Partial<Item>) =>
            tx.addItem(newItem({ kind: 'task', batch, openedBy: 'admin', ...given }));
          await task('m1', { unitId: 2, problem: '党费', openedAt: NOW - DAY_MS });
          await task('m1', { unitId: 3, problem: '党费', openedAt: NOW - DAY_MS, state: '已销号' });
          await task('m2', { unitId: 3, problem: '三化建设', openedAt: NOW });
          await task('m3', { unitId: 2, problem: '撤了', openedAt: NOW, gone: 'withdrawn' });
          await task(null, { unitId: 2, problem: '一项', openedAt: NOW });
        });
        const batches = (asked: { unitIds?: number[]; openedBy: string }) =>
          second.read((tx) => tx.batches({ ...asked, kind: 'task' }));
        const all = [
          { batch: 'm2', no: 3, kind: 'task', problem: '三化建设', openedAt: NOW, count: 1, open: 1 },
          { batch: 'm1', no: 1, kind: 'task', problem: '党费', openedAt: NOW - DAY_MS, count: 2, open: 1 },
        ];
        expect(await batches({ unitIds: [], openedBy: 'admin' })).toEqual(all);
        expect(await batches({ unitIds: [3], openedBy: 'zhangsan' })).toEqual([
          all[0],
          { ...all[1], no: 2, count: 1, open: 0 },
        ]);
        expect(await batches({ unitIds: [], openedBy: 'zhangsan' })).toEqual([]);
        expect(await second.read((tx) => tx.batches({ openedBy: 'x', kind: 'rectification' }))).toEqual([]);
      });

      it('keeps a card update until it is done, and takes the same card once', async () => {
        const row = { at: NOW, responseCode: 'RC1', users: ['Admin2'], cardState: '已销号' };
        await store.write((tx) => tx.addCardUpdates([row]));
        await store.write((tx) => tx.addCardUpdates([row]));
        const [claimed, ...more] = await store.claimDue(NOW, { kind: 'card', limit: 10, leaseMs: MINUTE });
        expect(more).toEqual([]);
        expect(claimed).toMatchObject({
          to: ['Admin2'],
          payload: { responseCode: 'RC1', cardState: '已销号' },
          attempts: 1,
        });
        expect(await second.claimDue(NOW, { kind: 'card', limit: 10, leaseMs: MINUTE })).toEqual([]);
        await store.settle(claimed!, { state: 'accepted' }, NOW);
        await store.write((tx) => tx.addCardUpdates([row]));
        expect(await store.claimDue(NOW + 2 * MINUTE, { kind: 'card', limit: 10, leaseMs: MINUTE })).toEqual(
          [],
        );
      });
    },
  );
}
