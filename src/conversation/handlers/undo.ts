// 撤销: the sender's last entry within ten minutes, back to what stood before.
import type { Activity } from '../../domain/activity/activity.ts';
import { MINUTE_MS } from '../../domain/calendar/time.ts';
import { itemLabel } from '../../domain/ledger/kinds.ts';
import { areasOf } from '../../domain/scheme/scheme.ts';
import type { Binding, Change, StoredMessage } from '../../ports/store.ts';
import { simply } from '../act.ts';
import { listen } from '../questions.ts';
import type { Turn } from '../turn.ts';
import { activityWords } from '../words.ts';
import { tellChanged } from './change-activity.ts';
import { handedOutBy } from './ledger/call-off.ts';
import { isItemOvertaken, revertItem } from './ledger/undo.ts';
import { moveBack } from './muster/change.ts';
import { callOff } from './muster/end.ts';
import { processesUndone } from './process/undone.ts';
import { pointer } from './record/words.ts';

const UNDO_MS = 10 * MINUTE_MS;

export const undo = simply<'undo'>(async (turn) => {
  // 撤回通知, then 撤回: the same once more, and not the meeting. Said again it is heard as it stands.
  const before = await turn.tx.lastSaid(turn.sender.id, turn.chat);
  if (before?.intent === 'notice_recall') return turn.say('undo.recalling');
  const last = await turn.tx.lastChanged(turn.sender.id, turn.now - UNDO_MS);
  if (!last) return turn.say('undo.nothing');
  if (await isOvertaken(turn, last.changes))
    return turn.say('undo.overtaken', { task: await handedOutBy(turn, last.changes) });
  // Said in private, it is not repeated in a group: neither the words, nor what they were about.
  const isHere = turn.chat === '' || last.chatId === turn.chat;
  // An answer that says nothing of it tells nobody: who was told of a plan is told as from a private chat.
  const telling = isHere ? turn : { ...turn, chat: '' };
  for (const change of [...last.changes].reverse()) await revert(telling, change, last.key);
  await turn.tx.markUndone(last, turn.now);
  await turn.tx.forgetLesson(last);
  // What was asked after it is about what is no more.
  await turn.tx.clearQuestion(turn.sender.id, last.chatId ?? '');
  await turn.tx.clearQuestion(turn.sender.id, turn.chat);
  const activity = await activityIn(turn, last.changes);
  // What is said next is still of that meeting, and of no other.
  const isOfRecord = last.changes.some((change) => change.of === 'record');
  if (activity && activity.stage !== 'cancelled' && isOfRecord && isHere)
    await listen(turn, 'record', pointer(activity));
  return turn.say('undo.done', {
    activity: activity && isHere ? activityWords(turn, activity) : null,
    what: isHere ? whatOf(last) : '',
    here: isHere,
    items: isHere ? [...(await itemsIn(turn, last.changes)), ...processesUndone(turn, last.changes)] : [],
  });
});

const MOST_ITEMS = 3;

/** 整改12, 约请3: as the bot calls them. */
async function itemsIn(turn: Turn, changes: readonly Change[]): Promise<string[]> {
  const ids = new Set(changes.flatMap((change) => (change.of === 'item' ? [change.id] : [])));
  const items = await Promise.all([...ids].slice(0, MOST_ITEMS).map((id) => turn.tx.item(id)));
  return items.flatMap((item) => (item ? [itemLabel(item)] : []));
}

/** What the changes alone do not tell. */
const SAID_OTHERWISE: Readonly<Record<string, string>> = {
  attendance_correct: 'correction',
  not_held: 'not_held',
  activity_cancel: 'cancelled',
  leave_decide: 'decision',
  leave_ok: 'decision',
  leave_no: 'decision',
};

