// Everything that goes out to WeCom by itself: pushes, card updates, files; and what is fetched from it.
import { join } from 'node:path';
import { createWebhookSender } from '../channels/group-webhook/send.ts';
import { createApi } from '../channels/wecom/api.ts';
import { createWecomHttp } from '../channels/wecom/http.ts';
import { memoryRateGate } from '../channels/wecom/limits.ts';
import { createMediaFetcher } from '../channels/wecom/media.ts';
import { createTokens } from '../channels/wecom/token.ts';
import { memoryTokenCache } from '../channels/wecom/token-cache.ts';
import { createAppSender } from '../channels/wecom-app/send.ts';
import { createFileSender } from '../channels/wecom-app/send-file.ts';
import { createCardUpdater } from '../channels/wecom-app/update-card.ts';
import { createCardUpdates } from '../delivery/cards.ts';
import { createEvidenceWorker } from '../delivery/evidence.ts';
import { createFilePushes } from '../delivery/files.ts';
import { createDelivery } from '../delivery/pushes.ts';
import { createShelf } from '../documents/shelf.ts';
import type { Events } from '../observe/events.ts';
import type { Clock, PushChannel, Sender, TokenCache } from '../ports/channels.ts';
import { EVIDENCE_FOLDER, ledgerFile, ledgerOf } from '../reports/ledger-file.ts';
import type { Core, Wecom } from './core.ts';

interface OutboundParts {
  core: Core;
  wecom: Wecom;
  apiBase: string;
  clock: Clock;
  /** shared between processes where there is Redis */
  tokenCache?: TokenCache;
  events: Pick<Events, 'pushSettled' | 'tickFailed'>;
}

/** `run` does everything that is due now; what fails in one kind does not keep the others from running. */
export function createOutbound(parts: OutboundParts): { run(): Promise<void> } {
  const { core, wecom, apiBase, clock, events } = parts;
  const { store, tools, templates, config } = core;
  const http = createWecomHttp({ base: apiBase });
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
        cache: parts.tokenCache ?? memoryTokenCache(),
        clock,
      }),
    }),
  };
  const shelf = createShelf(join(config.dataDir, EVIDENCE_FOLDER));
  const shared = { store, clock, shelf, templates, pushAt: tools.pushAt };
  const kinds = [
    createDelivery(store, sendersFor(parts, app), clock, events),
    createEvidenceWorker({
      ...shared,
      fetch: createMediaFetcher({ apiBase, app, botAesKey: wecom.bot?.aesKey }),
    }),
  ];
  if (app) {
    kinds.push(createCardUpdates({ store, clock, update: createCardUpdater(app) }));
    kinds.push(
      createFilePushes({
        ...shared,
        send: createFileSender(app),
        makeLedger: (request) =>
          store.write(async (tx) => {
            const found = await ledgerOf(tx, { ...request, now: clock.now() });
            return ledgerFile(found, await tx.organisation(), templates);
          }),
      }),
    );
  }
  return {
    async run() {
      for (const kind of kinds) await kind.run().catch(events.tickFailed);
    },
  };
}

type AppApi = { api: ReturnType<typeof createApi>; agentId: number };

function sendersFor(
  { apiBase, clock, core }: OutboundParts,
  app: AppApi | undefined,
): Partial<Record<PushChannel, Sender>> {
  const gate = memoryRateGate(clock);
  const partLabel = (n: number, of: number) => core.templates.render('general.part', { n, of });
  const webhook = createWebhookSender({ http: createWecomHttp({ base: apiBase }), gate, partLabel });
  return app ? { webhook, app: createAppSender({ ...app, gate, partLabel }) } : { webhook };
}
