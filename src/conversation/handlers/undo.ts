// 撤销: the sender's last entry within ten minutes, back to what stood before.
import { MINUTE_MS } from '../../domain/calendar/time.ts';
import type { Change } from '../../ports/store.ts';
import { simply } from '../act.ts';
import type { Turn } from '../turn.ts';
import { activityWords } from '../words.ts';
import { tellChanged } from './change-activity.ts';
import { isItemOvertaken, revertItem } from './ledger/undo.ts';

const UNDO_MS = 10 * MINUTE_MS;

export const undo = simply<'undo'>(async (turn) => {
  const last = await turn.tx.lastChanged(turn.sender.id, turn.now - UNDO_MS);
  if (!last) return turn.say('undo.nothing');
  if (await isOvertaken(turn, last.changes, last.at)) return turn.say('undo.overtaken');
  for (const change of [...last.changes].reverse()) await revert(turn, change, last.key);
  await turn.tx.markUndone(last, turn.now);
  await turn.tx.forgetLesson(last);
  const subject = last.changes.find((c) => c.of === 'attendance' || c.of === 'activity');
  const id =
    subject?.of === 'attendance' ? subject.activityId : subject?.of === 'activity' ? subject.id : undefined;
  const activity = id === undefined ? undefined : await turn.tx.activity(id);
  return turn.say('undo.done', {
    activity: activity ? activityWords(turn, activity) : null,
    text: (last.text ?? '').split('\n')[0]!.slice(0, 30),
  });
});

/** Somebody else changed the same thing since: taking it back would destroy that. */
async function isOvertaken(turn: Turn, changes: Change[], at: number): Promise<boolean> {
  for (const change of changes) {
    if (change.of === 'attendance') {
      const now = (await turn.tx.attendance(change.activityId)).find((a) => a.personId === change.personId);
      if (now && now.by !== turn.sender.id && now.at > at) return true;
    }
    if (change.of === 'activity') {
      const last = changes.filter((c) => c.of === 'activity' && c.id === change.id).at(-1);
      const now = await turn.tx.activity(change.id);
      if (now && last?.of === 'activity' && now.revision !== last.after) return true;
    }
    if (change.of === 'item' && (await isItemOvertaken(turn, change, changes))) return true;
  }
  return false;
}

async function revert(turn: Turn, change: Change, messageKey: string): Promise<void> {
  const { tx } = turn;
  switch (change.of) {
    case 'attendance':
      if (change.before) return tx.putAttendance(change.before);
      await tx.cancelOutbox(`leave:${change.activityId}:${change.personId}`);
      return tx.removeAttendance(change.activityId, change.personId);
    case 'activity':
      return revertActivity(turn, change);
    case 'record':
      return change.before ? tx.putRecord(change.before) : tx.removeRecord(change.activityId);
    case 'binding':
      return change.before ? tx.putBinding(change.before) : tx.removeBinding(change.unitId);
    case 'setting':
      return tx.putSetting(change.unitId, change.key, change.before);
    case 'settled':
      return tx.unsettleMatter(change.matter);
    case 'item':
      return revertItem(turn, change, messageKey);
    case 'evidence':
      return tx.withdrawEvidence(change.id);
  }
}

/** A planned activity taken back is cancelled; a change taken back is told to those who heard of it. */
async function revertActivity(turn: Turn, change: Extract<Change, { of: 'activity' }>): Promise<void> {
  const now = await turn.tx.activity(change.id);
  if (!now) return;
  const back = await turn.tx.changeActivity(
    change.before ? { ...change.before } : { ...now, stage: 'cancelled' },
  );
  if (!change.before) {
    if (now.source !== 'report') await tellChanged(turn, back, 'cancelled');
  } else if (now.stage !== 'recorded') await tellChanged(turn, back, 'restored');
}
