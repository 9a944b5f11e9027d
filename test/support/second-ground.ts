// One message on the small roster, as it would be hidden and checked.
import { knownTo } from '../../src/conversation/known.ts';
import { hide } from '../../src/conversation/second/hide.ts';
import type { Ground } from '../../src/conversation/second/values.ts';
import { homeUnit } from '../../src/conversation/units.ts';
import { createCalendar } from '../../src/domain/calendar/calendar.ts';
import { Organisation } from '../../src/domain/organisation/organisation.ts';
import { planRoster } from '../../src/domain/organisation/roster.ts';
import type { RosterRow } from '../../src/domain/organisation/roster-row.ts';
import { normalise } from '../../src/parsing/normalise.ts';
import { readSpans } from '../../src/parsing/spans/spans.ts';
import { openStore } from '../../src/store/store.ts';
import { SMALL_ROSTER_ROWS } from './roster.ts';

/** A Saturday. */
export const NOW = Date.parse('2026-11-21T10:00:00+08:00');
const calendar = createCalendar();

/** The organisation of these rows. */
export async function organisationOf(rows: RosterRow[] = SMALL_ROSTER_ROWS): Promise<Organisation> {
  const store = openStore({ kind: 'sqlite', file: ':memory:' });
  await store.migrate();
  const plan = planRoster(rows, new Organisation([], [], []), [], { prune: false });
  await store.write((tx) => tx.applyRoster(plan.changes, NOW));
  const org = await store.read((tx) => tx.organisation());
  await store.close();
  return org;
}

export function groundOf(text: string, org: Organisation, userId = 'zhangsan'): Ground {
  const spans = readSpans(normalise(text), NOW, calendar, knownTo(org, userId));
  const sender = org.person(userId)!;
  const unitId = homeUnit({ org, sender, groupUnit: undefined, admins: new Set() })?.id;
  return { spans, hidden: hide(spans, org), org, unitId };
}
