// Joins all parts of the running server.
import type { AddressInfo } from 'node:net';
import { createBotCallback } from '../channels/aibot/callback.ts';
import { createSecondReader } from '../channels/second-reader/client.ts';
import { guarded } from '../channels/second-reader/guard.ts';
import type { CallbackChannel } from '../channels/wecom/callback.ts';
import { createCrypto } from '../channels/wecom/crypto.ts';
import { createWecomHttp } from '../channels/wecom/http.ts';
import { isWalk } from '../channels/wecom/reach.ts';
import { memoryTokenCache } from '../channels/wecom/token-cache.ts';
import { createAppCallback } from '../channels/wecom-app/callback.ts';
import { createIntake } from '../conversation/intake.ts';
import { createSecond } from '../conversation/second/second.ts';
import { createSlowAnswers } from '../conversation/slow.ts';
import { createIllustrate } from '../delivery/illustrate.ts';
import { createDrawer } from '../documents/pictures/drawer.ts';
import { DAY_MS, type Instant } from '../domain/calendar/time.ts';
import { StartError } from '../domain/errors.ts';
import { createHttp } from '../http/server.ts';
import { createEvents, type Events } from '../observe/events.ts';
import { flushLogs, logger } from '../observe/log.ts';
import type { Clock, IncomingMessage, Reply } from '../ports/channels.ts';
import { createRunner } from '../reminders/runner.ts';
import { plannedUntil } from '../reminders/serve.ts';
import type { Config } from '../settings/environment.ts';
import { lockEmbeddedStore, placeOf } from '../store/dialect.ts';
import type { OpenStore } from '../store/store.ts';
import { systemClock } from './clock.ts';
import { type ClockWatch, createClockWatch } from './clock-watch.ts';
import { makeDataDir, openCore, planRules, reachOf, type Wecom } from './core.ts';
import { mountDashboard } from './dashboard.ts';
import { createMusterSteps } from './muster-steps.ts';
import { createOutbound } from './outbound.ts';
import { createRefusals } from './refusals.ts';
import { seedSandbox } from './sample/seed.ts';
import { mountSandbox, SANDBOX_CREDENTIALS } from './sandbox.ts';
import { openKeptClock } from './sandbox-clock.ts';
import { everyMinute } from './schedule.ts';
import { claimStore } from './store-mode.ts';

const SHUTDOWN_MS = 8000;
/** Callers of one moment whom the system keeps for us; one more would hear nothing for a second, or three. */
const BACKLOG = 4096;

export interface App {
  /** where it listens, e.g. http://127.0.0.1:3000 */
  url: string;
  store: OpenStore;
  clock: Clock;
  /** Stops intake, finishes what is in hand, closes in reverse order of opening. */
  stop(): Promise<void>;
}

/** Starts the whole server. */
export async function startApp(config: Config): Promise<App> {
  const releases: (() => Promise<void> | void)[] = [];
  try {
    return await start(config, releases);
  } catch (error) {
    await releaseAll(releases);
    throw error;
  }
}

