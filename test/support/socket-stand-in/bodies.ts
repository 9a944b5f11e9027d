// What is wrong with the body of a reply or push, as far as docs 101463, 101031 and 101032 say.
import { checkCard } from '../../../src/sandbox/card-rules.ts';
import { isFilled, isObject, type Json, LIMIT, MALFORMED, type Problem, type World } from './types.ts';

const EMPTY = 93017;
const MEDIA_DAYS_MS = 3 * 86_400_000;
export const MEDIA_TYPES = ['file', 'image', 'voice', 'video'];

export const malformed = (says: string): Problem => ({ says, errcode: MALFORMED });

/** Keys beyond `allowed`. */
export function* strangeKeys(object: Json, allowed: readonly string[], place: string): Generator<Problem> {
  for (const key of Object.keys(object))
    if (!allowed.includes(key)) yield malformed(`${place} must not have ${key}`);
}

export function* textProblems(content: unknown, place: string): Generator<Problem> {
  if (typeof content !== 'string') yield malformed(`${place} is not a string`);
  else if (content.trim() === '') yield { says: `${place} is empty`, errcode: EMPTY };
  else if (Buffer.byteLength(content) > LIMIT.contentBytes)
    yield malformed(`${place} has ${Buffer.byteLength(content)} bytes, more than ${LIMIT.contentBytes}`);
}

/**
 * Of a body that is told by its msgtype.
 * @param types the msgtypes that may stand here
 * @param besides keys the command has of its own
 */
export function* messageProblems(
  world: World,
  body: Json,
  types: readonly string[],
  besides: readonly string[] = [],
): Generator<Problem> {
  const msgtype = String(body.msgtype);
  if (!types.includes(msgtype)) {
    yield malformed(`msgtype ${msgtype} is not allowed here`);
    return;
  }
  const parts = msgtype === 'stream_with_template_card' ? ['stream', 'template_card'] : [msgtype];
  yield* strangeKeys(body, ['msgtype', ...parts, ...besides], 'body');
  if (msgtype === 'stream_with_template_card')
    yield malformed('stream_with_template_card is contradictory in doc 101463: not to be relied on');
  for (const part of parts) {
    const content = body[part];
    if (!isObject(content)) yield malformed(`${part} is missing`);
    else if (part === 'template_card') yield* cardProblems(world, content);
    else if (part === 'stream') yield* streamProblems(content);
    else if (MEDIA_TYPES.includes(part)) yield* mediaProblems(world, part, content);
    else yield* writtenProblems(part, content);
  }
}

function* writtenProblems(part: string, content: Json): Generator<Problem> {
  yield* strangeKeys(content, part === 'text' ? ['content'] : ['content', 'feedback'], part);
  yield* textProblems(content.content, `${part}.content`);
  yield* feedbackProblems(content, part);
}

function* streamProblems(stream: Json): Generator<Problem> {
  yield* strangeKeys(stream, ['id', 'finish', 'content', 'msg_item', 'feedback'], 'stream');
  if (!isFilled(stream.id)) yield malformed('stream.id is missing or blank');
  if (stream.finish !== undefined && typeof stream.finish !== 'boolean')
    yield malformed('stream.finish is not a boolean');
  yield* textProblems(stream.content, stream.finish === true ? 'finish content' : 'stream.content');
  if (stream.msg_item !== undefined)
    yield malformed('stream.msg_item is contradictory in doc 101463: not to be relied on');
  yield* feedbackProblems(stream, 'stream');
}

function* feedbackProblems(content: Json, place: string): Generator<Problem> {
  if (content.feedback === undefined) return;
  const id = isObject(content.feedback) ? content.feedback.id : undefined;
  if (!isFilled(id) || Buffer.byteLength(id) > LIMIT.feedbackIdBytes)
    yield malformed(`${place}.feedback.id must have 1 to ${LIMIT.feedbackIdBytes} bytes`);
}

function* mediaProblems(world: World, type: string, content: Json): Generator<Problem> {
  const allowed = type === 'video' ? ['media_id', 'title', 'description'] : ['media_id'];
  yield* strangeKeys(content, allowed, type);
  const upload = world.uploads.find((u) => u.mediaId === content.media_id);
  if (!upload) yield malformed(`${type}.media_id was never uploaded`);
  else if (upload.type !== type) yield malformed(`${type}.media_id is of a ${upload.type}`);
  else if (world.now() - upload.at > MEDIA_DAYS_MS) yield malformed(`${type}.media_id is older than 3 days`);
}

/** @param update the card replaces the one with its task_id */
export function* cardProblems(world: World, card: Json, update = false): Generator<Problem> {
  const { feedback: _, ...bare } = card;
  const { problem } = checkCard(bare, 'bot', world.taskIds, update);
  if (problem) yield { says: `template_card: ${problem.errmsg}`, errcode: problem.errcode };
  yield* feedbackProblems(card, 'template_card');
}

/** The card of an accepted body is shown: its task_id is taken from now on. */
export function showCard(world: World, body: Json): void {
  if (isObject(body.template_card) && body.template_card.task_id !== undefined)
    world.taskIds[`bot:${body.template_card.task_id}`] = true;
}
