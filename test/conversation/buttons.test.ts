import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { type ActivityType, activityTypes } from '../../src/domain/activity/types.ts';
import { instantOf, MINUTE_MS } from '../../src/domain/calendar/time.ts';
import { plannedActivity } from '../support/activity.ts';
import { type Dialogue, openDialogue } from '../support/dialogue.ts';

const NOON = instantOf('2026-11-23', 12);
const TYPES = activityTypes().filter((type) => type !== 'group_meeting' && type !== 'committee_meeting');

/** Meetings of one branch on one day, all open at noon, in any order and often of the same type. */
const meetings = fc.uniqueArray(
  fc.record({ minute: fc.integer({ min: -60, max: 25 }), type: fc.constantFrom(...TYPES) }),
  { minLength: 2, maxLength: 5, selector: ({ minute }) => minute },
);

async function arrange(
  d: Dialogue,
  list: readonly { minute: number; type: ActivityType }[],
): Promise<number[]> {
  return d.store.write(async (tx) => {
    const ids: number[] = [];
    for (const { minute, type } of list) {
      const made = await tx.addActivity(
        plannedActivity({
          unitId: d.unitId('第一党支部'),
          types: [type],
          startAt: NOON + minute * MINUTE_MS,
          createdBy: 'zhangsan',
          createdAt: NOON - 86_400_000,
        }),
      );
      ids.push(made.id);
    }
    return ids;
  });
}

/** Who stands how to which meeting, and which meetings have a record. */
const standing = ({ store }: Dialogue) =>
  Promise.all([
    store.db
      .selectFrom('attendance')
      .select(['activity_id', 'person_id', 'state'])
      .orderBy('activity_id')
      .orderBy('person_id')
      .execute(),
    store.db.selectFrom('meeting_record').select('activity_id').execute(),
  ]);

describe('buttons', () => {
  let dialogue: Dialogue | undefined;
  afterEach(() => dialogue?.close());

  it('change exactly the meeting they show, whatever else is open', async () => {
    await fc.assert(
      fc.asyncProperty(
        meetings,
        fc.nat(),
        fc.constantFrom('checkin', 'leave'),
        async (list, which, button) => {
          const d = await openDialogue();
          try {
            d.at('2026-11-23 12:00');
            const ids = await arrange(d, list);
            const shown = ids[which % ids.length]!;
            await d.presses('zhaoliu', `${button}:${shown}`);
            const [rows] = await standing(d);
            expect(rows.map((r) => [r.activity_id, r.person_id])).toEqual([[shown, 'zhaoliu']]);
            expect(rows[0]!.state).toMatch(button === 'leave' ? /^leave$/ : /^(present|late)$/);
          } finally {
            await d.close();
          }
        },
      ),
      { numRuns: 25 },
    );
  }, 60_000);

  it('record the meeting they show, whatever else is waiting', async () => {
    await fc.assert(
      fc.asyncProperty(meetings, fc.nat(), async (list, which) => {
        const d = await openDialogue();
        try {
          d.at('2026-11-23 12:00');
          const ids = await arrange(d, list);
          const shown = ids[which % ids.length]!;
          for (const id of ids) await d.presses('zhaoliu', `checkin:${id}`);
          d.at('2026-11-23 18:00');
          await d.presses('zhangsan', `record:${shown}`);
          const [, records] = await standing(d);
          expect(records.map((r) => r.activity_id)).toEqual([shown]);
        } finally {
          await d.close();
        }
      }),
      { numRuns: 10 },
    );
  }, 60_000);

  it.each([
    ['checkin:999', /没有|过期/],
    ['leave:999', /没有|过期/],
    ['record:999', /./],
    ['leave_ok:999:zhaoliu', /./],
    ['item_ok:999:1', /过期/],
    ['toString:1', /过期/],
    ['', /过期/],
    ['done:__proto__', /./],
  ])('answer %j, a card of something long gone, and change nothing', async (key, said) => {
    dialogue = await openDialogue();
    const reply = await dialogue.presses('zhangsan', key);
    expect(reply?.text).toMatch(said);
    expect(await standing(dialogue)).toEqual([[], []]);
  });

  it.each(['1e0', '0x1', '1.0', ' 1', '+1', '1:', '-1', '9'.repeat(20), '9'.repeat(400), ''])(
    'with a made-up id change nothing: %j',
    async (id) => {
      dialogue = await openDialogue();
      dialogue.at('2026-11-23 12:00');
      expect(await arrange(dialogue, [{ minute: 0, type: 'party_lecture' }])).toEqual([1]);
      for (const key of [`checkin:${id}`, `leave:${id}`, `record:${id}`])
        await dialogue.presses('zhangsan', key);
      expect(await standing(dialogue)).toEqual([[], []]);
    },
  );

  it('of another branch change nothing', async () => {
    dialogue = await openDialogue();
    dialogue.at('2026-11-23 12:00');
    const [id] = await arrange(dialogue, [{ minute: 0, type: 'party_lecture' }]);
    for (const key of [`checkin:${id}`, `leave:${id}`, `record:${id}`, `leave_ok:${id}:zhaoliu`])
      await dialogue.presses('sunba', key);
    expect(await standing(dialogue)).toEqual([[], []]);
  });
});
