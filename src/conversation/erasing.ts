// 把王小鹏的个人信息删掉: nothing goes by a line of the chat. The answer says who does it, and the very command.
import { erasingAsked } from '../parsing/erasing-asked.ts';
import type { Reply } from '../ports/channels.ts';
import { roleOf } from './handlers/help.ts';
import { maySee } from './handlers/process/words.ts';
import { type Turn, whoMay } from './turn.ts';
import { homeUnit } from './units.ts';

/** Undefined where nobody asks for it. */
export async function aboutErasing(turn: Turn): Promise<Reply | undefined> {
  const asked = erasingAsked(turn.text);
  if (!asked) return undefined;
  const { org, sender } = turn;
  const [who = asked.isOwn ? sender.name : ''] = asked.names;
  const told = who === '' ? [] : await turn.tx.processes({ subject: who });
  // Nobody learns here of whom other branches tell.
  const branches = [...new Set(told.filter((one) => maySee(turn, one)).map(({ unitId }) => unitId))];
  const unitId = (homeUnit(turn) ?? org.roots()[0])?.id;
  return turn.say('topics.erase', {
    who,
    on_roster: org.named(who).length > 0,
    admin: roleOf(turn) === 'admin',
    admins: unitId === undefined ? [] : whoMay(turn, 'decide_item', { unitId }).map(({ name }) => name),
    units: branches.length > 1 ? branches.map((id) => org.unit(id).path) : [],
  });
}