/** The kind of entry, as the sentence words it; buttons stand for the intent they carry out. */
function whatOf({ intent, changes, userId }: StoredMessage): string {
  const named = SAID_OTHERWISE[intent?.replace('button:', '') ?? ''];
  if (named) return named;
  const kinds = new Set(changes.map((change) => change.of));
  if (kinds.has('item') && kinds.has('record')) return 'resolutions';
  if (kinds.has('record'))
    return changes.some((c) => c.of === 'record' && c.before !== null) ? 'correction' : 'record';
  const [first] = changes;
  if (first?.of === 'muster' && first.before) return 'muster_moved';
  if (first?.of === 'activity') return first.before === null ? 'planned' : 'changed';
  if (first?.of === 'attendance' && first.personId !== userId) return 'others';
  if (first?.of === 'attendance') {
    if (first.after === null || first.after.state === 'leave' || first.after.state === 'leave_pending')
      return first.after === null ? 'attendance' : 'leave';
    return 'attendance';
  }
  return first?.of ?? intent ?? '';
}

async function activityIn(turn: Turn, changes: readonly Change[]): Promise<Activity | undefined> {
  for (const change of changes) {
    if (change.of === 'attendance' || change.of === 'record') return turn.tx.activity(change.activityId);
    if (change.of === 'activity') return turn.tx.activity(change.id);
  }
  return undefined;
}

/** Somebody changed the same thing since: taking it back would destroy that. */
async function isOvertaken(turn: Turn, changes: readonly Change[]): Promise<boolean> {
  // Of several changes to one thing the last one tells what it was left as.
  const last = new Map(changes.map((change) => [thingOf(change), change]));
  for (const change of last.values()) if (!(await standsAsLeft(turn, change, changes))) return true;
  return false;
}

function thingOf(change: Change): string {
  switch (change.of) {
    case 'attendance':
      return `attendance:${change.activityId}:${change.personId}`;
    case 'record':
      return `record:${change.activityId}`;
    case 'binding':
      return `binding:${change.unitId}`;
    case 'setting':
      return `setting:${change.unitId}:${change.key}`;
    case 'settled':
      return `settled:${change.matter}`;
    case 'muster_entry':
      return `muster_entry:${change.musterId}:${change.personId}`;
    case 'teams':
      return `teams:${change.personId}`;
    case 'scheme_cell':
      return `scheme_cell:${change.after.workId}:${change.after.unitId}:${change.after.month}`;
    default:
      return `${change.of}:${change.id}`;
  }
}

async function standsAsLeft(turn: Turn, change: Change, all: readonly Change[]): Promise<boolean> {
  const { tx } = turn;
  const isSame = (now: unknown, after: unknown) => plain(now ?? null) === plain(after);
  switch (change.of) {
    case 'attendance': {
      const entries = await tx.attendance(change.activityId);
      return isSame(entries.of(change.personId), change.after);
    }
    case 'record':
      return isSame(await tx.record(change.activityId), change.after);
    case 'binding': {
      const bound = await tx.bindings();
      const isAsLeft = isSame(
        bound.find((b) => b.unitId === change.unitId),
        change.after,
      );
      return isAsLeft && !isHeldByOthers(bound, change.before, all);
    }
    case 'setting':
      return isSame((await tx.settings()).get(change.unitId)?.get(change.key), change.after);
    case 'activity': {
      // Taking back a later change of one's own makes a revision too.
      const now = await tx.activity(change.id);
      // Others have signed for the meeting that was planned: it is theirs as well.
      const isOthers = change.before === null && (await isSignedByOthers(turn, change.id, all));
      if (isOthers) return false;
      return now === undefined || isSame({ ...now, revision: 0 }, { ...change.after, revision: 0 });
    }
    case 'item':
      return !(await isItemOvertaken(turn, change, all));
    case 'muster':
      return (await tx.muster(change.id))?.state === 'open';
    case 'muster_entry':
      return isSame(await tx.musterEntry(change.musterId, change.personId), change.after);
    case 'filing': {
      // Taking back a later change of one's own makes a revision too.
      const now = await tx.filing(change.id);
      return isSame(now && { ...now, revision: 0 }, { ...change.after, revision: 0 });
    }
    case 'process': {
      const now = await tx.process(change.id);
      return isSame(now && { ...now, revision: 0 }, { ...change.after, revision: 0 });
    }
    case 'scheme_cell': {
      const { workId, unitId, month } = change.after;
      return isSame(await tx.schemeCell(workId, unitId, month), change.after);
    }
    case 'teams':
      return isSame(turn.org.person(change.personId)?.teams, change.after);
    default:
      return true;
  }
}

