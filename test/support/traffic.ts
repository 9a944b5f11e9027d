// Members who speak through everything that happens, WeCom's repetitions, and what became of each message.
import { setTimeout as sleep } from 'node:timers/promises';
import type { OpenStore } from '../../src/store/store.ts';
import { appXml, newId, postApp } from './wecom-client.ts';

export interface Traffic {
  /** resolves when every message begun has been answered */
  stop(): Promise<void>;
  /** answers so far, by status; 0 = none came */
  statuses: ReadonlyMap<number, number>;
  /** resolves when so many more were answered with 200 */
  answers(count: number): Promise<void>;
  /** answered with 200 */
  answered: number;
  /** of what was answered, as the store has it */
  compare(store: OpenStore): Promise<{ stored: number; lost: string[]; doubled: string[] }>;
}

/** WeCom closes the connection then (doc 90238), and says it again. */
const WECOM_WAITS_MS = 5000;
const NOTHING = { status: 0, text: '' };

/** Each member checks in, waits for the answer, and again; what got none is repeated under its number. */
export function startTraffic(urls: () => readonly string[], members: number): Traffic {
  const statuses = new Map<number, number>();
  /** every text a message was answered with, by its number */
  const texts = new Map<string, Set<string>>();
  const senders = new Map<string, string>();
  let isOver = false;
  const state = { answered: 0 };

  async function say(userId: string): Promise<void> {
    const id = newId();
    senders.set(id, userId);
    const xml = appXml(userId, '签到', id);
    for (let attempt = 0; ; attempt++) {
      const to = urls();
      const said = postApp(to[attempt % to.length]!, xml).catch(() => NOTHING);
      const { status, text } = await Promise.race([said, sleep(WECOM_WAITS_MS, NOTHING)]);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (status === 200) {
        state.answered += 1;
        texts.set(id, (texts.get(id) ?? new Set()).add(text));
        // Now and then WeCom repeats what was answered: the answer came too late for it.
        if (attempt > 0 || state.answered % 10 > 0) return;
      } else await sleep(50);
    }
  }
  const speaking = Array.from({ length: members }, async (_, i) => {
    while (!isOver) await say(`m${i}`);
  });

  return {
    statuses,
    get answered() {
      return state.answered;
    },
    async answers(count) {
      const until = state.answered + count;
      while (state.answered < until) await sleep(10);
    },
    async stop() {
      isOver = true;
      await Promise.all(speaking);
    },
    async compare(store) {
      const rows = await store.db.selectFrom('message').select(['key', 'user_id', 'reply']).execute();
      const byKey = new Map<string, string[]>();
      for (const { key, user_id, reply } of rows)
        byKey.set(key, [
          ...(byKey.get(key) ?? []),
          `${user_id} ${(JSON.parse(reply!) as { text: string }).text}`,
        ]);
      const lost: string[] = [];
      const doubled: string[] = [];
      for (const [id, said] of texts) {
        const [key] = [...byKey.keys()].filter((one) => one.endsWith(id));
        const kept = key === undefined ? [] : byKey.get(key)!;
        const told = [...said].map((text) => `${senders.get(id)} ${text}`);
        if (kept.length === 0) lost.push(id);
        if (kept.length > 1 || told.some((one) => kept[0] !== one)) doubled.push(id);
      }
      return { stored: rows.length, lost, doubled };
    },
  };
}
