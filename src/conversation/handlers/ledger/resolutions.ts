// Resolutions of a meeting, opened as items: each with who does it, until when, and the meeting as its source.

import type { Activity } from '../../../domain/activity/activity.ts';
import { meetingName } from '../../../domain/activity/types.ts';
import { type Item, ownersOf } from '../../../domain/ledger/item.ts';
import { kindRow, RESOLUTION_KIND } from '../../../domain/ledger/kinds.ts';
import type { Target } from '../../../domain/organisation/permissions.ts';
import type { MeetingRecord } from '../../../ports/store.ts';
import { act, permit } from '../../act.ts';
import { putRecord } from '../../effects.ts';
import type { Turn } from '../../turn.ts';
import { whenOf } from '../../words.ts';
import { readDraft } from './drafts.ts';
import { openItem } from './effects.ts';
import { itemFrom, tellOwners } from './new-item.ts';
import { othersOf } from './people.ts';
import { itemWords } from './words.ts';

type Resolution = MeetingRecord['resolutions'][number];

/** Those that are no items yet. */
export const waiting = ({ resolutions }: MeetingRecord): Resolution[] =>
  resolutions.filter((r) => r.itemNo === undefined);
/** It says who does it until when: all that an item needs. */
export const openable = ({ owner, due }: Resolution): boolean => owner !== undefined && due !== undefined;

/** Items lie with the branch, whichever of its groups met. */
export const itemTarget = ({ org }: Pick<Turn, 'org'>, { unitId }: Activity): Target => ({
  unitId: org.branchOf(unitId)?.id ?? unitId,
});

interface Decided {
  activity: Activity;
  record: MeetingRecord;
}

export const openResolutions = act<'resolutions_open', Decided>({
  permit: permit('open_item', ({ activity }, turn) => itemTarget(turn, activity)),
  async about(turn) {
    const activity = await turn.tx.activity(turn.intent.activityId ?? 0);
    const record = activity?.stage === 'recorded' ? await turn.tx.record(activity.id) : undefined;
    if (activity && record && waiting(record).some(openable)) return { activity, record };
    return { reply: turn.say('decisions.nothing_to_open') };
  },
  async carryOut(turn, { activity, record }) {
    const opened: Item[] = [];
    const unknown: { problem: string; owner: string; several: boolean }[] = [];
    const resolutions: Resolution[] = [];
    for (const resolution of record.resolutions) {
      const isDue = resolution.itemNo === undefined && openable(resolution);
      const item = isDue ? await openOne(turn, activity, resolution) : undefined;
      if (item && 'several' in item) unknown.push(item);
      else if (item) opened.push(item);
      resolutions.push(item && 'no' in item ? { ...resolution, itemNo: item.no } : resolution);
    }
    if (opened.length === 0) return turn.say('decisions.none_opened', { unknown });
    await putRecord(turn, { ...record, resolutions, by: turn.sender.id, at: turn.now });
    await tellOwners(turn, opened);
    const told = othersOf(turn, ...opened.flatMap(ownersOf)).map((p) => p.name);
    const items = opened.map((item) => itemWords(turn, item));
    return turn.say('decisions.opened', { items, told, unknown });
  },
});

/** The item, or whom nobody could be found for. */
async function openOne(turn: Turn, activity: Activity, { text, owner = '', due }: Resolution) {
  const name = meetingName(activity.types);
  const written = {
    problem: text,
    kind: kindRow(RESOLUTION_KIND).prefix,
    source: turn.say('decisions.source', { name, startAt: whenOf(activity) }).text,
    owner,
    ...(due && { dueAt: due }),
  };
  const unit = turn.org.unit(itemTarget(turn, activity).unitId);
  const draft = readDraft(turn, written, unit);
  const gap = draft.gaps.find((g) => g.field === 'owner');
  if (gap) return { problem: text, owner: gap.written ?? owner, several: gap.several !== undefined };
  return openItem(turn, itemFrom(turn, draft, unit));
}
