// Messages that a person's act causes to others; scheduled ones are planned in reminders/.

import type { Activity } from '../domain/activity/activity.ts';
import { dueFor } from '../domain/activity/due.ts';
import { meetingName } from '../domain/activity/types.ts';
import type { Person } from '../domain/organisation/organisation.ts';
import { type CardButton, cardTextChars, type PushChannel } from '../ports/channels.ts';
import type { OutboxEntry } from '../ports/outbox.ts';
import { pushAddressOf } from '../ports/push-address.ts';
import type { Binding } from '../ports/store.ts';
import type { Turn } from './turn.ts';

interface PersonalPush {
  key: string;
  rule: string;
  subject: string;
  unitId: number;
  people: Person[];
  text: string;
  expiresAt: number;
  card?: { title: string; buttons: CardButton[] } | undefined;
}

/** One private message to each of these people, at once or after quiet hours. */
export async function pushTo(turn: Turn, push: PersonalPush): Promise<void> {
  if (push.people.length === 0) return;
  await turn.tx.addOutbox([
    {
      key: push.key,
      at: turn.pushAt(turn.now),
      expiresAt: push.expiresAt,
      rule: push.rule,
      unitId: push.unitId,
      subject: push.subject,
      channel: 'app',
      to: push.people.map((p) => p.userId),
      audience: push.people.map((p) => p.id),
      text: push.text,
      card: push.card ?? null,
    },
  ]);
}

/** The push address of a unit's group chat: its own binding, else that of the branch it lies in. */
async function bindingFor(turn: Pick<Turn, 'tx' | 'org'>, unitId: number): Promise<Binding | undefined> {
  const all = await turn.tx.bindings();
  if (all.length === 0) return undefined;
  const branch = turn.org.branchOf(unitId)?.id;
  return all.find((b) => b.unitId === unitId) ?? all.find((b) => b.unitId === branch);
}

/** How people hear of it: in this very chat, in their group, each in private, or at 08:01. */
export type Told = 'here' | 'group' | 'each' | 'later' | 'nobody';

/**
 * Tells the people of an activity: the group by its webhook, or each in private where the group has no push address
 *. A group that reads the bot's reply itself is not told again.
 */
export async function announce(
  turn: Turn,
  activity: Activity,
  rule: string,
  textFor: (bot: string) => string,
): Promise<Told> {
  const binding = await bindingFor(turn, activity.unitId);
  const due = dueFor(activity, turn.org);
  const people = [...due.members, ...due.mobile, ...due.observers];
  if (people.length === 0) return 'nobody';
  if (binding?.chatId && binding.chatId === turn.chat) {
    await turn.tx.putMark(heardHere(activity), turn.chat);
    return 'here';
  }
  // A group bot hears only what mentions it; in private it hears everything.
  const address = pushAddressOf(binding, turn.groupsBy);
  const said = textFor(address ? (turn.botName ?? '') : '');
  const text = address?.channel === 'appchat' ? `${said}\n${turn.say('bind.group_unheard').text}` : said;
  const entry: Omit<OutboxEntry, 'channel' | 'to'> = {
    key: `${rule}:${activity.id}:${activity.revision}`,
    at: announceAt(turn, activity),
    expiresAt: activity.startAt,
    rule,
    unitId: activity.unitId,
    subject: `activity:${activity.id}`,
    audience: people.map((p) => p.id),
    text,
    card: null,
  };
  const card = (by: PushChannel) => leaveCard(turn, activity, text, by);
  if (address)
    await turn.tx.addOutbox([
      {
        ...entry,
        channel: address.channel,
        to: [address.chat],
        card: address.channel === 'bot' ? card('bot') : null,
      },
    ]);
  else
    await turn.tx.addOutbox([
      { ...entry, card: card(turn.personsBy), channel: 'app', to: people.map((p) => p.userId) },
    ]);
  return entry.at > turn.now ? 'later' : address ? 'group' : 'each';
}

/** What a group read in the bot's own reply left no trace among what was sent. */
const heardHere = ({ id }: Activity) => `told:activity:${id}`;

/** Whether anybody has been told of it, by a message that left or in their own group. */
export async function wasTold({ tx }: Turn, activity: Activity): Promise<boolean> {
  const sent = await tx.outboxOf(`activity:${activity.id}`);
  const isOut = sent.some((r) => r.state === 'accepted' || r.state === 'sending' || r.state === 'unknown');
  return isOut || (await wasHeardInChat({ tx }, activity));
}

/** Whether their group read of it in the bot's own answer. */
export const wasHeardInChat = async ({ tx }: Pick<Turn, 'tx'>, activity: Activity): Promise<boolean> =>
  (await tx.mark(heardHere(activity))) !== undefined;

/** In private the button is the answer; what is cancelled needs none. */
function leaveCard(turn: Turn, activity: Activity, text: string, by: PushChannel): OutboxEntry['card'] {
  if (activity.stage === 'cancelled' || [...text].length > cardTextChars(by)) return null;
  const buttons: CardButton[] = [
    { text: turn.say('leave.button').text, key: `leave:${activity.id}`, style: 2 },
  ];
  return { title: meetingName(activity.types), buttons };
}

/** After quiet hours, unless the activity begins before then. */
function announceAt(turn: Turn, activity: Activity): number {
  const at = turn.pushAt(turn.now);
  return at >= activity.startAt ? turn.now : at;
}
