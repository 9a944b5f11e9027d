// The bot's long connection, joined with the store: who connects, where the bot may speak, what it could not answer.
import { randomUUID } from 'node:crypto';
import { type Connection, openConnection } from '../channels/aibot/socket/connection.ts';
import type { WecomApi } from '../channels/wecom/api.ts';
import { type Instant, isoShanghai, MINUTE_MS } from '../domain/calendar/time.ts';
import type { Events } from '../observe/events.ts';
import type { BotChats } from '../ports/bot-chats.ts';
import type { Clock, OnMessage } from '../ports/channels.ts';
import type { Lease } from '../ports/lease.ts';
import type { Core } from './core.ts';

/** Its name among the leases; doctor looks there too. */
export const LONG_CONNECTION = 'long_connection';

/** An answer that comes later than this answers nothing. */
const ANSWER_LIFE_MS = 10 * MINUTE_MS;

interface LongConnectionParts {
  core: Core;
  credentials: { botId: string; secret: string };
  app?: { api: WecomApi; agentId: number } | undefined;
  clock: Clock;
  onMessage: OnMessage;
  /** there may be something to be pushed, and a way for it */
  mayPush(): void;
  events: Pick<Events, 'longConnection' | 'socketIgnored' | 'deliveryFailed'>;
}

export function openLongConnection(parts: LongConnectionParts): Connection {
  const { core, clock, events, credentials } = parts;
  const { store, templates, config } = core;
  // The embedded store has one server at a time: what a killed one held is this one's, without waiting for it to run out.
  const holder = config.database.kind === 'sqlite' ? 'embedded' : randomUUID();
  const lease: Lease = {
    hold: (ttlMs, note) => store.holdLease(LONG_CONNECTION, holder, ttlMs, note),
    release: (note) => store.releaseLease(LONG_CONNECTION, holder, note),
  };
  const gaps = watchGaps(core, clock);
  return openConnection({
    ...credentials,
    url: config.botWsUrl,
    botNames: config.botNames,
    apiBase: config.apiBase,
    app: parts.app,
    clock,
    lease,
    chats: { ...store, noteBotChat: noteAndRevive(core, parts.mayPush) },
    onMessage: parts.onMessage,
    partLabel: (n, of) => templates.render('general.part', { n, of }),
    nameOf: (userId) => store.read(async (tx) => (await tx.organisation()).person(userId)?.name),
    async pushAnswer({ key, userId }, chat, { text }) {
      const now = clock.now();
      await store.write((tx) =>
        tx.addOutbox([
          {
            key: `reply:${key}`,
            at: now,
            expiresAt: now + ANSWER_LIFE_MS,
            rule: 'reply',
            unitId: null,
            subject: `reply:${key}`,
            channel: 'bot',
            to: [chat],
            audience: [userId.toLowerCase()],
            text,
            card: null,
          },
        ]),
      );
      parts.mayPush();
    },
    notStored: () => ({ text: templates.render('general.failed') }),
    lineFor: (names, text) =>
      names.length === 0 ? text : templates.render('general.answer_to', { names, text }),
    changed(state) {
      events.longConnection(state);
      if (state.state === 'standby') return gaps.heardByAnother();
      if (state.state !== 'connected') return gaps.begins();
      void gaps.ended().catch(events.deliveryFailed);
      return parts.mayPush();
    },
    ignored: events.socketIgnored,
    failed: events.deliveryFailed,
  });
}

/** A group that had been lost is bound to the same unit still: its unit's messages go there again. */
const noteAndRevive =
  ({ store }: Core, mayPush: () => void): BotChats['noteBotChat'] =>
  async (chat, at) => {
    await store.noteBotChat(chat, at);
    mayPush();
    const isLost = await store.read(async (tx) =>
      (await tx.bindings()).some((b) => b.dead && b.chatId === chat.chat),
    );
    if (isLost) await store.write((tx) => tx.findAddress({ channel: 'bot', chat: chat.chat }));
  };

/** Shorter ones happen whenever one connection follows another. */
const GAP_MS = 10_000;

/**
 * What members say while nobody is connected is gone (doc 101463): from when to when that was is kept in the trail of
 * changes, for whoever asks why something was not heard.
 */
function watchGaps({ store }: Core, clock: Clock) {
  /** until when somebody heard; of an instance before this one the lease tells it */
  let heardUntil: Promise<Instant | undefined> | undefined = store
    .lease(LONG_CONNECTION)
    .then((lease) => lease && clock.now() + Math.min(0, lease.leftMs))
    .catch(() => undefined);
  return {
    begins(): void {
      heardUntil ??= Promise.resolve(clock.now());
    },
    /** another instance holds the connection: what was before is for it to tell */
    heardByAnother(): void {
      heardUntil = Promise.resolve(clock.now());
    },
    async ended(): Promise<void> {
      const to = clock.now();
      const begun = heardUntil;
      // At once: the next one may begin while this one is written down.
      heardUntil = undefined;
      const from = await begun;
      if (from === undefined || to - from < GAP_MS) return;
      const detail = { from: isoShanghai(from), to: isoShanghai(to) };
      await store.write((tx) => tx.audit({ at: to, by: 'server', action: 'long connection gap', detail }));
    },
  };
}
