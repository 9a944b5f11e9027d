// The whole server of the long-connection recipe, with the small organisation, towards the stand-in.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMALL_ROSTER } from './roster.ts';
import { startServer, type TestServer } from './server.ts';
import { TEST_CONFIG } from './settings.ts';
import { BOT } from './socket-client.ts';
import type { SocketStandIn } from './socket-stand-in.ts';

let config: string | undefined;

/** These tests run by the machine's clock: in the evening, too, what is to be pushed at once must not wait for morning. */
function awake(): string {
  if (config) return config;
  const dir = mkdtempSync(join(tmpdir(), 'zhibutong-awake-'));
  process.once('exit', () => rmSync(dir, { recursive: true, force: true }));
  cpSync(TEST_CONFIG, dir, { recursive: true });
  const file = join(dir, 'reminders.yaml');
  const never = 'from: "00:00"\n  to: "00:01"';
  writeFileSync(file, readFileSync(file, 'utf8').replace(/from: "21:00"\n {2}to: "08:00"/, never));
  config = dir;
  return dir;
}

export const socketEnv = (wecom: SocketStandIn): Record<string, string> => ({
  WECOM_BOT_ID: BOT.botId,
  WECOM_BOT_SECRET: BOT.secret,
  WECOM_BOT_NAME: '支部通',
  WECOM_BOT_WS_URL: wecom.url,
  WECOM_API_BASE: wecom.httpUrl,
  CONFIG_DIR: awake(),
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
