// What the branches have not registered whose secretary asks for 我的: known to them alone.
import { dateOf } from '../../../domain/calendar/time.ts';
import { SECRETARY_ROLES } from '../../../domain/organisation/organisation.ts';
import { filingLines } from '../../../reports/filings.ts';
import { periodWords } from '../../../reports/words.ts';
import type { Turn } from '../../turn.ts';

export async function ownOwed(turn: Turn): Promise<string[]> {
  const { org, sender, now, templates } = turn;
  if (turn.chat !== '') return [];
  const ids = org.officesOf(sender.id).flatMap(({ unitId, role }) => (isFor(role) ? [unitId] : []));
  const branches = [...new Set(ids)].map((id) => org.unit(id)).filter(({ kind }) => kind === 'branch');
  if (branches.length === 0) return [];
  const lines = await filingLines(turn, branches, undefined);
  return lines.flatMap(({ row, period, by, missing }) =>
    missing.length === 0
      ? []
      : [
          turn.say('filing.owed_line', {
            name:
              branches.length > 1 ? `${row.name} ${missing.map(({ name }) => name).join('、')}` : row.name,
            time: periodWords(templates.render, period, now),
            by,
            late: by < dateOf(now),
          }).text,
        ],
  );
}

const isFor = (role: string): boolean => SECRETARY_ROLES.some((one) => one === role);
