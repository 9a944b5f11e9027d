// What the server makes of a frame: complaints, a verdict, and the acknowledgement with whatever happens to it.
import { malformed, showCard, strangeKeys } from './bodies.ts';
import { disconnectedEvent } from './callbacks.ts';
import { type ReadFrame, readFrame } from './frames.ts';
import { pushProblems, refusedByGroup } from './pushes.ts';
import { createRates } from './rates.ts';
import { ANSWERS, acceptReply, replyProblems } from './replies.ts';
import {
  isFilled,
  isObject,
  type Json,
  type Line,
  MALFORMED,
  OK,
  type Problem,
  type Verdict,
  type World,
} from './types.ts';
import { createUploads } from './uploads.ts';

const NOT_SUBSCRIBED = 846609;
const TOO_OFTEN = { minute: 846607, hour: 45009 } as const;
/** Not in the reference: WeCom's general code for a wrong secret. */
const WRONG_SECRET = 40001;
const WRONG_BOT = 93019;
/** What a client sent before it could hear that another one took its place. */
const ON_THE_WAY_MS = 100;

export interface Receiver {
  receive(line: Line, data: Buffer, isBinary: boolean): void;
  /** what a kick by another client does to a connection */
  kick(line: Line, how?: { event?: boolean; close?: boolean }): void;
}

