// The whole server of the long-connection recipe, with the small organisation, towards the stand-in.
import { SMALL_ROSTER } from './roster.ts';
import { startServer, type TestServer } from './server.ts';
import { BOT } from './socket-client.ts';
import type { SocketStandIn } from './socket-stand-in.ts';

export const socketEnv = (wecom: SocketStandIn): Record<string, string> => ({
  WECOM_BOT_ID: BOT.botId,
  WECOM_BOT_SECRET: BOT.secret,
  WECOM_BOT_NAME: '支部通',
  WECOM_BOT_WS_URL: wecom.url,
  WECOM_API_BASE: wecom.httpUrl,
});

export async function startSocketServer(
  wecom: SocketStandIn,
  env: Record<string, string> = {},
): Promise<TestServer> {
  const before = wecom.connections.filter((c) => c.subscribedAt !== undefined).length;
  const server = await startServer({ ...socketEnv(wecom), ...env });
  // A folder that is given holds it already.
  if (!env.DATA_DIR) await server.app.store.write((tx) => tx.applyRoster(SMALL_ROSTER, Date.now()));
  await wecom.whenSubscribed(before + 1);
  return server;
}
