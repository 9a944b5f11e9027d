// Everything that goes out to WeCom by itself: pushes, card updates, files; and what is fetched from it.
import { createLaterSender } from '../channels/aibot/later.ts';
import { createWebhookSender } from '../channels/group-webhook/send.ts';
import { createWebhookFileSender } from '../channels/group-webhook/send-file.ts';
import { createApi } from '../channels/wecom/api.ts';
import { createWecomHttp, type WecomHttp } from '../channels/wecom/http.ts';
import { createMediaFetcher } from '../channels/wecom/media.ts';
import type { PartLabel } from '../channels/wecom/sending.ts';
import { createTokens } from '../channels/wecom/token.ts';
import { createGroupKeeper } from '../channels/wecom-app/appchat-group.ts';
import { createAppChatSender } from '../channels/wecom-app/appchat-send.ts';
import { createRecaller } from '../channels/wecom-app/recall.ts';
import { createAppSender, textParts } from '../channels/wecom-app/send.ts';
import { createAppChatFileSender, createFileSender } from '../channels/wecom-app/send-file.ts';
import { createCardUpdater } from '../channels/wecom-app/update-card.ts';
import { createCardWorker } from '../delivery/cards.ts';
import { createEvidenceSweep, createEvidenceWorker } from '../delivery/evidence.ts';
import { createFileWorker } from '../delivery/files.ts';
import { createGroupWorker } from '../delivery/groups.ts';
import { createPushWorker } from '../delivery/pushes.ts';
import { createQueue, type Queue } from '../delivery/queue.ts';
import { createRecallWorker } from '../delivery/recalls.ts';
import type { Instant } from '../domain/calendar/time.ts';
import type { Events } from '../observe/events.ts';
import type { Clock, OnMessage, Push, PushChannel, Sender, TokenCache } from '../ports/channels.ts';
import type { Core, Wecom } from './core.ts';
import { fileMakers, planTaker } from './files.ts';
import { openLongConnection } from './long-connection.ts';
import { openShelf } from './shelf.ts';

interface OutboundParts {
  core: Core;
  wecom: Wecom;
  apiBase: string;
  clock: Clock;
  /** while false nothing is sent, and nothing expires */
  isClockTrusted(): boolean;
  onMessage: OnMessage;
  /** hears what WeCom's clock says */
  heardTime?: ((theirs: Instant) => void) | undefined;
  /** shared between processes where there is Redis */
  tokenCache: TokenCache;
  /** puts in what a text that is kept must not show */
  unsealed(text: string): string;
  events: Pick<
    Events,
    'pushSettled' | 'deliveryFailed' | 'leasesLost' | 'wecomFailed' | 'longConnection' | 'socketIgnored'
  >;
}

/** Between looks for what has become due: a next try, a place under a limit, work from another process. */
const LOOK_EVERY_MS = 2000;

/** `run` does everything that is due now, and is run again and again until `stop`. */
export function createOutbound(parts: OutboundParts): Queue {
  const { core, wecom, apiBase, clock, events } = parts;
  const { store, tools, templates, config } = core;
  const http = createWecomHttp({ base: apiBase, onFailure: events.wecomFailed, onTime: parts.heardTime });
  const app = wecom.app && {
    http,
    agentId: wecom.app.agentId,
    api: createApi({
      http,
      clock,
      tokens: createTokens({
        http,
        corpId: wecom.app.corpId,
        secret: wecom.app.secret,
        cache: parts.tokenCache,
        clock,
      }),
    }),
  };
  const connection =
    wecom.longConnection &&
    openLongConnection({
      core,
      credentials: wecom.longConnection,
      app,
      clock,
      onMessage: parts.onMessage,
      mayPush: () => void run(),
      events,
    });
  const shelf = openShelf(config, store);
  const shared = { store, clock, shelf, templates, pushAt: tools.pushAt };
  const queue = createQueue({
    store,
    clock,
    events,
    away: () => (connection && !connection.isUp() ? ['bot'] : []),
    workers: {
      push: createPushWorker(
        unsealing(parts, { ...sendersFor(parts, http, app), bot: connection?.send }),
        {
          partsOf: (row) => textParts(row.text, partLabelOf(core)),
          keepWith: store.keepWith,
        },
        [templates.render('bind.group_unheard'), templates.render('reminders.part.unheard')],
      ),
      card: createCardWorker(app && createCardUpdater(app)),
      file: createFileWorker({
        ...shared,
        ...fileMakers(core, clock),
        senders: {
          // Written down while there was an application.
          app: app ? createFileSender(app) : connection?.sendFile,
          bot: connection?.sendFile,
          webhook: createWebhookFileSender(http),
          appchat: app && createAppChatFileSender(app),
        },
      }),
      group: createGroupWorker({ ...shared, keep: app && createGroupKeeper(app) }),
      recall: createRecallWorker({ ...shared, recall: app && createRecaller(app) }),
      evidence: createEvidenceWorker({
        ...shared,
        fetch: createMediaFetcher({ apiBase, app, botAesKey: wecom.bot?.aesKey }),
        takePlan: planTaker(core, clock),
      }),
    },
  });
  const sweep = createEvidenceSweep(shared);
  async function run(): Promise<void> {
    if (!parts.isClockTrusted()) return;
    await Promise.all([queue.run(), sweep().catch(events.deliveryFailed)]);
  }
  const looking = setInterval(() => void run(), LOOK_EVERY_MS).unref();
  return {
    run,
    async stop() {
      clearInterval(looking);
      await queue.stop();
      await connection?.stop();
    },
  };
}

/** What is sent, with what only the reader is to see. */
function unsealing<S extends Partial<Record<PushChannel, Sender | undefined>>>(
  { unsealed }: Pick<OutboundParts, 'unsealed'>,
  senders: S,
): S {
  const wrapped = Object.entries(senders).map(([channel, send]) => [
    channel,
    send &&
      ((push: Push) =>
        send({
          ...push,
          text: unsealed(push.text),
          ...(push.parts && { parts: push.parts.map(unsealed) }),
        })),
  ]);
  return Object.fromEntries(wrapped) as S;
}

const partLabelOf =
  ({ templates }: Core): PartLabel =>
  (n, of) =>
    templates.render('general.part', { n, of });

type AppApi = { api: ReturnType<typeof createApi>; agentId: number; http: WecomHttp };

function sendersFor(
  { core }: OutboundParts,
  http: WecomHttp,
  app: AppApi | undefined,
): Record<Exclude<PushChannel, 'bot'>, Sender | undefined> {
  const partLabel = partLabelOf(core);
  return {
    later: createLaterSender(http),
    app: app && createAppSender({ ...app, partLabel }),
    appchat: app && createAppChatSender({ ...app, partLabel }),
    webhook: createWebhookSender({ http, partLabel }),
  };
}
