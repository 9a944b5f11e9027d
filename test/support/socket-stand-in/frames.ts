// The outer shape of a frame from the client (doc 101463).
import { isFilled, isObject, type Json, LIMIT } from './types.ts';

export interface ReadFrame {
  /** absent when it is no JSON object */
  frame?: Json;
  cmd: string;
  reqId: string;
  breaches: string[];
}

export function readFrame(data: Buffer, isBinary: boolean): ReadFrame {
  const breaches: string[] = [];
  if (isBinary) breaches.push('binary frame');
  if (data.length > LIMIT.frameBytes) breaches.push(`frame of ${data.length} bytes`);
  let frame: unknown;
  try {
    frame = JSON.parse(data.toString('utf8'));
  } catch {
    frame = undefined;
  }
  if (!isObject(frame)) return { cmd: '?', reqId: '', breaches: [...breaches, 'frame is not a JSON object'] };

  for (const key of Object.keys(frame))
    if (!['cmd', 'headers', 'body', 'errcode', 'errmsg'].includes(key))
      breaches.push(`frame must not have ${key}`);
  if ('errcode' in frame || 'errmsg' in frame) breaches.push('callbacks are not acknowledged by the client');
  if (!isFilled(frame.cmd)) breaches.push('cmd is missing or blank');
  const headers = isObject(frame.headers) ? frame.headers : {};
  for (const key of Object.keys(headers)) if (key !== 'req_id') breaches.push(`headers must not have ${key}`);
  if (!isFilled(headers.req_id)) breaches.push('req_id is missing or blank');
  return {
    frame,
    cmd: isFilled(frame.cmd) ? frame.cmd : '?',
    reqId: isFilled(headers.req_id) ? headers.req_id : '',
    breaches,
  };
}
