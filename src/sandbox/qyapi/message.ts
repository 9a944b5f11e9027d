// message/send, message/update_template_card and message/recall (docs 90236, 94888, 94867).
import { createHash, randomBytes } from 'node:crypto';
import { checkCard } from '../card-rules.ts';
import { type Body, type Card, type ChatMessage, privateChat } from '../chat-log.ts';
import { type Directory, departments, findPerson, peopleBelow, type SandboxPerson } from '../directory.ts';
import type { Json } from '../json.ts';
import { issueCardCode, spend, validTicket } from '../tickets.ts';
import type { World } from '../world.ts';
import { type ApiCall, ApiError, done, jsonBody, objectOf } from './call.ts';
import { type Content, readContent } from './content.ts';
import { arrayOf, assertFields, assertFlag, assertRaw, joined } from './fields.ts';
import type { Rates } from './rates.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3600_000;
const RECALL_MS = 24 * HOUR_MS;
const DUPLICATE_DEFAULT_S = 1800;
const DUPLICATE_MAX_S = 4 * 3600;

const ENVELOPE = [
  'touser',
  'toparty',
  'totag',
  'msgtype',
  'agentid',
  'safe',
  'enable_id_trans',
  'enable_duplicate_check',
  'duplicate_check_interval',
];

/** 0 or 1, and neither of types that nobody can keep secret (doc 90236). */
function assertSafe({ safe, msgtype }: Json): void {
  if (safe === undefined) return;
  const types = ['text', 'image', 'file'];
  if ((safe !== 0 && safe !== 1) || !types.includes(String(msgtype))) throw new ApiError(40058, 'safe');
}

export function sendMessage(call: ApiCall, rates: Rates): Json {
  const { world } = call;
  const message = jsonBody(call);
  assertRaw(call.body);
  assertFlag(message, 'enable_id_trans');
  assertFlag(message, 'enable_duplicate_check');
  assertAgent(world, message.agentid);
  assertSafe(message);
  const { people, invalid } = recipients(world.directory(), message);
  const duplicate = duplicateKey(call, message);
  const earlier = duplicate && world.memory.state.sends[duplicate.digest];
  // What WeCom answers to a suppressed duplicate is not documented; the first answer again is the friendliest reading.
  if (earlier && earlier.until >= world.now()) return earlier.answer;
  const content = readContent(world, message, 'app');
  assertFields(message, [...ENVELOPE, String(message.msgtype)]);
  if (people.length === 0) throw new ApiError(81013, 'user & party & tag all invalid');

  const msgid = randomBytes(32).toString('base64url');
  for (const person of people) deliverTo(world, rates, person, content, msgid);
  const answer = done({ ...invalid, msgid, ...cardCode(world, content.body, msgid) });
  if (duplicate) world.memory.state.sends[duplicate.digest] = { until: duplicate.until, answer };
  world.memory.changed();
  return answer;
}

const UPDATE = [
  'userids',
  'partyids',
  'tagids',
  'atall',
  'agentid',
  'response_code',
  'button',
  'template_card',
  'enable_id_trans',
];

/** Either the buttons get a new name, or the whole card a new face. */
function assertFace({ button, template_card }: Json): void {
  if ((button === undefined) === (template_card === undefined))
    throw new ApiError(40058, 'either button or template_card');
  if (button === undefined) return;
  assertFields(objectOf(button), ['replace_name'], 'button');
  const { replace_name } = objectOf(button);
  if (typeof replace_name !== 'string' || !replace_name.trim()) throw new ApiError(42038, 'replace_name');
}

export function updateCard(call: ApiCall): Json {
  const { world } = call;
  const request = jsonBody(call);
  assertRaw(call.body);
  assertFields(request, UPDATE);
  assertFlag(request, 'atall');
  assertAgent(world, request.agentid, 42015);
  const userids = arrayOf(request, 'userids', 'string', 1000, 40032);
  const others = [
    ...arrayOf(request, 'partyids', 'number', 100, 82002),
    ...arrayOf(request, 'tagids', 'number', 100, 82003),
  ];
  if (userids.length + others.length === 0 && request.atall !== 1) throw new ApiError(82101, 'no recipient');
  assertFace(request);
  const ticket = validTicket(world, 'card', request.response_code);
  if (!ticket) throw new ApiError(60140, 'invalid response_code, possibly expired');
  const cards = world.log.ofMsgid(ticket.target);
  const named = userids.map((id) => id.toLowerCase());
  const meant =
    request.atall === 1 ? cards : cards.filter((m) => named.some((id) => m.chat === privateChat(id)));
  if (meant.length === 0) throw new ApiError(82102, 'none of them got the card');

  const next = nextCardBody(request);
  for (const message of meant) world.log.change(message.id, { body: next(message) });
  spend(world, String(request.response_code));
  const invaliduser = named.filter((id) => !cards.some((m) => m.chat === privateChat(id)));
  return done(invaliduser.length > 0 ? { invaliduser } : {});
}

