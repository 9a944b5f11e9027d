import type { Cadence } from '../domain/activity/cadence.ts';
import { periodOf, previousPeriod } from '../domain/calendar/period.ts';
import { addDays, DAY_MS, type DateText, dateOf, type Instant } from '../domain/calendar/time.ts';
import { filingKindsInUse } from '../domain/filing/kinds.ts';
import { owedKinds } from '../domain/filing/owed.ts';
import type { Permissions } from '../domain/organisation/permissions.ts';
import type { FiledSince } from '../ports/plan.ts';
import type { GroupsBy } from '../ports/push-address.ts';
import type { ReadTx } from '../ports/store.ts';
import type { Settings } from '../settings/settings.ts';
import { readingSettings } from '../settings/units.ts';
import type { Wording } from '../wording/templates.ts';
import { addressesOf, lostAddresses } from './addresses.ts';
import { schemeState } from './entries-scheme.ts';
import type { PlanInput, PlanSetting } from './plan-types.ts';
import { inTurns, othersTurn } from './steps.ts';

/** What comes from files and set-up, and stays for the life of the process. */
export interface PlanRules {
  permissions: Permissions;
  settings: Settings;
  privateChannel: 'app' | 'bot';
  groupsBy: GroupsBy;
  botName: string | null;
  render: Wording;
}

/** A year and a quarter: every period that can still be open or just closed. */
const LOOK_BACK_MS = 460 * DAY_MS;

/** A morning this many days gone is told of no more. */
const MISSED_DAYS = 7;

/** Reports of periods that are open or have just closed: no line of a digest is about another. */
function filedSince(cadence: Cadence, today: DateText): FiledSince[] {
  const told = addDays(today, -MISSED_DAYS);
  return owedKinds(cadence, filingKindsInUse()).flatMap(({ key, period }) =>
    period === null ? [] : [{ kind: key, from: previousPeriod(periodOf(period, told)).from }],
  );
}

/** What changes seldom, as this transaction sees it. */
export async function settingOf(tx: ReadTx, rules: PlanRules): Promise<PlanSetting> {
  const org = await tx.organisation();
  const units = await inTurns(readingSettings(org, await tx.settings()));
  const bindings = await tx.bindings();
  const addresses = addressesOf(org, bindings, rules.groupsBy);
  await othersTurn();
  return { ...rules, org, units, addresses, lost: lostAddresses(bindings, org) };
}

/** The state of the world for planning, read in this transaction. */
export async function planInput(tx: ReadTx, rules: PlanRules, now: Instant): Promise<PlanInput> {
  return {
    ...(await settingOf(tx, rules)),
    ...(await tx.planState(now - LOOK_BACK_MS, now, filedSince(rules.settings.cadence, dateOf(now)))),
    plans: await schemeState(tx, now),
  };
}

/** As much of it as hangs on these units' own messages; the morning merges what many units say. */
export async function planInputOf(
  tx: ReadTx,
  rules: PlanRules,
  unitIds: readonly number[],
  now: Instant,
): Promise<PlanInput> {
  const setting = await settingOf(tx, rules);
  const units = new Map(
    unitIds.flatMap((id) => (setting.units.has(id) ? [[id, setting.units.get(id)!]] : [])),
  );
  return { ...setting, units, ...(await tx.planStateOf(unitIds, now - LOOK_BACK_MS, now)), isPart: true };
}
