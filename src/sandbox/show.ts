// How answers of the server become lines in a chat.
import type { Fault } from './app-callback.ts';
import { checkCard } from './card-rules.ts';
import type { Card } from './chat-log.ts';
import { asObject } from './json.ts';
import type { Outcome } from './page-contract.ts';
import type { World } from './world.ts';

/** Adds the red line that says what real WeCom would not have taken. */
export function showFault(world: World, chat: string, { code, detail }: Fault): Outcome {
  world.log.add({ chat, from: 'system', body: { kind: 'fault', code, detail } });
  return { ok: false, error: code, detail };
}

/** A card the bot answered with; its task_id must be new (doc 101032). */
export function showBotCard(world: World, chat: string, card: Card): Outcome {
  const { problem, warnings } = checkCard(card, 'bot', world.memory.state.taskIds);
  if (problem) return showFault(world, chat, { kind: 'fault', code: 'card', detail: problem.errmsg });
  if (card.task_id) world.memory.state.taskIds[`bot:${card.task_id}`] = chat;
  const shown = world.log.add({ chat, from: 'bot', via: 'reply', body: { kind: 'card', card }, warnings });
  return { ok: true, reply: { text: cardTitle(card), messageId: shown.id } };
}

function cardTitle(card: Card): string {
  const title = card.main_title && asObject(card.main_title, 'main_title').title;
  return String(title ?? card.sub_title_text ?? '');
}
