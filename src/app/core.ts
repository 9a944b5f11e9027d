// What the server and every command share: settings, wording and the open store.
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Tools } from '../conversation/turn.ts';
import { afterQuiet } from '../domain/calendar/quiet.ts';
import { StartError } from '../domain/errors.ts';
import { createPermissions } from '../domain/organisation/permissions.ts';
import { logger, setLogLevel } from '../observe/log.ts';
import type { Clock } from '../ports/channels.ts';
import type { PlanRules } from '../reminders/plan-input.ts';
import type { Config } from '../settings/environment.ts';
import { loadSettings, type Settings } from '../settings/settings.ts';
import { type OpenStore, openStore } from '../store/store.ts';
import { loadTemplates, type Templates } from '../wording/templates.ts';

export const TEMPLATES_DIR = fileURLToPath(new URL('../../templates', import.meta.url));

/** What the server and the commands share. */
export interface Core {
  config: Config;
  templates: Templates;
  store: OpenStore;
  tools: Tools;
  settings: Settings;
}

/**
 * Opens and migrates the store and loads every setting.
 * @param onFault hears of sentences that cannot be filled; a command, which counts nothing, only logs
 * @param clock the sandbox's; else leases go by the database's
 * @throws StartError, ConfigError
 */
export async function openCore(config: Config, onFault = logSentence, clock?: Clock): Promise<Core> {
  setLogLevel(config.logLevel);
  const templates = loadTemplates(TEMPLATES_DIR, { onFault });
  const settings = loadSettings(config.configDir);
  makeDataDir(config.dataDir);
  const store = openStore(config.database, clock);
  await store.migrate();
  const admins = new Set(config.adminUserIds);
  const tools: Tools = {
    templates,
    permissions: createPermissions(admins),
    admins,
    settings,
    botName: botNameOf(config),
    pushAt: (now) => afterQuiet(now, settings.reminders.quiet),
  };
  return { config, templates, store, tools, settings };
}

function makeDataDir(dir: string): void {
  try {
    mkdirSync(dir, { recursive: true });
  } catch (error) {
    throw new StartError(
      'data_dir',
      { dir, code: `${(error as NodeJS.ErrnoException).code}` },
      { cause: error },
    );
  }
}

function logSentence(name: string, error: unknown): void {
  logger('wording').error({ sentence: name, reason: (error as Error).message }, 'not filled');
}

export type Wecom = Pick<Config, 'app' | 'bot' | 'botNames'>;

/** What a group mentions the bot by; null where no bot hears it. */
export const botNameOf = ({ bot, botNames }: Wecom): string | null => (bot ? (botNames[0] ?? null) : null);

/** What planning takes from files and from how WeCom is reached. */
export function planRules({ settings, templates, tools }: Core, wecom: Wecom): PlanRules {
  return {
    settings,
    permissions: tools.permissions,
    privateChannel: 'app',
    botName: botNameOf(wecom),
    render: templates.render,
  };
}
