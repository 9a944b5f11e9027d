// Two instances on one store, for dialogues made up at random: who says what where, and everything that is stored.
import { createIntake } from '../../src/conversation/intake.ts';
import type { Tools } from '../../src/conversation/turn.ts';
import type { Organisation } from '../../src/domain/organisation/organisation.ts';
import type { IncomingMessage, Reply } from '../../src/ports/channels.ts';
import type { StoredMessage } from '../../src/ports/store.ts';
import { type OpenStore, openStore } from '../../src/store/store.ts';
import { toolsFor } from './dialogue.ts';
import { MIGRATED } from './migrated.ts';
import { SMALL_ROSTER } from './roster.ts';

export interface World {
  store: OpenStore;
  tools: Tools;
  org: Organisation;
  now: number;
  /** answered by one of two instances; a key given is said again */
  send(instance: number, message: Sent): Promise<Reply | null>;
  /** all that stands, but for questions, kept answers and counters of revisions */
  standing(): Promise<Standing>;
  /** the newest message that changed something and is not undone */
  lastChange(userId: string): Promise<StoredMessage | undefined>;
  close(): Promise<void>;
}

export type Sent = Pick<IncomingMessage, 'userId' | 'content'> & {
  chatId?: string;
  key?: string;
};

export interface Standing {
  activities: {
    id: number;
    unit_id: number;
    types: string;
    start_at: number;
    end_at: number | null;
    stage: string;
    source: string;
    has_clock: number;
  }[];
  attendance: {
    activity_id: number;
    person_id: string;
    state: string;
    reason: string | null;
  }[];
  records: {
    activity_id: number;
    expected: number | null;
    present: number | null;
    absent: string;
    due: string;
  }[];
  /** what waits to be sent */
  waiting: {
    rule: string;
    subject: string;
    channel: string;
    audience: string;
    text: string;
  }[];
}

/** 第一党支部 of the small roster, with a group chat that pushes reach. */
export async function openWorld(startAt: number, leaveNeedsConsent: boolean): Promise<World> {
  const database = await MIGRATED[0]!.create();
  const stores = [openStore(database.choice), openStore(database.choice)];
  const [store] = stores as [OpenStore, OpenStore];
  await store.migrate();
  await store.write((tx) => tx.applyRoster(SMALL_ROSTER, startAt));
  const org = await store.read((tx) => tx.organisation());
  const branch = [...org.units.values()].find((u) => u.name === '第一党支部')!.id;
  await store.write(async (tx) => {
    const boundBy = { boundBy: 'zhangsan', boundAt: startAt };
    await tx.putBinding({
      unitId: branch,
      chatId: 'wr1',
      webhookKey: 'key-of-wr1',
      ...boundBy,
    });
    await tx.putSetting(branch, 'leave.approval', String(leaveNeedsConsent));
  });
  const tools = toolsFor();
  const failures: unknown[] = [];
  const world: World = {
    store,
    tools,
    org,
    now: startAt,
    async send(instance, message) {
      count += 1;
      const at = world.now;
      const channel = message.chatId ? 'bot' : 'app';
      const reply = await intakes[instance]!.submit({
        key: `test:${count}`,
        channel,
        at,
        ...message,
      });
      if (failures.length > 0) throw failures[0];
      return reply;
    },
    standing: () => standingIn(store, world.now),
    lastChange: (userId) => store.read((tx) => tx.lastChanged(userId, 0)),
    async close() {
      for (const each of stores) await each.close();
      await database.remove();
    },
  };
  let count = 0;
  const intakes = stores.map((each) =>
    createIntake(
      tools,
      each,
      { now: () => world.now },
      {
        answered: () => undefined,
        pushesAdded: () => undefined,
        failed: (e) => failures.push(e),
      },
    ),
  );
  return world;
}

async function standingIn({ db }: OpenStore, now: number): Promise<Standing> {
  const [activities, attendance, records, waiting] = await Promise.all([
    db.selectFrom('activity').selectAll().where('stage', '!=', 'cancelled').orderBy('id').execute(),
    db.selectFrom('attendance').selectAll().orderBy('activity_id').orderBy('person_id').execute(),
    db.selectFrom('meeting_record').selectAll().orderBy('activity_id').execute(),
    db
      .selectFrom('outbox')
      .select(['rule', 'subject', 'channel', 'audience', 'text'])
      .where('state', '=', 'waiting')
      .where('expires_at', '>', now)
      .where('rule', '!=', 'reply')
      .execute(),
  ]);
  return {
    // When it was changed last is no part of how it stands.
    activities: activities.map(({ revision: _, changed_in: __, ...activity }) => activity),
    attendance: attendance.map(({ changed_in: _, ...entry }) => entry),
    records,
    waiting: waiting.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
  };
}
