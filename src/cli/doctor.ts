import { type Core, openCore, reachOf, TEMPLATES_DIR } from '../app/core.ts';
import { openShelf } from '../app/shelf.ts';
import { servedMode } from '../app/store-mode.ts';
import type { Calendar } from '../domain/calendar/calendar.ts';
import { DAY_MS, dateOf, type Instant, isoShanghai } from '../domain/calendar/time.ts';
import { ShelfUnavailable } from '../domain/errors.ts';
import { CONTACT_CHANGES, readContactChanges } from '../domain/organisation/contact-changes.ts';
import { setLogLevel } from '../observe/log.ts';
import type { Config, ConfigError } from '../settings/environment.ts';
import { loadTemplates, type Wording } from '../wording/templates.ts';
import { BACKUP_MADE } from './backup.ts';
import { type Command, print, readArgs } from './command.ts';
import { callbackFindings, lastHeard } from './doctor-callback.ts';
import { connectionFindings } from './doctor-connection.ts';
import { clockFinding, deliveryFindings } from './doctor-delivery.ts';
import { groupFindings } from './doctor-groups.ts';
import { databaseFindings, diskFindings, redisFinding } from './doctor-machine.ts';
import { refusalFindings } from './doctor-refusals.ts';
import { secondFindings } from './doctor-second.ts';
import { wecomFindings } from './doctor-wecom.ts';
import { type Finding, finding } from './finding.ts';
import { mendable } from './mendable.ts';

/**
 * `doctor [--json]`: what is wrong with the set-up and how to mend it; exit 1 on any ✗, hints (△) are no error.
 * Where the store or a file of settings cannot be opened, that is told among all that can be looked at without.
 */
export const doctor: Command = async ({ args, config }) => {
  const isForMachines = readJson(args);
  let core: Core;
  try {
    core = await openCore(config);
  } catch (error) {
    const trouble = mendable(error);
    if (!trouble) throw error;
    const { render } = loadTemplates(TEMPLATES_DIR, { onFault: () => undefined });
    return tell([...raw(trouble), ...(await outside(config))], render, isForMachines);
  }
  // What a check met is told by its line.
  setLogLevel('silent');
  try {
    return tell(await examine(core, config), core.templates.render, isForMachines);
  } finally {
    await core.store.close();
  }
};

/** `doctor` where the settings themselves are wrong: nothing else can be looked at. */
export function tellSettings(args: string[], error: ConfigError): number {
  return tell(raw({ name: 'settings', lines: error.lines }), () => '', readJson(args));
}

const readJson = (args: string[]): boolean =>
  readArgs(args, { json: { type: 'boolean' } }, 0).values.json === true;

/** Exit code of what is told. */
function tell(findings: Finding[], render: Wording, isForMachines: boolean): number {
  const isWell = findings.every((f) => f.mark !== '✗');
  if (isForMachines) print(JSON.stringify({ ok: isWell, findings: findings.map((f) => wire(f, render)) }));
  else for (const { mark, said } of findings) print(`${mark} ${said(render)}`);
  return isWell ? 0 : 1;
}

const STATES = { '✓': 'ok', '△': 'hint', '✗': 'wrong' } as const;

const wire = ({ mark, name, said }: Finding, render: Wording) => ({
  name,
  state: STATES[mark],
  text: said(render),
});

const raw = ({ name, lines }: { name: string; lines: readonly string[] }): Finding[] =>
  lines.flatMap((line) => line.split('\n')).map((line) => ({ mark: '✗', name, said: () => line }));

/** What can be looked at without the store: an installer who has several things to mend hears of all of them. */
async function outside(config: Config): Promise<Finding[]> {
  setLogLevel('silent');
  return inOrder([
    () => finding('✓', 'doctor.node', { version: process.versions.node }),
    () => diskFindings(config.dataDir),
    () => redisFinding(config),
    async () => recipeFindings(config),
    () => wecomFindings(config),
    () => clockFinding(config, Date.now()),
    () => callbackFindings(config, Date.now()),
    () => secondFindings(config, Date.now()),
  ]);
}

type Check = () => Finding | Promise<Finding | Finding[]> | Finding[];

/** All at once: what does not answer is waited for once, not check by check. */
const inOrder = async (checks: readonly Check[]): Promise<Finding[]> =>
  (await Promise.all(checks.map((check) => check()))).flat();