async function start(config: Config, releases: (() => Promise<void> | void)[]): Promise<App> {
  makeDataDir(config.dataDir);
  if (config.database.kind === 'sqlite') releases.push(lockEmbeddedStore(config.database.file));
  const events = createEvents();
  const isSandbox = config.mode === 'sandbox';
  let clock: Clock = systemClock;
  const core = await openCore(
    config,
    events.sentenceFailed,
    isSandbox ? { now: () => clock.now() } : undefined,
  );
  const { store, tools } = core;
  releases.push(() => store.close());
  events.watchOutbox(() => store.depth());
  await assertWritable(store, config.database);
  await claimStore(store, config);
  const redis = config.redisUrl ? await openRedis(config.redisUrl) : undefined;
  if (redis) releases.push(() => redis.close());
  const moving = isSandbox ? await openKeptClock(store, config.sandboxNow) : undefined;
  if (moving) clock = moving;

  const second =
    config.secondReader &&
    createSecond({
      tools,
      store,
      clock,
      read: guarded(createSecondReader(config.secondReader), systemClock),
      events: { ...events, pushesAdded: () => kick() },
    });
  let url = '';
  const wecom = isSandbox
    ? SANDBOX_CREDENTIALS
    : {
        app: config.app,
        bot: config.bot,
        longConnection: config.longConnection,
        botNames: config.botNames,
      };
  const tokenCache = redis?.tokenCache ?? memoryTokenCache();
  const drawer = createDrawer(core.templates.render);
  const dashboard = mountDashboard({
    core,
    wecom,
    clock,
    tokenCache,
    ownUrl: isSandbox ? () => url : undefined,
    drawer,
  });
  const intake = createIntake({ ...tools, ...reachOf(wecom), entryLinks: dashboard.links }, store, clock, {
    answered: events.messagesAnswered,
    pushesAdded: () => kick(),
    failed: events.handlerFailed,
    rated: events.answerRated,
    ...(second && { doubted: second.consider }),
  });
  const unsealed = (reply: Reply | null) => reply && { ...reply, text: dashboard.links.unsealed(reply.text) };
  const onMessage = async (message: IncomingMessage) => unsealed(await intake.submit(message));
  const slow = createSlowAnswers(tools, store, clock);
  const refusals = createRefusals(store, clock);
  releases.push(refusals.stop);
  const apiBase = () => (isSandbox ? `${url}/sandbox/qyapi` : config.apiBase);
  const watch = isSandbox ? undefined : watchClock(apiBase(), clock, events.clockJumped);
  const isClockTrusted = () => watch?.isTrusted() ?? true;
  const runner = createRunner(store, planRules(core, wecom), clock, watch?.isConfirmed);
  const sandbox =
    moving && mountSandbox({ core, clock: moving, url: () => url, runner, tick: tickAndDeliver });
  const server = createHttp({
    callbacks: callbacksFor(wecom, clock, apiBase),
    onMessage(message) {
      refusals.heard(message.channel);
      return onMessage(message);
    },
    slow: {
      ...slow,
      async find(asked) {
        const found = await slow.find(asked);
        return 'reply' in found ? { reply: unsealed(found.reply) } : found;
      },
    },
    illustrate: createIllustrate({ drawer, templates: core.templates, failed: events.deliveryFailed }),
    readiness: () => readiness(store, redis, isClockTrusted),
    events: {
      ...events,
      callbackRefused(product, reason, requestId) {
        events.callbackRefused(product, reason, requestId);
        if (!isWalk(requestId)) refusals.refused(product, reason);
      },
    },
    pages: [dashboard.middleware, ...(sandbox ? [sandbox.extra] : [])],
    home: sandbox?.home,
  });
  server.listen({ port: config.port, host: config.host, backlog: BACKLOG });
  await new Promise<void>((resolve, reject) => server.once('listening', resolve).once('error', reject));
  const address = server.address() as AddressInfo;
  url = `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}`;
  const outbound = createOutbound({
    core,
    isClockTrusted,
    onMessage,
    unsealed: dashboard.links.unsealed,
    heardTime: watch?.heard,
    wecom,
    apiBase: apiBase(),
    clock,
    tokenCache,
    events,
  });

  /** Planning never waits for WeCom: what it adds is handed to delivery, as is what was left waiting. */
  async function tick(): Promise<void> {
    if (!isClockTrusted()) return;
    const startedAt = performance.now();
    try {
      await moving?.keep();
      await runner.tick();
    } finally {
      kick();
    }
    events.tickRan((performance.now() - startedAt) / 1000);
  }
  const stepMusters = createMusterSteps(runner, send);
  function send(): void {
    void outbound.run().then(stepMusters).catch(events.deliveryFailed);
  }
  function kick(): void {
    send();
    void stepMusters().catch(events.tickFailed);
  }
  /** In the sandbox time stands until all that is due has left. */
  async function tickAndDeliver(): Promise<void> {
    await tick();
    await outbound.run();
    await runner.stepMusters();
    await outbound.run();
  }
  releases.push(() => outbound.stop());
  if (second) releases.push(second.stop);
  releases.push(everyMinute(() => tick().catch(events.tickFailed)));
  releases.push(async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeIdleConnections();
    await intake.drain();
    setTimeout(() => server.closeAllConnections(), SHUTDOWN_MS / 2).unref();
    await closed;
  });
  if (sandbox) releases.push(() => sandbox.close());
  if (moving) releases.push(moving.keep);
  if (isSandbox) await seedSandbox(core, clock.now());
  if (watch && (await isLongSincePlanned(store, clock.now()))) await watch.compare();
  void tick().catch(events.tickFailed);
  logger('app').info({ url, mode: config.mode, database: config.database.kind }, 'listening');
  return { url, store, clock, stop: () => releaseAll(releases) };
}