export function recallMessage(call: ApiCall): Json {
  const { world } = call;
  const request = jsonBody(call);
  assertFields(request, ['msgid']);
  if (typeof request.msgid !== 'string' || request.msgid === '') throw new ApiError(40058, 'msgid');
  const messages = world.log.ofMsgid(request.msgid);
  if (!messages[0]) throw new ApiError(40058, 'unknown msgid');
  if (messages[0].at + RECALL_MS < world.now()) throw new ApiError(42052, 'recall is too late');
  for (const { id } of messages) world.log.change(id, { body: { kind: 'recalled' }, warnings: undefined });
  return done();
}

function assertAgent(world: World, agentId: unknown, foreign = 301002): void {
  if (!Number.isInteger(agentId)) throw new ApiError(40056, 'invalid agentid');
  if (String(agentId) !== world.credentials.agentId)
    throw new ApiError(foreign, 'agentid does not match the token');
}

/** A union of the three kinds, without repetition; what is unknown is named lower-cased, joined by `|`. */
function recipients(directory: Directory, message: Json): { people: SandboxPerson[]; invalid: Json } {
  const users = joined(message, 'touser', 1000, 40032);
  const parties = joined(message, 'toparty', 100, 82002);
  const tags = joined(message, 'totag', 100, 82003);
  if (users[0] === '@all') return { people: directory.people, invalid: {} };
  if (users.length + parties.length + tags.length === 0) throw new ApiError(82001, 'no recipient');
  const all = departments(directory);
  const found = new Set<SandboxPerson>();
  const unknown = (list: string[], lookup: (id: string) => SandboxPerson[] | undefined) =>
    list.filter((id) => {
      const people = lookup(id);
      for (const person of people ?? []) found.add(person);
      return !people;
    });
  const invaliduser = unknown(users, (id) => {
    const person = findPerson(directory, id);
    return person && [person];
  });
  const invalidparty = unknown(parties, (id) => {
    const department = all.find((d) => String(d.id) === id);
    return department && peopleBelow(directory, department.path);
  });
  const lists = { invaliduser, invalidparty, invalidtag: tags };
  const invalid = Object.entries(lists).filter(([, ids]) => ids.length > 0);
  return {
    people: [...found],
    invalid: Object.fromEntries(invalid.map(([name, ids]) => [name, ids.join('|').toLowerCase()])),
  };
}

function duplicateKey(call: ApiCall, message: Json): { digest: string; until: number } | undefined {
  const interval = message.duplicate_check_interval ?? DUPLICATE_DEFAULT_S;
  if (
    !(
      typeof interval === 'number' &&
      Number.isInteger(interval) &&
      interval > 0 &&
      interval <= DUPLICATE_MAX_S
    )
  )
    throw new ApiError(40058, 'duplicate_check_interval');
  if (message.enable_duplicate_check !== 1) return undefined;
  const digest = createHash('sha256').update(call.body).digest('base64url');
  return { digest, until: call.world.now() + interval * 1000 };
}

/** Over the per-member limits WeCom drops the message and says nothing; the red line says it instead. */
function deliverTo(world: World, rates: Rates, person: SandboxPerson, content: Content, msgid: string): void {
  const { memberPerMinute, memberPerHour } = world.limits;
  const chat = privateChat(person.userId);
  const fits = rates.take(chat, world.now(), [memberPerMinute, MINUTE_MS], [memberPerHour, HOUR_MS]);
  if (fits) world.log.add({ chat, from: 'bot', via: 'app', msgid, ...content });
  else world.log.add({ chat, from: 'system', body: { kind: 'fault', code: 'dropped' } });
}

function cardCode(world: World, body: Body, msgid: string): Json {
  if (body.kind !== 'card') return {};
  const { card } = body;
  if (card.task_id) world.memory.state.taskIds[`app:${card.task_id}`] = msgid;
  const interactive = String(card.card_type).endsWith('_interaction') || card.action_menu;
  return interactive ? { response_code: issueCardCode(world, msgid) } : {};
}

function nextCardBody(request: Json): (message: ChatMessage) => Body {
  const name = objectOf(request.button).replace_name;
  if (typeof name === 'string' && name)
    return ({ body }) => (body.kind === 'card' ? { ...body, done: name } : body);
  const card: Card = objectOf(request.template_card);
  const { problem } = checkCard(card, 'app', {}, true);
  if (problem) throw new ApiError(problem.errcode, problem.errmsg);
  return ({ body }) => ({
    kind: 'card',
    card: { task_id: (body as { card?: Card }).card?.task_id, ...card },
  });
}