/** In the order in which an installer mends things: this machine, WeCom, the way in, the way out. */
async function examine({ store, settings }: Core, config: Config): Promise<Finding[]> {
  const now = Date.now();
  // Read before the addresses are walked: what is refused on that walk is told by it.
  const refused = config.mode === 'sandbox' ? [] : await store.read((tx) => refusalFindings(tx, now));
  return inOrder([
    () => finding('✓', 'doctor.node', { version: process.versions.node }),
    () => databaseFindings(store, config, Date.now),
    () => modeFinding(store, config),
    () => diskFindings(config.dataDir),
    () => redisFinding(config),
    () => evidenceFinding(config, store),
    () => rosterFinding(store, config),
    () => backupFindings(store, config, now),
    () => contactFindings(store),
    async () => calendarFindings(settings.calendar, Number(dateOf(now).slice(0, 4))),
    async () => recipeFindings(config),
    () => wecomFindings(config),
    () => clockFinding(config, Date.now()),
    async () => callbackFindings(config, Date.now(), await lastHeard(store)),
    async () => refused,
    () => connectionFindings(config, store),
    () => deliveryFindings(store, now),
    async () =>
      config.mode === 'sandbox' ? [] : store.read((tx) => groupFindings(tx, now, reachOf(config).groupsBy)),
    () => secondFindings(config, now),
  ]);
}

/** A store of the sandbox keeps the server from starting, and so does a real one without its credentials. */
async function modeFinding(store: Core['store'], { mode }: Config): Promise<Finding[]> {
  const served = await store.read(servedMode);
  return served === undefined || served === mode ? [] : [finding('✗', `doctor.database_of_${served}`)];
}

async function rosterFinding(store: Core['store'], { adminUserIds, mode }: Config): Promise<Finding[]> {
  const org = await store.read((tx) => tx.organisation());
  const { people, units } = org;
  if (people.size === 0) return [finding('✗', 'doctor.roster_empty')];
  const hasAdmin = adminUserIds.length > 0 || org.offices.some(({ role }) => role === '管理员');
  return [
    finding('✓', 'doctor.roster', { people: people.size, units: units.size }),
    ...(hasAdmin || mode === 'sandbox' ? [] : [finding('△', 'doctor.roster_no_admin')]),
  ];
}

/** A copy is made every night. */
const LATE_DAYS = 2;
const LOST_DAYS = 7;

async function backupFindings(store: Core['store'], { mode }: Config, now: Instant): Promise<Finding[]> {
  if (mode === 'sandbox') return [];
  const made = await store.read((tx) => tx.mark(BACKUP_MADE));
  if (made === undefined) return [finding('△', 'doctor.backup_never')];
  const at = isoShanghai(Number(made));
  const days = Math.floor((now - Number(made)) / DAY_MS);
  if (days < LATE_DAYS) return [finding('✓', 'doctor.backup', { at })];
  return [finding(days < LOST_DAYS ? '△' : '✗', 'doctor.backup_old', { at, days })];
}

/** What WeCom said of accounts since `org sync`. */
async function contactFindings(store: Core['store']): Promise<Finding[]> {
  const changes = readContactChanges(await store.read((tx) => tx.mark(CONTACT_CHANGES)));
  if (changes.length === 0) return [];
  const accounts = changes.map(({ userId, renamedTo }) => (renamedTo ? `${userId}→${renamedTo}` : userId));
  return [finding('△', 'doctor.contacts_changed', { accounts })];
}

/** Without the State Council's notice 调休 is unknown and only the statutory days are off. */
function calendarFindings(calendar: Calendar, year: number): Finding[] {
  return [year, year + 1].map(
    (y): Finding =>
      calendar.coverage(y) === 'official'
        ? finding('✓', 'doctor.calendar', { year: y })
        : finding('△', 'doctor.calendar_missing', { year: y }),
  );
}

/** Asks for what nobody ever put: whoever answers can be reached. */
async function evidenceFinding(config: Config, store: Core['store']): Promise<Finding> {
  const where = config.objectStore ? 's3' : config.database.kind === 'postgres' ? 'database' : 'disk';
  try {
    await openShelf(config, store).get('0'.repeat(64));
    return finding('✓', 'doctor.evidence', { where });
  } catch (error) {
    if (!(error instanceof ShelfUnavailable)) throw error;
    return finding('✗', 'doctor.evidence_unreachable', { reason: error.reason });
  }
}

/** Over the long connection the bot itself speaks to persons: nothing is missing without the application. */
function appFinding({ app, longConnection }: Config): Finding {
  if (app) return finding('✓', 'doctor.app');
  return longConnection ? finding('✓', 'doctor.app_not_needed') : finding('△', 'doctor.app_none');
}

function recipeFindings(config: Config): Finding[] {
  if (config.mode === 'sandbox') return [finding('✓', 'doctor.sandbox')];
  return [
    appFinding(config),
    config.bot || config.longConnection ? finding('✓', 'doctor.bot') : finding('△', 'doctor.bot_none'),
    ...(config.bot && config.botNames.length === 0 ? [finding('✗', 'doctor.bot_name_none')] : []),
  ];
}
