import { openCore, planRules } from '../app/core.ts';
import { addDays, dateOf, instantOf, isoShanghai } from '../domain/calendar/time.ts';
import type { Organisation, Unit } from '../domain/organisation/organisation.ts';
import { withoutStrong } from '../domain/strong.ts';
import { createPlanner } from '../reminders/plan.ts';
import { planInput } from '../reminders/plan-input.ts';
import type { PlannedMessage } from '../reminders/plan-types.ts';
import { badOption, type Command, dayOption, print, readArgs } from './command.ts';
import { unitOption } from './unit-option.ts';

/**
 * `plan --from DATE --to DATE [--unit NAME] [--json]`: every message that would be sent in the span (both days
 * included) and why, from the stored state, as if nothing further happened.
 */
export const plan: Command = async ({ args, config }) => {
  const { values } = readArgs(
    args,
    {
      from: { type: 'string' },
      to: { type: 'string' },
      unit: { type: 'string' },
      json: { type: 'boolean' },
    },
    0,
  );
  const from = dayOption('--from', values.from ?? dateOf(Date.now()));
  const to = dayOption('--to', values.to ?? addDays(from, 7));
  if (to < from) throw badOption('--to', to, 'not_before_from');
  const core = await openCore(config);
  try {
    const input = await core.store.read((tx) => planInput(tx, planRules(core, config), instantOf(from)));
    const within = values.unit === undefined ? undefined : unitOption(values.unit, input.org);
    const span = { from: instantOf(from), to: instantOf(addDays(to, 1)) };
    for (const part of createPlanner(input).portions(span)) {
      for (const message of part) {
        if (within && !concerns(input.org, message, within)) continue;
        print(
          values.json
            ? JSON.stringify(wire(input.org, message))
            : core.templates.render('plan.line', words(input.org, message)),
        );
      }
    }
    return 0;
  } finally {
    await core.store.close();
  }
};

const concerns = (org: Organisation, m: PlannedMessage, within: Unit) =>
  [m.unitId, ...m.matters.map((x) => x.unitId)].some(
    (id) => org.units.has(id) && org.isWithin(id, within.id),
  );

const wire = (org: Organisation, m: PlannedMessage) => ({
  key: m.key,
  at: isoShanghai(m.at),
  rule: m.rule,
  unit: org.unit(m.unitId).path,
  subject: m.subject,
  audience: m.audience,
  channel: m.channel,
  text: withoutStrong(m.text),
});

const words = (org: Organisation, m: PlannedMessage) => ({
  at: m.at,
  unit: org.unit(m.unitId).name,
  rule: m.rule,
  channel: m.channel,
  names: m.audience.map((id) => org.person(id)?.name ?? id),
  why: m.matters.map((x) => x.name),
  text: withoutStrong(m.text),
});
