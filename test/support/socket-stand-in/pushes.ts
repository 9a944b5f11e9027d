// Active pushes: aibot_send_msg (doc 101463).
import { MEDIA_TYPES, malformed, messageProblems } from './bodies.ts';
import { isFilled, type Json, type Problem, type World } from './types.ts';

const UNKNOWN_CHAT = 93006;
const NOT_IN_GROUP = 93008;
/** The reference leaves open what "never written" is refused with; a client must not depend on these two. */
const NEVER_WRITTEN = { single: 846607, group: 93001 } as const;

const PUSH_TYPES = ['markdown', 'template_card', ...MEDIA_TYPES];

export function* pushProblems(world: World, body: Json): Generator<Problem> {
  yield* chatProblems(world, body);
  yield* messageProblems(world, body, PUSH_TYPES, ['chatid', 'chat_type']);
}

function* chatProblems(world: World, body: Json): Generator<Problem> {
  if (!isFilled(body.chatid)) {
    yield { says: 'chatid is missing or blank', errcode: UNKNOWN_CHAT };
    return;
  }
  if (body.chat_type !== 1 && body.chat_type !== 2) yield malformed('chat_type is neither 1 nor 2');
  const chat = world.chats.get(body.chatid);
  if (!chat) {
    const near = [...world.chats.keys()].find((id) => id.toLowerCase() === String(body.chatid).toLowerCase());
    yield {
      says: `unknown chatid ${body.chatid}${near ? `, spelt unlike ${near}` : ''}`,
      errcode: UNKNOWN_CHAT,
    };
    return;
  }
  if (body.chat_type === (chat.type === 'single' ? 2 : 1))
    yield { says: `chat_type ${body.chat_type} is wrong for a ${chat.type} chat`, errcode: UNKNOWN_CHAT };
  if (chat.removed && chat.told)
    yield { says: `pushes to ${body.chatid} again, which refused the bot`, errcode: NOT_IN_GROUP };
  else if (!chat.active && !chat.removed)
    yield { says: `nobody has written to the bot in ${body.chatid} yet`, errcode: NEVER_WRITTEN[chat.type] };
}

/** The refusal a client cannot foresee: the bot was taken out of the group. */
export function refusedByGroup(world: World, body: Json): { errcode: number; errmsg: string } | undefined {
  const chat = world.chats.get(String(body.chatid));
  if (!chat?.removed) return undefined;
  chat.told = true;
  return { errcode: NOT_IN_GROUP, errmsg: 'aibot not in group' };
}