/** WeCom's own clock is the other one; it refuses whoever is far from it anyway. */
function watchClock(base: string, clock: Clock, jumped: Events['clockJumped']): ClockWatch {
  const { time } = createWecomHttp({ base });
  return createClockWatch({ clock, passed: () => performance.now(), ask: time, jumped });
}

/** So long nobody planned: the server was off, or a clock is wrong. */
const LONG_OFF_MS = DAY_MS;

async function isLongSincePlanned(store: OpenStore, now: Instant): Promise<boolean> {
  const until = await plannedUntil(store);
  return until !== undefined && Math.abs(now - until) > LONG_OFF_MS;
}

/** Loaded on use: one server alone needs no Redis. */
async function openRedis(url: string) {
  const { connectRedis } = await import('../coordination/redis.ts');
  return connectRedis(url);
}

/** Reverse order of opening; one that fails does not keep the others open. */
async function releaseAll(releases: (() => Promise<void> | void)[]): Promise<void> {
  for (const release of releases.splice(0).reverse()) {
    try {
      await release();
    } catch (error) {
      logger('app').error({ err: error }, 'release failed');
    }
  }
  await flushLogs();
}

/** What an operator has to mend is said at once; what may pass by itself is waited for. @throws StartError */
async function assertWritable(store: OpenStore, database: Config['database']): Promise<void> {
  const trouble = await store.trouble();
  if (trouble === 'full' || trouble === 'readonly' || trouble === 'corrupt')
    throw new StartError(`store_${trouble}`, { place: placeOf(database) });
}

/** Without Redis all goes on, only slower: it never makes the server unready. */
async function readiness(
  store: OpenStore,
  redis: { ready(): Promise<boolean> } | undefined,
  isClockTrusted: () => boolean,
): Promise<{ missing: string[]; degraded: string[] }> {
  const [trouble, isFast] = await Promise.all([store.trouble(), redis?.ready() ?? true]);
  const missing = trouble === 'unreachable' ? 'store' : trouble && `store_${trouble}`;
  return {
    missing: [...(missing ? [missing] : []), ...(isClockTrusted() ? [] : ['clock'])],
    degraded: isFast ? [] : ['redis'],
  };
}

function callbacksFor(
  wecom: Wecom,
  clock: Clock,
  apiBase: () => string,
): Record<'app' | 'bot', CallbackChannel | undefined> {
  const { app, bot, botNames } = wecom;
  return {
    app:
      app &&
      createAppCallback({
        crypto: createCrypto({ token: app.token, encodingAesKey: app.aesKey, receiveId: app.corpId }),
        corpId: app.corpId,
        clock,
      }),
    bot:
      bot &&
      createBotCallback({
        crypto: createCrypto({ token: bot.token, encodingAesKey: bot.aesKey, receiveId: '' }),
        botNames,
        clock,
        get apiBase() {
          return apiBase();
        },
      }),
  };
}
