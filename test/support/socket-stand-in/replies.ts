// Answers to callbacks: aibot_respond_msg, aibot_respond_welcome_msg, aibot_respond_update_msg (doc 101463).
import { cardProblems, MEDIA_TYPES, malformed, messageProblems, showCard, strangeKeys } from './bodies.ts';
import {
  type Callback,
  type CallbackKind,
  isFilled,
  isObject,
  type Json,
  LIMIT,
  type Problem,
  type World,
} from './types.ts';

const STALE = 846605;
const STREAM_OVER = 846608;

/** Which callback each command answers. */
export const ANSWERS: Record<string, CallbackKind> = {
  aibot_respond_msg: 'message',
  aibot_respond_welcome_msg: 'enter_chat',
  aibot_respond_update_msg: 'template_card_event',
};

const MESSAGE_TYPES = ['stream', 'template_card', 'stream_with_template_card', 'markdown', ...MEDIA_TYPES];

/** What is wrong with an answer; nothing when it may be accepted. */
export function* replyProblems(
  world: World,
  connection: number,
  cmd: string,
  reqId: string,
  body: Json,
): Generator<Problem> {
  const callback = world.callbacks.get(reqId);
  if (!callback) {
    yield { says: `req_id ${reqId} is of no callback`, errcode: STALE };
    return;
  }
  if (callback.connection !== connection)
    yield { says: `req_id ${reqId} is of another connection`, errcode: STALE };
  if (callback.kind !== ANSWERS[cmd])
    yield { says: `answers a callback of kind ${callback.kind}`, errcode: STALE };
  const age = world.now() - callback.at;
  if (age > (cmd === 'aibot_respond_msg' ? LIMIT.replyMs : LIMIT.promptMs))
    yield { says: `comes ${age} ms after its callback, too late`, errcode: STALE };
  if (cmd !== 'aibot_respond_msg' && callback.answers.length > 0)
    yield { says: `answers req_id ${reqId} a second time`, errcode: STALE };

  if (cmd === 'aibot_respond_msg') {
    yield* messageProblems(world, body, MESSAGE_TYPES);
    yield* streamLifeProblems(world, callback, body);
  } else if (cmd === 'aibot_respond_welcome_msg')
    yield* messageProblems(world, body, ['text', 'template_card']);
  else yield* updateProblems(world, callback, body);
}

function* streamLifeProblems(world: World, callback: Callback, body: Json): Generator<Problem> {
  if (isObject(body.stream) && isFilled(body.stream.id)) {
    const stream = world.streams.get(body.stream.id);
    if (!stream) return;
    if (stream.reqId !== callback.reqId)
      yield malformed(`stream ${body.stream.id} belongs to another req_id`);
    else if (stream.finished)
      yield { says: `stream ${body.stream.id} is finished already`, errcode: STREAM_OVER };
    else if (world.now() - stream.firstAt > LIMIT.streamMs)
      yield { says: `stream ${body.stream.id} is older than 6 minutes`, errcode: STREAM_OVER };
    return;
  }
  const streams = [...world.streams.values()].filter((s) => s.reqId === callback.reqId);
  if (MEDIA_TYPES.includes(String(body.msgtype)) && streams.length > 0)
    yield malformed('media after a stream has to be pushed');
  else if (streams.some((s) => !s.finished))
    yield malformed('a reply without stream does not replace the open stream');
}

function* updateProblems(world: World, callback: Callback, body: Json): Generator<Problem> {
  yield* strangeKeys(body, ['response_type', 'template_card', 'userids'], 'body');
  if (body.response_type !== 'update_template_card')
    yield malformed('response_type is not update_template_card');
  if (!isObject(body.template_card)) yield malformed('template_card is missing');
  else {
    if (body.template_card.task_id !== callback.taskId)
      yield malformed(`task_id is not the callback's ${callback.taskId}`);
    yield* cardProblems(world, body.template_card, true);
  }
  const { userids } = body;
  const isList = Array.isArray(userids) && userids.length > 0 && userids.every(isFilled);
  if (userids !== undefined && !isList) yield malformed('userids is not a list of userids');
}

/** Shows an accepted answer. */
export function acceptReply(world: World, reqId: string, body: Json): void {
  const callback = world.callbacks.get(reqId)!;
  if (isObject(body.stream)) {
    const id = String(body.stream.id);
    const stream = world.streams.get(id) ?? { reqId, firstAt: world.now(), finished: false };
    stream.finished = body.stream.finish === true;
    world.streams.set(id, stream);
  }
  showCard(world, body);
  callback.answers.push(body);
}
