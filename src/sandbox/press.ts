// A pressed card button: XML for a card pushed by the application, JSON for one the bot answered with.
import { callApp } from './app-callback.ts';
import { callBot } from './bot-callback.ts';
import { checkCard } from './card-rules.ts';
import { type Card, type ChatMessage, seenBy } from './chat-log.ts';
import { groupsOf, type SandboxPerson } from './directory.ts';
import { type Json, objectsOf } from './json.ts';
import type { Outcome } from './page-contract.ts';
import { showFault } from './show.ts';
import { issueCardCode, issueReplyUrl } from './tickets.ts';
import { personOf, Refusal, type World } from './world.ts';

type CardMessage = ChatMessage & { body: { kind: 'card' } };
type EventName = 'template_card_event' | 'template_card_menu_event';

interface Press {
  person: SandboxPerson;
  message: CardMessage;
  /** as the presser sees it */
  card: Card;
  key: string;
  event: EventName;
  /** chosen option ids by question_key */
  selected: Record<string, string[]>;
}

export async function press(
  world: World,
  request: { as: unknown; messageId: unknown; key: unknown; selected?: unknown },
): Promise<Outcome> {
  const person = personOf(world, request.as);
  const message = world.log.find(String(request.messageId));
  const own = message?.chat === `private:${person.userId.toLowerCase()}`;
  const shared = groupsOf(world.directory(), person.userId).some((g) => g.chatId === message?.chat);
  if (message?.body.kind !== 'card' || !(own || shared)) throw new Refusal('unknown_card');
  const seen = seenBy(message, person.userId).body as CardMessage['body'] & { card: Card; done?: string };
  if (seen.done || seen.card.replace_text) throw new Refusal('card_done');
  const event = eventOf(seen.card, request.key);
  if (!event) throw new Refusal('unknown_button');
  const pressed: Press = {
    person,
    message: message as CardMessage,
    card: seen.card,
    key: String(request.key),
    event,
    selected: selectionOf(request.selected),
  };
  return message.via === 'app' ? pressAppCard(world, pressed) : pressBotCard(world, pressed);
}

function eventOf(card: Card, key: unknown): EventName | undefined {
  const has = (list: Json[]) => list.some((b) => b.type !== 1 && b.key === key);
  if (has(objectsOf(card.button_list)) || has(objectsOf([card.submit_button]))) return 'template_card_event';
  if (has(objectsOf((card.action_menu as Json | undefined)?.action_list))) return 'template_card_menu_event';
  return undefined;
}

function selectionOf(value: unknown): Record<string, string[]> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).map(([question, ids]) => [question, [ids].flat().map(String)]),
  );
}

async function pressAppCard(world: World, pressed: Press): Promise<Outcome> {
  const { person, message, card, selected } = pressed;
  const items = Object.entries(selected).map(([QuestionKey, ids]) => ({
    QuestionKey,
    OptionIds: { OptionId: ids },
  }));
  const fields = {
    MsgType: 'event',
    Event: pressed.event,
    EventKey: pressed.key,
    TaskId: String(card.task_id ?? ''),
    CardType: String(card.card_type),
    ResponseCode: issueCardCode(world, message.msgid ?? ''),
    SelectedItems: items.length > 0 ? { SelectedItem: items } : undefined,
  };
  const cause = pressed.event === 'template_card_event' ? 'card' : 'event';
  const answer = await callApp(world.app, person.userId, fields, cause);
  switch (answer.kind) {
    case 'empty':
      return { ok: true };
    case 'fault':
      return showFault(world, message.chat, answer);
    case 'update_button':
      if (String(card.card_type).endsWith('_notice'))
        return showFault(world, message.chat, {
          kind: 'fault',
          code: 'card',
          detail: 'update_button on a notice',
        });
      world.log.change(message.id, { body: { ...message.body, done: answer.name } });
      return { ok: true, reply: { text: answer.name, messageId: message.id } };
    case 'update_card':
      return replaceCard(world, message, answer.card);
    case 'text': {
      const shown = world.log.add({
        chat: message.chat,
        from: 'bot',
        via: 'reply',
        body: { kind: 'text', text: answer.text },
      });
      return { ok: true, reply: { text: answer.text, messageId: shown.id } };
    }
    default:
      return showFault(world, message.chat, { kind: 'fault', code: 'content', detail: answer.kind });
  }
}

async function pressBotCard(world: World, pressed: Press): Promise<Outcome> {
  const { person, message, card, selected } = pressed;
  const chatid = message.chat;
  const chosen = Object.entries(selected).map(([question_key, option_id]) => ({
    question_key,
    option_ids: { option_id },
  }));
  const event = {
    eventtype: 'template_card_event',
    template_card_event: {
      card_type: card.card_type,
      event_key: pressed.key,
      task_id: card.task_id,
      ...(chosen.length > 0 ? { selected_items: { selected_item: chosen } } : {}),
    },
  };
  const about = {
    create_time: Math.floor(world.now() / 1000),
    chatid,
    chattype: 'group',
    from: { userid: person.userId },
    response_url: issueReplyUrl(world, chatid),
  };
  const answer = await callBot(
    world.bot,
    { ...about, msgtype: 'event', event },
    'card',
    String(card.task_id),
  );
  if (answer.kind === 'fault') return showFault(world, chatid, answer);
  if (answer.kind !== 'update_card') return { ok: true };
  return replaceCard(world, message, answer.card, answer.userIds);
}

/** Without userids everybody who got the card sees the new one (doc 101031). */
function replaceCard(world: World, message: CardMessage, card: Card, userIds?: string[]): Outcome {
  const { problem } = checkCard(card, message.via === 'app' ? 'app' : 'bot', {}, true);
  if (problem) return showFault(world, message.chat, { kind: 'fault', code: 'card', detail: problem.errmsg });
  const { body } = message;
  // A card keeps its task_id through every change.
  const next = { task_id: body.card.task_id, ...card };
  const views = Object.fromEntries((userIds ?? []).map((id) => [id.toLowerCase(), { card: next }]));
  world.log.change(message.id, {
    body: userIds ? { ...body, views: { ...body.views, ...views } } : { kind: 'card', card: next },
  });
  return { ok: true, reply: { text: String(card.replace_text ?? ''), messageId: message.id } };
}
