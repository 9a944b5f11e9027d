// 建群 and 更新群成员: a group that the application makes for a unit and keeps in step with the roster when asked. It only
// hears there: what is said in such a group reaches nobody here (doc 90235).
import type { Unit } from '../../domain/organisation/organisation.ts';
import type { Binding } from '../../ports/store.ts';
import { act, type Ended, permit } from '../act.ts';
import type { Turn } from '../turn.ts';
import { homeUnit, unitInQuestion } from '../units.ts';

/** WeCom counts the application itself (doc 90245). */
const MOST_MEMBERS = 1999;
const FEWEST_MEMBERS = 2;

interface Meant {
  unit: Unit;
  binding: Binding | undefined;
}

async function meant(turn: Turn, scope: string | undefined): Promise<Meant | Ended> {
  if (!turn.canMakeGroups) return { reply: turn.say('bind.group_needs_app') };
  const named = unitInQuestion(turn, scope);
  if (named && 'reply' in named) return named;
  const unit = named?.unit ?? homeUnit(turn);
  if (!unit) return { reply: turn.say('bind.group_which') };
  return { unit, binding: (await turn.tx.bindings()).find((b) => b.unitId === unit.id) };
}

const onUnit = permit<'group_make' | 'group_sync', Meant>('bind_group', ({ unit }) => ({ unitId: unit.id }));

export const makeGroup = act<'group_make', Meant>({
  permit: onUnit,
  about: (turn) => meant(turn, turn.intent.scope),
  carryOut: (turn, about) => arrange(turn, about, false),
});

export const syncGroup = act<'group_sync', Meant>({
  permit: onUnit,
  about: (turn) => meant(turn, turn.intent.scope),
  async carryOut(turn, about) {
    const { binding, unit } = about;
    if (!binding?.appchatId || binding.dead) return turn.say('bind.group_none', { unit: unit.name });
    return arrange(turn, about, true);
  },
});

async function arrange(turn: Turn, { unit, binding }: Meant, isSync: boolean) {
  const { org, sender } = turn;
  const members = org.membersOf(unit.id).map((p) => p.userId);
  if (members.length < FEWEST_MEMBERS) return turn.say('bind.group_few', { unit: unit.name });
  if (members.length > MOST_MEMBERS)
    return turn.say('bind.group_many', { unit: unit.name, most: MOST_MEMBERS });
  const [owner] = [sender, ...org.holders(unit.id, '书记')].filter((p) => members.includes(p.userId));
  await turn.tx.addGroups([
    {
      key: turn.message.key,
      at: turn.now,
      by: sender.userId,
      unitId: unit.id,
      unit: unit.name,
      // A group that was dissolved is not that of the same number made again.
      seed: `${unit.path}|${binding?.dead?.at ?? 0}`,
      chatId: binding?.dead ? null : (binding?.appchatId ?? null),
      owner: owner?.userId ?? members[0]!,
      members,
    },
  ]);
  return turn.say('bind.group_asked', { unit: unit.name, count: members.length, sync: isSync });
}
