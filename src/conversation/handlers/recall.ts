// 撤回通知: what the application told people of a matter is taken back from them; the matter itself stays as it is.

import type { Activity } from '../../domain/activity/activity.ts';
import { meetingName } from '../../domain/activity/types.ts';
import { DAY_MS } from '../../domain/calendar/time.ts';
import { toIntent } from '../../domain/intent.ts';
import type { Item } from '../../domain/ledger/item.ts';
import { itemLabel } from '../../domain/ledger/kinds.ts';
import type { Target } from '../../domain/organisation/permissions.ts';
import { PUSH_CHANNELS } from '../../ports/channels.ts';
import type { OutboxRow } from '../../ports/outbox.ts';
import type { StoredMessage } from '../../ports/store.ts';
import { act, type Ended } from '../act.ts';
import { candidates, isNamed, unitsOf } from '../near.ts';
import { wasHeardInChat } from '../push.ts';
import { mayDo, type Turn } from '../turn.ts';
import { unitInQuestion } from '../units.ts';
import { askWhichMeeting } from '../which-meeting.ts';
import { itemsNamed, unknownItem } from './ledger/find.ts';
import { toldOf } from './ledger/people.ts';

/** WeCom takes a message back no later (doc 94867). */
const RECALL_MS = DAY_MS;

/** What is told of a meeting to those who are to come; 会后记录 and its like is for who writes it. */
const NOTICES: readonly string[] = [
  'invitation',
  'changed',
  'cancelled',
  'restored',
  'day_before',
  'two_hours_before',
  'opening',
];

/** What people were told of, and by which messages. */
interface Matter {
  about: string;
  /** what to say to cancel the meeting; empty for an item */
  cancel: string;
  on: Target;
  rows: OutboxRow[];
  /** a group read it in the bot's own answer */
  inChat: boolean;
}

type Recalling = Turn<'notice_recall'>;

export const recallNotice = act<'notice_recall', Matter>({
  permit: { actions: ['recall_notice'], asked: (_turn, { on }) => [{ action: 'recall_notice', on }] },
  about(turn) {
    const { itemNo, activityType, activityTypes, startAt, scope, activityId } = turn.intent;
    if (itemNo) return itemMatter(turn, itemNo);
    const isNamedOne = activityType || activityTypes || startAt || scope || activityId !== undefined;
    return isNamedOne ? meetingMatter(turn) : lastMatter(turn);
  },
  async carryOut(turn, { about, cancel, rows, inChat }) {
    const since = turn.now - RECALL_MS;
    const isOurs = (row: OutboxRow) => PUSH_CHANNELS[row.channel].address === 'users';
    const out = rows.filter((row) => isOurs(row) && row.state === 'accepted');
    const fresh = out.filter((row) => (row.sentAt ?? 0) > since);
    const pushes = fresh.filter((row) => row.outcome === 'accepted' && row.messageIds.length > 0);
    const waiting = rows.filter((row) => row.state === 'waiting');
    for (const subject of new Set(waiting.map((row) => row.subject)))
      await turn.tx.cancelOutbox(subject, [...new Set(waiting.map((row) => row.rule))]);
    const told = {
      about,
      cancel,
      waiting: people(waiting),
      late: people(out.filter((row) => (row.sentAt ?? 0) <= since)),
      unsure: people(
        rows.filter((row) => isOurs(row) && (row.state === 'unknown' || row.state === 'sending')),
      ),
      group: inChat || rows.some((row) => !isOurs(row) && row.state === 'accepted'),
    };
    if (pushes.length === 0)
      return turn.say('recall.stopped', {
        ...told,
        before: BEFORE.find((word) => fresh.some((row) => row.outcome === word)) ?? '',
      });
    const asked = { by: turn.sender.userId, about, group: told.group };
    const subject = `recall:${turn.message.key}`;
    await turn.tx.addRecalls(pushes.map((push) => ({ subject, at: turn.now, push: reached(push), asked })));
    return turn.say('recall.started', { ...told, count: people(pushes) });
  },
});

/** What may have been said of it already, what goes on first. */
const BEFORE = ['recalling', 'recalled'];

const people = (rows: readonly OutboxRow[]): number =>
  rows.reduce((sum, row) => sum + (row.to.length - row.refused.length), 0);

/** Whom WeCom did not reach has nothing to lose. */
function reached(push: OutboxRow): OutboxRow {
  const refused = new Set(push.refused.map((id) => id.toLowerCase()));
  return { ...push, to: push.to.filter((id) => !refused.has(id.toLowerCase())) };
}

