// Our reply → the frames that answer a callback (doc 101463). The bodies are those of the callback mode; only what
// WeCom's page calls both supported and unsupported here, a card inside a stream, goes as two frames.
import type { Reply } from '../../../ports/channels.ts';
import type { BotAccepts } from '../messages.ts';
import { replyBody } from '../replies.ts';
import type { Command, OutFrame } from './wire.ts';

type Body = Readonly<Record<string, unknown>>;

/** Card updates and welcomes are refused after five seconds; a little of that is the way there. */
export const EVENT_MS = 4500;

const COMMANDS: Readonly<Record<BotAccepts['kind'], Command | undefined>> = {
  stream: 'aibot_respond_msg',
  welcome: 'aibot_respond_welcome_msg',
  card: 'aibot_respond_update_msg',
  refresh: undefined,
  nothing: undefined,
};

/** None: there is nothing to say, or nothing can be said by answering. */
export function answerFrames(accepts: BotAccepts, reply: Reply | null, reqId: string): OutFrame[] {
  const cmd = COMMANDS[accepts.kind];
  const body = cmd && replyBody(accepts, reply);
  return body ? apart(body).map((one) => ({ cmd, reqId, body: one })) : [];
}

function apart(body: Body): Body[] {
  if (body.msgtype !== 'stream_with_template_card') return [body];
  const { stream, template_card } = body;
  return [
    { msgtype: 'stream', stream },
    { msgtype: 'template_card', template_card },
  ];
}
