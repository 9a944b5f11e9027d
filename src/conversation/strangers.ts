import type { Reply } from '../ports/channels.ts';
import type { Turn } from './turn.ts';

/** In another branch's group only that branch's own people are recorded; null when the sender belongs here. */
export function refuseStranger(turn: Turn): Reply | null {
  const { org, sender, groupUnit } = turn;
  if (sender.branchId === null && !groupUnit) return turn.say('checkin.no_branch', { person: sender.name });
  if (!groupUnit) return null;
  const here = org.branchOf(groupUnit.id) ?? groupUnit;
  const belongs =
    sender.branchId !== null &&
    (org.isWithin(sender.branchId, here.id) || org.isWithin(here.id, sender.branchId));
  if (belongs) return null;
  const own = sender.branchId === null ? undefined : org.unit(sender.branchId);
  return turn.say('checkin.other_branch', { person: sender.name, here: here.name, own: own?.name ?? '' });
}
