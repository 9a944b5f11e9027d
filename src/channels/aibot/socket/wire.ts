// Frames of the long connection (doc 101463): JSON text, matched by `req_id` alone.
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { parseAuthenticJson } from '../json.ts';

export type Command =
  | 'aibot_subscribe'
  | 'ping'
  | 'aibot_respond_msg'
  | 'aibot_respond_welcome_msg'
  | 'aibot_respond_update_msg'
  | 'aibot_send_msg'
  | 'aibot_upload_media_init'
  | 'aibot_upload_media_chunk'
  | 'aibot_upload_media_finish';

export interface OutFrame {
  cmd: Command;
  /** of the callback that is answered; absent: a command of our own */
  reqId?: string;
  body?: Readonly<Record<string, unknown>>;
}

/** What WeCom sends: a callback of ours to answer, or what became of a frame of ours. */
export type InFrame =
  | { kind: 'callback'; cmd: string; reqId: string; body: unknown }
  | { kind: 'ack'; reqId: string; code: number; errmsg: string; body: unknown };

const frame = z.object({
  cmd: z.string().optional(),
  headers: z.object({ req_id: z.string() }),
  body: z.unknown().optional(),
  errcode: z.number().optional(),
  errmsg: z.string().optional().catch(undefined),
});

/** Undefined for what is no frame of the protocol. */
export function readFrame(text: string): InFrame | undefined {
  let json: unknown;
  try {
    json = parseAuthenticJson(text);
  } catch {
    return undefined;
  }
  const parsed = frame.safeParse(json);
  if (!parsed.success) return undefined;
  const { cmd, headers, body, errcode, errmsg = '' } = parsed.data;
  const reqId = headers.req_id;
  // An ack has no command, whatever else it brings.
  if (cmd !== undefined && cmd !== '') return { kind: 'callback', cmd, reqId, body };
  return errcode === undefined ? undefined : { kind: 'ack', reqId, code: errcode, errmsg, body };
}

export const writeFrame = ({ cmd, body }: OutFrame, reqId: string): string =>
  JSON.stringify({ cmd, headers: { req_id: reqId }, ...(body && { body }) });

/** In the form of WeCom's own client. */
export const newReqId = (cmd: Command): string => `${cmd}_${Date.now()}_${randomBytes(4).toString('hex')}`;
