import { type Core, openCore, reachOf } from '../app/core.ts';
import { openShelf } from '../app/shelf.ts';
import { servedMode } from '../app/store-mode.ts';
import type { Calendar } from '../domain/calendar/calendar.ts';
import { dateOf } from '../domain/calendar/time.ts';
import { ShelfUnavailable } from '../domain/errors.ts';
import { CONTACT_CHANGES, readContactChanges } from '../domain/organisation/contact-changes.ts';
import { setLogLevel } from '../observe/log.ts';
import type { Config } from '../settings/environment.ts';
import { type Command, print, readArgs } from './command.ts';
import { callbackFindings } from './doctor-callback.ts';
import { connectionFindings } from './doctor-connection.ts';
import { clockFinding, deliveryFindings } from './doctor-delivery.ts';
import { groupFindings } from './doctor-groups.ts';
import { databaseFindings, diskFinding, redisFinding } from './doctor-machine.ts';
import { refusalFindings } from './doctor-refusals.ts';
import { secondFindings } from './doctor-second.ts';
import { wecomFindings } from './doctor-wecom.ts';
import { type Finding, finding } from './finding.ts';

/** `doctor [--json]`: what is wrong with the set-up and how to mend it; exit 1 on any ✗, hints (△) are no error. */
export const doctor: Command = async ({ args, config }) => {
  const { values } = readArgs(args, { json: { type: 'boolean' } }, 0);
  const core = await openCore(config);
  // What a check met is told by its line.
  setLogLevel('silent');
  try {
    const findings = await examine(core, config);
    const isWell = findings.every((f) => f.mark !== '✗');
    const { render } = core.templates;
    if (values.json) print(JSON.stringify({ ok: isWell, findings: findings.map((f) => wire(f, render)) }));
    else for (const { mark, said } of findings) print(`${mark} ${said(render)}`);
    return isWell ? 0 : 1;
  } finally {
    await core.store.close();
  }
};

const STATES = { '✓': 'ok', '△': 'hint', '✗': 'wrong' } as const;

const wire = ({ mark, name, said }: Finding, render: Core['templates']['render']) => ({
  name,
  state: STATES[mark],
  text: said(render),
});

/** In the order in which an installer mends things: this machine, WeCom, the way in, the way out. */
async function examine({ store, settings }: Core, config: Config): Promise<Finding[]> {
  const now = Date.now();
  // Read before the addresses are walked: what is refused on that walk is told by it.
  const refused = config.mode === 'sandbox' ? [] : await store.read((tx) => refusalFindings(tx, now));
  const checks: (() => Finding | Promise<Finding | Finding[]>)[] = [
    () => finding('✓', 'doctor.node', { version: process.versions.node }),
    () => databaseFindings(store, config, Date.now),
    () => modeFinding(store, config),
    () => diskFinding(config.dataDir),
    () => redisFinding(config),
    () => evidenceFinding(config, store),
    () => rosterFinding(store),
    () => contactFindings(store),
    async () => calendarFindings(settings.calendar, Number(dateOf(now).slice(0, 4))),
    async () => recipeFindings(config),
    () => wecomFindings(config),
    () => clockFinding(config, Date.now()),
    () => callbackFindings(config, Date.now()),
    async () => refused,
    () => connectionFindings(config, store),
    () => deliveryFindings(store, now),
    async () =>
      config.mode === 'sandbox' ? [] : store.read((tx) => groupFindings(tx, now, reachOf(config).groupsBy)),
    () => secondFindings(config, now),
  ];
  // All at once: what does not answer is waited for once, not check by check.
  return (await Promise.all(checks.map((check) => check()))).flat();
}

/** A store of the sandbox keeps the server from starting, and so does a real one without its credentials. */
async function modeFinding(store: Core['store'], { mode }: Config): Promise<Finding[]> {
  const served = await store.read(servedMode);
  return served === undefined || served === mode ? [] : [finding('✗', `doctor.database_of_${served}`)];
}

async function rosterFinding(store: Core['store']): Promise<Finding> {
  const { people, units } = await store.read((tx) => tx.organisation());
  return people.size > 0
    ? finding('✓', 'doctor.roster', { people: people.size, units: units.size })
    : finding('✗', 'doctor.roster_empty');
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
