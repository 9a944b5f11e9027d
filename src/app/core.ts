// What the server and every command share: settings, wording and the open store.
import { fileURLToPath } from 'node:url';
import type { Tools } from '../conversation/turn.ts';
import { defineActivityTypes } from '../domain/activity/types.ts';
import { afterQuiet } from '../domain/calendar/quiet.ts';
import { StartError } from '../domain/errors.ts';
import { defineFilingKinds } from '../domain/filing/kinds.ts';
import { defineItemKinds } from '../domain/ledger/kinds.ts';
import { createPermissions } from '../domain/organisation/permissions.ts';
import { defineProcesses } from '../domain/process/kinds.ts';
import { logger, setLogLevel } from '../observe/log.ts';
import type { Clock } from '../ports/channels.ts';
import type { PlanRules } from '../reminders/plan-input.ts';
import type { Config } from '../settings/environment.ts';
import { loadSettings, type Settings } from '../settings/settings.ts';
import { makeFolder, otherOwnerOf } from '../store/folder.ts';
import { type OpenStore, openStore } from '../store/store.ts';
import { loadTemplates, type Templates } from '../wording/templates.ts';
import { personsByBot } from './by-bot.ts';
import { checkStored } from './stored.ts';

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
  defineActivityTypes(settings.activityTypes);
  defineItemKinds(settings.itemKinds);
  defineFilingKinds(settings.reports);
  defineProcesses(settings.processKinds);
  makeDataDir(config.dataDir);
  const reach = reachOf(config);
  const opened = openStore(config.database, clock);
  const store = reach.personsBy === 'bot' ? personsByBot(opened) : opened;
  await store.migrate();
  await checkStored(opened);
  const admins = new Set(config.adminUserIds);
  const tools: Tools = {
    templates,
    permissions: createPermissions(admins),
    admins,
    settings,
    ...reach,
    canMakeGroups: config.app !== undefined || config.mode === 'sandbox',
    pushAt: (now) => afterQuiet(now, settings.reminders.quiet),
  };
  return { config, templates, store, tools, settings };
}

/** @throws StartError naming DATA_DIR, before anything that lies in it is blamed */
export function makeDataDir(dir: string): void {
  try {
    makeFolder(dir);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    const isFile = code === 'ENOTDIR' || code === 'EEXIST';
    throw new StartError(isFile ? 'data_dir_file' : 'data_dir', { dir, code }, { cause: error });
  }
  assertOwnDataDir(dir);
}

/** @throws StartError for root where the server runs as another: it could not write what root leaves there */
export function assertOwnDataDir(dir: string): void {
  const user = otherOwnerOf(dir);
  if (user !== undefined) throw new StartError('data_dir_of_other', { dir, user });
}

function logSentence(name: string, error: unknown): void {
  logger('wording').error({ sentence: name, reason: (error as Error).message }, 'not filled');
}

export type Wecom = Pick<Config, 'app' | 'bot' | 'longConnection' | 'botNames'>;

/** What a group mentions the bot by; null where no bot hears it. */
const botNameOf = ({ bot, longConnection, botNames }: Wecom): string | null =>
  bot || longConnection ? (botNames[0] ?? null) : null;

/**
 * How people are reached: persons by the application where there is one, since there nobody has to speak first; groups by
 * the bot itself where it can speak unasked.
 */
export const reachOf = (wecom: Wecom): Pick<Tools, 'botName' | 'personsBy' | 'groupsBy' | 'noFiles'> => ({
  botName: botNameOf(wecom),
  personsBy: wecom.longConnection && !wecom.app ? 'bot' : 'app',
  groupsBy: wecom.longConnection ? 'bot' : 'webhook',
  noFiles: !wecom.app && !wecom.longConnection,
});

/** What planning takes from files and from how WeCom is reached. */
export function planRules({ settings, templates, tools }: Core, wecom: Wecom): PlanRules {
  const { personsBy, groupsBy, botName } = reachOf(wecom);
  return {
    settings,
    permissions: tools.permissions,
    privateChannel: personsBy,
    groupsBy,
    botName,
    render: templates.render,
  };
}