export function createReceiver(world: World): Receiver {
  const chatRates = createRates(world.now);
  const uploads = createUploads(world, createRates(world.now));
  let lastSubscribe: number | undefined;

  function complain(line: Line, cmd: string, says: string): void {
    world.complaints.push(`#${line.history.id} ${cmd}: ${says}`);
  }

  function receive(line: Line, data: Buffer, isBinary: boolean): void {
    const read = readFrame(data, isBinary);
    const entry = { at: world.now(), connection: line.history.id, raw: data.toString('utf8') };
    world.frames.push(read.frame ? { ...entry, frame: read.frame } : entry);
    for (const breach of read.breaches) complain(line, read.cmd, breach);
    if (!line.silent) carryOut(line, read);
    for (const look of [...world.changed]) look();
  }

  function carryOut(line: Line, read: ReadFrame): void {
    const { faults } = world;
    const isTarget = read.cmd !== 'ping' && read.cmd !== 'aibot_subscribe';
    const drop = faults.drop && (faults.drop.cmd ? faults.drop.cmd === read.cmd : isTarget);
    const when = faults.drop?.when;
    if (drop) faults.drop = undefined;
    if (drop && when === 'before') {
      line.ws.terminate();
      return;
    }
    checkRequestId(line, read);
    if (isTarget && faults.lose > 0) {
      faults.lose -= 1;
      return;
    }
    const verdict = read.breaches.length > 0 ? refusal(MALFORMED, read.breaches[0]!) : judge(line, read);
    if (drop) {
      line.ws.terminate();
      return;
    }
    if (read.reqId !== '') acknowledge(line, read, verdict);
    if (read.cmd === 'aibot_subscribe' && verdict.errcode === 0 && !faults.neverAckSubscribe)
      kickOthers(line);
  }

  /** Invented ids are new ones; a reply waits for the acknowledgement of the one before it on the same req_id. */
  function checkRequestId(line: Line, { cmd, reqId }: ReadFrame): void {
    if (reqId === '') return;
    if (cmd in ANSWERS) {
      if (line.unacked.has(reqId)) complain(line, cmd, `req_id ${reqId} has an unacknowledged reply already`);
      line.unacked.add(reqId);
      return;
    }
    if (world.invented.has(reqId) || world.callbacks.has(reqId))
      complain(line, cmd, `req_id ${reqId} was used before`);
    world.invented.add(reqId);
  }

  function judge(line: Line, { frame, cmd, reqId }: ReadFrame): Verdict {
    if (line.thrownOutAt !== undefined && Date.now() - line.thrownOutAt > ON_THE_WAY_MS)
      complain(line, cmd, 'was thrown out and goes on');
    if (cmd === 'aibot_subscribe') return subscribe(line, frame!.body);
    if (!line.subscribed && !line.lost && line.history.subscribedAt === undefined) {
      complain(line, cmd, 'command before subscribe');
      return notSubscribed();
    }
    if (cmd === 'ping') {
      if ('body' in frame!) complain(line, cmd, 'ping must not have a body');
      return line.lost?.pings ? notSubscribed() : OK;
    }
    if (line.lost || !line.subscribed) return notSubscribed();
    const forced = forcedNak(cmd);
    if (forced) return forced;
    const body = frame!.body;
    if (!isObject(body)) return denied(line, cmd, 'body is missing');
    if (cmd in ANSWERS) return answer(line, cmd, reqId, body);
    if (cmd === 'aibot_send_msg') return push(line, body);
    if (/^aibot_upload_media_(init|chunk|finish)$/.test(cmd))
      return refuse(line, cmd, uploads.problems(cmd, body)) ?? uploads.accept(cmd, body);
    return denied(line, cmd, 'unknown cmd');
  }

  function refuse(line: Line, cmd: string, problems: Iterable<Problem>): Verdict | undefined {
    const found = [...problems];
    for (const { says } of found) complain(line, cmd, says);
    return found[0] && refusal(found[0].errcode, found[0].says);
  }

  function denied(line: Line, cmd: string, says: string): Verdict {
    complain(line, cmd, says);
    return refusal(MALFORMED, says);
  }

  function forcedNak(cmd: string): Verdict | undefined {
    const { nak } = world.faults;
    if (!nak || nak.left <= 0 || (nak.cmd !== undefined && nak.cmd !== cmd)) return undefined;
    nak.left -= 1;
    return refusal(nak.code, nak.errmsg ?? 'as the test wants it');
  }

  function subscribe(line: Line, body: unknown): Verdict {
    const cmd = 'aibot_subscribe';
    line.subscribes += 1;
    if (line.subscribes > 1) complain(line, cmd, 'second subscribe on one connection');
    const at = Date.now();
    const gap = world.options.subscribeGapMs ?? 1000;
    if (lastSubscribe !== undefined && at - lastSubscribe < gap)
      complain(line, cmd, `subscribes again after ${at - lastSubscribe} ms`);
    lastSubscribe = at;
    if (!isObject(body)) return denied(line, cmd, 'body is missing');
    const strange = [...strangeKeys(body, ['bot_id', 'secret', 'scene', 'plug_version'], 'body')];
    if (!isFilled(body.bot_id) || !isFilled(body.secret))
      strange.push(malformed('bot_id or secret is blank'));
    const refused = refuse(line, cmd, strange);
    if (refused) return refused;
    if (body.bot_id !== world.options.botId) return refusal(WRONG_BOT, 'invalid bot id');
    if (body.secret !== world.options.secret || world.faults.refuseSecret)
      return refusal(WRONG_SECRET, 'invalid secret');
    const { subscribeError } = world.faults;
    if (subscribeError && subscribeError.left > 0) {
      subscribeError.left -= 1;
      return refusal(subscribeError.code, 'as the test wants it');
    }
    if (world.faults.neverAckSubscribe) return OK;
    line.subscribed = true;
    line.lost = undefined;
    line.history.subscribedAt = world.now();
    return OK;
  }

  function answer(line: Line, cmd: string, reqId: string, body: Json): Verdict {
    const refused = refuse(line, cmd, replyProblems(world, line.history.id, cmd, reqId, body));
    if (refused) return refused;
    const callback = world.callbacks.get(reqId)!;
    // Updating a card sends nothing anew.
    const often = cmd === 'aibot_respond_update_msg' ? undefined : tooOften(line, cmd, callback.chat!);
    if (often) return often;
    acceptReply(world, reqId, body);
    for (const heard of [...callback.heard]) heard();
    return OK;
  }

  function push(line: Line, body: Json): Verdict {
    const cmd = 'aibot_send_msg';
    const refused =
      refuse(line, cmd, pushProblems(world, body)) ??
      refusedByGroup(world, body) ??
      tooOften(line, cmd, String(body.chatid));
    if (refused) return refused;
    world.pushes.push({ at: world.now(), connection: line.history.id, body });
    showCard(world, body);
    return OK;
  }

  function tooOften(line: Line, cmd: string, chat: string): Verdict | undefined {
    const over = chatRates.over(chat);
    if (!over) {
      chatRates.count(chat);
      return undefined;
    }
    complain(line, cmd, `more messages to ${chat} than allowed in a${over === 'hour' ? 'n' : ''} ${over}`);
    return refusal(TOO_OFTEN[over], 'aibot send msg frequency limit exceeded');
  }

  function acknowledge(line: Line, { cmd, reqId }: ReadFrame, verdict: Verdict): void {
    const { faults } = world;
    if (cmd === 'aibot_subscribe' && faults.neverAckSubscribe) return;
    const isCommand = cmd !== 'ping' && cmd !== 'aibot_subscribe';
    if (isCommand && faults.swallowAcks !== 0) {
      if (faults.swallowAcks !== true) faults.swallowAcks -= 1;
      return;
    }
    const text = JSON.stringify({ headers: { req_id: reqId }, ...verdict });
    const send = () => {
      line.unacked.delete(reqId);
      if (line.silent || line.ws.readyState !== line.ws.OPEN) return;
      line.ws.send(text);
      if (isCommand && faults.doubleAcks) line.ws.send(text);
    };
    if (!isCommand || faults.ackDelayMs === 0) {
      send();
      return;
    }
    const timer = setTimeout(() => {
      world.timers.delete(timer);
      send();
    }, faults.ackDelayMs);
    world.timers.add(timer);
  }

  /** The newcomer wins (doc 101463); its own acknowledgement comes first. */
  function kickOthers(line: Line): void {
    for (const other of world.lines.values()) if (other !== line && other.subscribed) kick(other);
  }

  function kick(line: Line, { event = true, close = true }: { event?: boolean; close?: boolean } = {}): void {
    line.subscribed = false;
    if (event) line.thrownOutAt = Date.now();
    if (event && !line.silent) line.ws.send(JSON.stringify(disconnectedEvent(world)));
    if (close) line.ws.close(1000);
  }

  return { receive, kick };
}

const refusal = (errcode: number, errmsg: string): Verdict => ({ errcode, errmsg });
const notSubscribed = () => refusal(NOT_SUBSCRIBED, 'aibot websocket not subscribed');