/** 刚才的通知: the last thing of the sender's own that anybody was told of. */
async function lastMatter(turn: Recalling): Promise<Matter | Ended> {
  for (const message of await turn.tx.changesBy(turn.sender.id, turn.now - RECALL_MS)) {
    const matter = await matterOf(turn, message);
    if (matter && (matter.rows.length > 0 || matter.inChat)) return matter;
  }
  return { reply: turn.say('recall.none_own') };
}

async function matterOf(turn: Recalling, { key, changes }: StoredMessage): Promise<Matter | undefined> {
  for (const change of changes) {
    const activity = change.of === 'activity' ? await turn.tx.activity(change.id) : undefined;
    if (activity) return ofMeeting(turn, activity);
  }
  const ids = [...new Set(changes.flatMap((change) => (change.of === 'item' ? [change.id] : [])))];
  const items = (await Promise.all(ids.map((id) => turn.tx.item(id)))).filter((item) => item !== undefined);
  const [first] = items;
  if (!first) return undefined;
  return ofItem(
    first,
    await told(
      turn,
      items.map((item) => toldOf(item, key)),
    ),
    [turn.sender.id],
  );
}

async function meetingMatter(turn: Recalling): Promise<Matter | Ended> {
  const unit = unitInQuestion(turn, turn.intent.scope);
  if (unit && 'reply' in unit) return unit;
  const near = await candidates(turn, unit ? [unit.unit.id] : unitsOf(turn), turn.intent.activityId);
  const found: (Matter & { activity: Activity })[] = [];
  for (const one of near.filter((n) => isNamed(n, turn.intent))) {
    const matter = await ofMeeting(turn, one.activity);
    if (matter.rows.length > 0 || matter.inChat) found.push({ ...matter, activity: one.activity });
  }
  const own = found.filter(({ on }) => mayDo(turn, 'recall_notice', on));
  const meant = own.length > 0 ? own : found;
  if (meant.length <= 1) return meant[0] ?? { reply: turn.say('recall.none_fits') };
  const reply = await askWhichMeeting(
    turn,
    meant.map(({ activity }) => activity),
    ({ activityId, activityType }) => toIntent({ intent: 'notice_recall', activityId, activityType }),
  );
  return { reply };
}

async function ofMeeting(turn: Recalling, activity: Activity): Promise<Matter> {
  const changed = await turn.tx.changesOf(activity.id, turn.now - RECALL_MS);
  const authors = [activity.createdBy, ...changed.filter(isOfMeeting(activity)).map((m) => m.userId)];
  const rows = await turn.tx.outboxOf(`activity:${activity.id}`);
  const name = meetingName(activity.types);
  return {
    about: `${turn.org.unit(activity.unitId).name}${name}`,
    cancel: name,
    on: {
      unitId: activity.unitId,
      types: activity.types,
      authors: authors.filter((id) => id !== null),
    },
    rows: rows.filter((row) => NOTICES.includes(row.rule)),
    inChat: await wasHeardInChat(turn, activity),
  };
}

/** Who signs in changes the meeting too, and told nobody anything. */
const isOfMeeting =
  ({ id }: Activity) =>
  ({ changes }: StoredMessage): boolean =>
    changes.some((change) => change.of === 'activity' && change.id === id);

/** By its number: what the sender told of it, and for an admin what anybody did. */
async function itemMatter(turn: Recalling, itemNo: string): Promise<Matter | Ended> {
  const { items, unknown } = await itemsNamed(turn, itemNo);
  const [item] = items;
  if (!item) return { reply: unknownItem(turn, unknown) };
  const events = (await turn.tx.itemEvents(item.id)).filter((event) => event.messageKey !== null);
  const own = events.filter((event) => event.by === turn.sender.id);
  const meant = own.length > 0 ? own : events;
  const subjects = [...new Set(meant.map((event) => toldOf(item, event.messageKey!)))];
  return ofItem(
    item,
    await told(turn, subjects),
    meant.map((event) => event.by),
  );
}

const ofItem = (item: Item, rows: OutboxRow[], authors: string[]): Matter => ({
  about: itemLabel(item),
  cancel: '',
  on: { unitId: item.unitId, authors },
  rows,
  inChat: false,
});

const told = async (turn: Recalling, subjects: readonly string[]): Promise<OutboxRow[]> =>
  (await Promise.all(subjects.map((subject) => turn.tx.outboxOf(subject)))).flat();
