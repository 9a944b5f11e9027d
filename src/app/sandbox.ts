// Sandbox mode: the stand-in of WeCom mounted beside the real callbacks.
import { join } from 'node:path';
import type { Middleware } from 'koa';
import { approversOf } from '../domain/ledger/approvers.ts';
import { type Item, ownersOf } from '../domain/ledger/item.ts';
import { itemLabel, LEDGER_KIND } from '../domain/ledger/kinds.ts';
import type { Runner } from '../reminders/runner.ts';
import type { Directory } from '../sandbox/directory.ts';
import { createSandbox } from '../sandbox/sandbox.ts';
import type { Config } from '../settings/environment.ts';
import type { MovableClock } from './clock.ts';
import { type Core, TEMPLATES_DIR } from './core.ts';
import { sendingsBetween } from './sendings.ts';

const CORP_ID = 'ww0000000000sandbox';
const AES = (letter: string) => letter.repeat(43);

/** Credentials of the stand-in: they open nothing outside this process. */
export const SANDBOX_CREDENTIALS: Required<Pick<Config, 'app' | 'bot' | 'botNames'>> = {
  app: {
    corpId: CORP_ID,
    agentId: 1000002,
    secret: 'sandbox-secret',
    token: 'sandboxAppToken',
    aesKey: AES('a'),
  },
  bot: { token: 'sandboxBotToken', aesKey: AES('b') },
  botNames: ['支部通'],
};

/** Shortest step while the clock moves forward. */
const STEP_MS = 1000;

interface MountedSandbox {
  extra: Middleware;
  /** where `/` leads */
  home: string;
  /** ends the page's open streams: call before the server closes */
  close(): Promise<void>;
}

interface Mount {
  core: Core;
  clock: MovableClock;
  url(): string;
  runner: Runner;
  tick(): Promise<void>;
}

export function mountSandbox({ core, clock, url, runner, tick }: Mount): MountedSandbox {
  const { store, config } = core;
  let directory: Directory = { people: [], groups: [] };
  const refresh = async () => {
    directory = await readDirectory(core);
  };
  const sandbox = createSandbox({
    clock,
    async travel(to) {
      // From message to message: each leaves at its own minute, as it would if the time had passed.
      while (clock.now() < to) {
        const due = (await store.nextDue()) ?? to;
        const planned = (await runner.next(to)) ?? to;
        clock.moveTo(Math.min(to, Math.max(Math.min(due, planned), clock.now() + STEP_MS)));
        await tick();
      }
    },
    sendings: (from, to) => sendingsBetween(store, directory, from, to),
    serverUrl: url,
    credentials: {
      corpId: CORP_ID,
      agentId: String(SANDBOX_CREDENTIALS.app!.agentId),
      app: SANDBOX_CREDENTIALS.app!,
      bot: { name: '支部通', ...SANDBOX_CREDENTIALS.bot! },
    },
    directory: () => directory,
    stateFile: join(config.dataDir, 'sandbox.json'),
    wordsDir: join(TEMPLATES_DIR, 'sandbox'),
  });
  return {
    home: '/sandbox/',
    close: () => sandbox.close(),
    async extra(ctx, next) {
      if (ctx.path.startsWith('/sandbox')) await refresh();
      return sandbox.middleware(ctx, next);
    },
  };
}

async function readDirectory({ store, tools }: Core): Promise<Directory> {
  const { org, bindings, items } = await store.read(async (tx) => ({
    org: await tx.organisation(),
    bindings: await tx.bindings(),
    items: await tx.items({ kind: LEDGER_KIND, states: ['待整改', '整改中', '提交销号'] }),
  }));
  const label = (item: Item | undefined) => item && itemLabel(item);
  const decisions = new Map(
    items
      .filter((item) => item.state === '提交销号')
      .flatMap((item) =>
        approversOf({ org, permissions: tools.permissions }, item).map(({ id }) => [id, item] as const),
      ),
  );
  const path = (id: number | null) => (id === null ? undefined : org.unit(id).path);
  return {
    people: [...org.people.values()].map((p) => {
      const offices = org.officesOf(p.id);
      return {
        userId: p.userId,
        name: p.name,
        unit: path(p.groupId) ?? path(p.branchId) ?? path(offices[0]?.unitId ?? null) ?? '',
        roles: offices.map((o) => o.role),
        item: label(items.find((item) => ownersOf(item).includes(p.id) && item.state !== '提交销号')),
        decision: label(decisions.get(p.id)),
      };
    }),
    groups: [...org.units.values()]
      .filter((u) => u.kind === 'branch')
      .map((u) => ({
        chatId: bindings.find((b) => b.unitId === u.id)?.chatId ?? `sandbox-chat-${u.id}`,
        name: u.name,
        unit: u.path,
        webhookKey: `sandbox-webhook-${u.id}`,
        members: org.membersOf(u.id).map((p) => p.userId),
      })),
  };
}
