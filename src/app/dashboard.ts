// The page for admins as a server shows it: its address, its links, and who WeCom says somebody is.
import { createHash } from 'node:crypto';
import type { Middleware } from 'koa';
import { createApi } from '../channels/wecom/api.ts';
import { createWecomHttp } from '../channels/wecom/http.ts';
import { createTokens } from '../channels/wecom/token.ts';
import { userOfCode } from '../channels/wecom-app/identity.ts';
import { createDashboard } from '../dashboard/dashboard.ts';
import { createEntryLinks, type SealedLinks } from '../dashboard/entry-links.ts';
import type { Clock, TokenCache } from '../ports/channels.ts';
import type { Drawer } from '../ports/pictures.ts';
import type { Core, Wecom } from './core.ts';

interface Mount {
  core: Core;
  wecom: Wecom;
  clock: Clock;
  tokenCache: TokenCache;
  /** of the server itself, where nobody else stands before it: the sandbox's */
  ownUrl: (() => string) | undefined;
  drawer: Drawer;
}

export function mountDashboard(mount: Mount): { middleware: Middleware; links: SealedLinks } {
  const { core, clock, wecom, ownUrl, drawer } = mount;
  const { store, tools, templates, settings, config } = core;
  const base = () => (ownUrl ? ownUrl() : config.publicUrl);
  return {
    links: createEntryLinks(secretOf(wecom), base),
    middleware: createDashboard({
      store,
      clock,
      base,
      permissions: tools.permissions,
      templates,
      settings,
      drawer,
      wecom: ownUrl ? undefined : identityOf(mount),
    }),
  };
}

/** What all instances have, and the store has not. */
const secretOf = ({ app, bot, longConnection }: Wecom): string =>
  createHash('sha256')
    .update(JSON.stringify(['dashboard', app?.secret, app?.aesKey, bot?.aesKey, longConnection?.secret]))
    .digest('hex');

function identityOf({ core: { config }, wecom: { app }, clock, tokenCache }: Mount) {
  if (!app) return undefined;
  const { corpId, agentId, secret } = app;
  const http = createWecomHttp({ base: config.apiBase });
  const api = createApi({
    http,
    clock,
    tokens: createTokens({ http, corpId, secret, cache: tokenCache, clock }),
  });
  return { corpId, agentId, userOf: (code: string) => userOfCode(api, code) };
}
