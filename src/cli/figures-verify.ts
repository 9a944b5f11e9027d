import { openCore } from '../app/core.ts';
import { dateOf, type Instant } from '../domain/calendar/time.ts';
import { rebuildSums } from '../store/sums/rebuild.ts';
import { settledBefore } from '../store/sums/sums.ts';
import { type SumsVerdict, verifySums } from '../store/sums/verify.ts';
import { startupMessage } from '../wording/startup.ts';
import { type Command, print, readArgs } from './command.ts';

/** Lines that name where; the rest is counted. */
const SHOWN = 20;

/** `figures verify [--repair]`: whether kept sums are those of the rows; exit 1 where they are not, and stay so. */
export const figuresVerify: Command = async ({ args, config }) => {
  const { values } = readArgs(args, { repair: { type: 'boolean' } }, 0);
  const { store } = await openCore(config);
  try {
    const verdict = await store.examine(verifySums);
    if (verdict.differing.length === 0) {
      const { meetings, days } = verdict;
      print(startupMessage('figures_same', { meetings, days }));
      return 0;
    }
    const org = await store.read((tx) => tx.organisation());
    const places = placesOf(verdict, (id) => org.units.get(id)?.path ?? String(id));
    for (const [unit, month] of places.slice(0, SHOWN))
      print(startupMessage('figures_differ', { unit, month }));
    if (places.length > SHOWN) print(startupMessage('figures_differ_more', { more: places.length - SHOWN }));
    if (!values.repair) {
      print(startupMessage('figures_repair'));
      return 1;
    }
    await store.rewrite(async (db, tx) => {
      await rebuildSums(db, settledBefore(Date.now()));
      await tx.audit({
        at: Date.now(),
        by: 'cli',
        action: 'figures repair',
        detail: { places: places.length },
      });
    });
    print(startupMessage('figures_repaired'));
    return 0;
  } finally {
    await store.close();
  }
};

/** Each unit and month once, in the order of the roster. */
function placesOf({ differing }: SumsVerdict, pathOf: (unitId: number) => string): [string, string][] {
  const places = new Map(
    differing
      .toSorted((a, b) => a.unitId - b.unitId || a.at - b.at)
      .map(({ unitId, at }) => [
        `${unitId} ${monthOf(at)}`,
        [pathOf(unitId), monthOf(at)] as [string, string],
      ]),
  );
  return [...places.values()];
}

/** 2026-11 */
const monthOf = (at: Instant): string => dateOf(at).slice(0, 7);
