// 王小朋 where 王小鹏 goes on: a name one slip away is offered, and nobody is begun anew for a slip.
import type { ProcessRow } from '../../../domain/process/kinds.ts';
import type { Process } from '../../../domain/process/process.ts';
import { knowledgeOf } from '../../../parsing/knowledge.ts';
import { nearNames, soundingNames } from '../../../parsing/spans/people.ts';
import { mayDo, type Turn } from '../../turn.ts';

const MOST = 2;

/**
 * Those that go on in a branch under a name one slip away; none where the roster knows the name itself.
 * @param isFirst somebody may well be begun: brothers are called 王小明 and 王小红, so that only the same sound is a slip
 */
export async function nearby(
  turn: Turn,
  row: ProcessRow,
  subject: string,
  unitId: number,
  isFirst = false,
): Promise<Process[]> {
  const { tx, org } = turn;
  const isKnown = org.named(subject).some(({ branchId }) => branchId === unitId);
  if (row.of !== 'person' || isKnown || !mayDo(turn, 'keep_process', { unitId })) return [];
  const open = await tx.processes({ kind: row.key, unitIds: [unitId], state: 'open' });
  const known = knowledgeOf({ people: [...new Set(open.map((one) => one.subject))] });
  const near = isFirst ? soundingNames(subject, known) : nearNames(subject, known);
  return open.filter((one) => near.includes(one.subject)).slice(0, MOST);
}
