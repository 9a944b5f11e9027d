// Two instances on one database, members who speak and notices to be sent, and one fault after the other.
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createDatabase, fillBranch, withStore } from './own-database.ts';
import { endProcess, type ServerProcess, spawnServer } from './process.ts';
import { type Link, openLink } from './proxy.ts';
import { startTraffic } from './traffic.ts';
import { PRODUCTION_ENV } from './wecom-client.ts';

const MEMBERS = 16;
/** Longer than a killed instance's rows stay its own. */
const DRAIN_MS = 150_000;

export interface FaultReport {
  seed: number;
  faults: Record<string, number>;
  /** callbacks answered with 200, and with what else */
  answered: number;
  refused: number;
  /** messages that stand in the store */
  stored: number;
  /** notices that reached somebody */
  sent: number;
  /** answered and not stored, or never sent */
  lost: number;
  /** answered in two ways, or sent twice */
  doubled: number;
}

/** What WeCom does with what is sent: the same text to the same person is passed on once where that is asked for. */
async function openWecom() {
  const delivered = new Map<string, number>();
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (piece) => {
      body += piece;
    });
    request.on('end', () => {
      if (request.url!.includes('/message/send')) {
        const { text, touser, enable_duplicate_check } = JSON.parse(body) as {
          text?: { content: string };
          touser: string;
          enable_duplicate_check?: number;
        };
        const one = `${touser} ${text?.content}`;
        const before = delivered.get(one) ?? 0;
        if (!before || !enable_duplicate_check) delivered.set(one, before + 1);
      }
      response.end('{"errcode":0,"errmsg":"ok","access_token":"t","expires_in":7200,"msgid":"m"}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    delivered,
    url: `http://127.0.0.1:${port}`,
    close: () => server.closeAllConnections() ?? server.close(),
  };
}

/** The same numbers for the same seed (mulberry32). */
function drawing(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

export async function runFaults(
  seed: number,
  seconds: number,
  say: (line: string) => void,
): Promise<FaultReport> {
  const draw = drawing(seed);
  const database = await createDatabase();
  const wecom = await openWecom();
  const dir = mkdtempSync(join(tmpdir(), 'zhibutong-faults-'));
  const links = [await openLink(database.url), await openLink(database.url)] as [Link, Link];
  const running: ServerProcess[] = [];
  const spawn = async (i: number) => {
    running[i] = await spawnServer({
      ...PRODUCTION_ENV,
      DATA_DIR: join(dir, String(i)),
      DATABASE_URL: links[i]!.url,
      WECOM_API_BASE: wecom.url,
    });
  };
  const faults: Record<string, number> = {};
  const FAULTS: Record<string, (i: number, ms: number) => Promise<void>> = {
    restart: async () => database.terminate(),
    async away(i, ms) {
      await links[i]!.down();
      await sleep(ms);
      await links[i]!.up();
    },
    async cut(i) {
      links[i]!.cut();
    },
    async freeze(i, ms) {
      links[i]!.freeze();
      await sleep(ms);
      links[i]!.thaw();
    },
    async stop(i, ms) {
      running[i]!.child.kill('SIGSTOP');
      await sleep(ms);
      running[i]!.child.kill('SIGCONT');
    },
    async kill(i) {
      await endProcess(running[i]!, 'SIGKILL');
      await spawn(i);
    },
    async slow(i, ms) {
      links[i]!.delay(20);
      await sleep(ms);
      links[i]!.delay(0);
    },
  };
  try {
    return await withStore(database.url, async (store) => {
      await fillBranch(store, MEMBERS, Date.now());
      await Promise.all([spawn(0), spawn(1)]);
      const traffic = startTraffic(() => running.map(({ url }) => url), MEMBERS);
      let notices = 0;
      let isOver = false;
      const noting = (async () => {
        while (!isOver) {
          const member = `m${notices % MEMBERS}`;
          const at = Date.now();
          const notice = {
            ...{ key: `notice:${notices}`, at, expiresAt: at + 3_600_000, rule: 'reply', unitId: 2 },
            ...{ subject: `notice:${notices}`, channel: 'app' as const, to: [member], audience: [member] },
            ...{ text: `通知 ${notices}`, card: null },
          };
          await store
            .write((tx) => tx.addOutbox([notice]))
            .then(
              () => (notices += 1),
              () => undefined,
            );
          await sleep(500);
        }
      })();
      const until = Date.now() + seconds * 1000;
      while (Date.now() < until) {
        const [name, act] = Object.entries(FAULTS)[draw(Object.keys(FAULTS).length)]!;
        const [i, ms] = [draw(2), 1000 + draw(5000)];
        say(`${name} of ${i} for ${ms} ms; ${traffic.answered} answered`);
        faults[name] = (faults[name] ?? 0) + 1;
        await act(i, ms);
        await sleep(500 + draw(1500));
      }
      isOver = true;
      await Promise.all([noting, traffic.stop()]);
      say('waiting for what is still to be sent');
      const waits = async () =>
        (
          await store.db
            .selectFrom('outbox')
            .select('id')
            .where('state', 'in', ['waiting', 'sending'])
            .execute()
        ).length;
      // The tick of every minute takes up what a killed instance left.
      for (const end = Date.now() + DRAIN_MS; Date.now() < end && (await waits()) > 0; ) await sleep(1000);
      const { stored, lost, doubled } = await traffic.compare(store);
      const sent = Array.from(
        { length: notices },
        (_, n) => wecom.delivered.get(`m${n % MEMBERS} 通知 ${n}`) ?? 0,
      );
      return {
        ...{ seed, faults, answered: traffic.answered },
        refused: [...traffic.statuses].reduce((sum, [status, n]) => sum + (status === 200 ? 0 : n), 0),
        stored,
        sent: sent.filter((n) => n > 0).length,
        lost: lost.length + sent.filter((n) => n === 0).length,
        doubled: doubled.length + sent.filter((n) => n > 1).length,
      };
    });
  } finally {
    for (const server of running) {
      server.child.kill('SIGCONT');
      await endProcess(server, 'SIGKILL');
    }
    for (const link of links) await link.close();
    wecom.close();
    await database.remove();
    rmSync(dir, { recursive: true, force: true });
  }
}
