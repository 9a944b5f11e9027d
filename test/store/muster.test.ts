// Figures over musters, counted on both databases alike.
import { expect, it } from 'vitest';
import { instantOf } from '../../src/domain/calendar/time.ts';
import { onBothDatabases } from '../support/two-instances.ts';

const NOW = instantOf('2026-11-21', 10);
const MINUTE = 60_000;

onBothDatabases('musters', (at) => {
  it('are counted by where their people are, in time or not, and not once called off', async () => {
    const call = (isDrill: boolean, calledAt: number) => ({
      ...{
        unitId: 1,
        target: '第一党支部',
        place: null,
        reason: null,
        isDrill,
        calledBy: 'zhangsan',
        calledAt,
      },
      ...{ ackBy: calledAt + 10 * MINUTE, nudgeAt: calledAt + 10 * MINUTE, arriveBy: calledAt + 60 * MINUTE },
      ...{ people: 2, state: 'open' as const, endedAt: null, endedBy: null },
      ...{ checkedAt: null, nudgedAt: null, summedAt: null },
    });
    const entry = (musterId: number, personId: string, ackAt: number, arrivedAt: number | null) => ({
      ...{ musterId, personId, ackAt, arrivedAt, said: arrivedAt === null ? null : ('arrived' as const) },
      ...{ saidAt: arrivedAt, reason: null, by: null },
    });
    await at.one.write(async (tx) => {
      const real = await tx.addMuster(call(false, NOW));
      const drill = await tx.addMuster(call(true, NOW));
      const off = await tx.addMuster(call(false, NOW));
      for (const { id } of [real, drill, off]) await tx.addMusterPeople(id, ['lisi', 'zhaoliu']);
      await tx.putMusterEntry(entry(real.id, 'lisi', NOW + MINUTE, NOW + 61 * MINUTE));
      await tx.putMusterEntry(entry(real.id, 'zhaoliu', NOW + 11 * MINUTE, NOW + 30 * MINUTE));
      await tx.changeMuster({ ...off, state: 'cancelled', endedAt: NOW, endedBy: 'zhangsan' });
    });
    const shares = await at.two.read((tx) => tx.musterShares(NOW, NOW));
    const sum = (isDrill: boolean) =>
      shares
        .filter((share) => share.isDrill === isDrill)
        .reduce(
          (all, share) => [
            all[0]! + share.called,
            all[1]! + share.ackedInTime,
            all[2]! + share.arrived,
            all[3]! + share.arrivedInTime,
          ],
          [0, 0, 0, 0],
        );
    expect([sum(false), sum(true)]).toEqual([
      [2, 1, 2, 1],
      [2, 0, 0, 0],
    ]);
    expect(await at.two.read((tx) => tx.musterShares(NOW + 1, NOW + 2))).toEqual([]);
  });
});
