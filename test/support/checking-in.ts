// A process that checks people in, one transaction after another, until it is killed: told what store, it says each commit.
import type { DatabaseChoice } from '../../src/store/dialect.ts';
import { openStore } from '../../src/store/store.ts';

const choice = JSON.parse(process.argv[2]!) as DatabaseChoice;
const store = openStore(choice);
const people = await store.read(async (tx) => [...(await tx.organisation()).people.keys()]);
const meetings = await store.db.selectFrom('activity').select(['id', 'unit_id']).orderBy('id').execute();
for (let turn = 0; ; turn++) {
  await store.write(async (tx) => {
    for (const [i, { id, unit_id }] of meetings.entries()) {
      await tx.activities([unit_id], 0, Number.MAX_SAFE_INTEGER);
      const personId = people[(turn + i) % people.length]!;
      const state = Math.floor(turn / people.length) % 2 ? 'leave' : 'present';
      await tx.putAttendance({ activityId: id, personId, state, reason: null, at: turn, by: personId });
      if (turn % 7 === i) await tx.removeAttendance(id, personId);
    }
  });
  process.stdout.write('.');
}