/** Whether the chat or the push address that would come back belongs to another unit by now. */
function isHeldByOthers(bound: readonly Binding[], back: Binding | null, all: readonly Change[]): boolean {
  const own = new Set(all.flatMap((c) => (c.of === 'binding' ? [c.unitId] : [])));
  return bound.some(
    ({ unitId, chatId, webhookKey }) =>
      !own.has(unitId) &&
      ((chatId !== null && chatId === back?.chatId) ||
        (webhookKey !== null && webhookKey === back?.webhookKey)),
  );
}

/** Whether the roll has entries that are neither of this message nor its sender's. */
async function isSignedByOthers(
  { tx, sender }: Turn,
  activityId: number,
  all: readonly Change[],
): Promise<boolean> {
  const own = new Set(all.flatMap((c) => (c.of === 'attendance' ? [c.personId] : [])));
  return [...(await tx.attendance(activityId))].some((a) => a.by !== sender.id && !own.has(a.personId));
}

/** As it comes back from the store: without what is undefined, in whatever order it was written. */
const plain = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );

async function revert(turn: Turn, change: Change, messageKey: string): Promise<void> {
  const { tx } = turn;
  switch (change.of) {
    case 'attendance':
      await revertRequest(turn, change, messageKey);
      if (change.before) return tx.putAttendance(change.before);
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
    case 'muster': {
      const muster = await tx.muster(change.id);
      if (muster && change.before) await moveBack(turn, muster, change.before);
      else if (muster) await callOff(turn, muster);
      return;
    }
    case 'muster_entry':
      return tx.putMusterEntry(change.before);
    case 'filing': {
      const now = await tx.filing(change.id);
      if (!now) return;
      const back = change.before ?? { ...change.after, isGone: true };
      await tx.changeFiling({ ...back, revision: now.revision });
      return;
    }
    case 'process': {
      const now = await tx.process(change.id);
      if (!now) return;
      const back = change.before ?? { ...change.after, isGone: true };
      await tx.changeProcess({ ...back, revision: now.revision });
      return;
    }
    case 'scheme_cell':
      return tx.putSchemeCell(change.after, change.before, areasOf(turn.org, change.after.unitId));
    case 'teams':
      return tx.putTeams(change.personId, change.before);
  }
}

/** A leave that waits again is asked about again, where nobody has got that question yet; one that does not wait is not. */
async function revertRequest(
  { tx, message }: Turn,
  { activityId, personId, before }: Extract<Change, { of: 'attendance' }>,
  messageKey: string,
): Promise<void> {
  const subject = `leave:${activityId}:${personId}`;
  await tx.cancelOutbox(`leave_decided:${activityId}:${personId}`);
  await tx.cancelOutbox(`makeup:${activityId}:${personId}`);
  const requests = await tx.outboxOf(subject);
  const isOfThis = requests.at(-1)?.key.endsWith(messageKey) === true;
  if (isOfThis || before?.state !== 'leave_pending') await tx.cancelOutbox(subject);
  if (before?.state !== 'leave_pending') return;
  const asked = requests.findLast(({ key }) => !key.endsWith(messageKey));
  if (asked?.state === 'cancelled') await tx.addOutbox([{ ...asked, key: `${asked.key}:${message.key}` }]);
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
    return;
  }
  // A record is nothing that people were told of, and neither is that a meeting was not held.
  const isOver = back.startAt <= turn.now && now.startAt <= turn.now;
  if (now.stage !== 'recorded' && back.stage !== 'recorded' && !isOver)
    await tellChanged(turn, back, 'restored');
}
