import { StartError } from '../domain/errors.ts';
import type { Organisation, Unit } from '../domain/organisation/organisation.ts';
import { resolveUnit } from '../parsing/resolve.ts';

/** The unit of `--unit NAME`; a full path always works. @throws StartError when none or several fit */
export function unitOption(name: string, org: Organisation): Unit {
  const found = resolveUnit(name, org);
  if (found.kind === 'one') return found.unit;
  if (found.kind === 'none') throw new StartError('no_such_unit', { unit: name });
  throw new StartError('which_unit', { unit: name, units: found.units.map((u) => u.path).join('、') });
}
