// media/upload and webhook/upload_media (docs 90253, 99110): one multipart body, written by hand.
import { randomBytes } from 'node:crypto';
import type { OutgoingFile } from '../../ports/channels.ts';
import { type ApiBody, readAnswer } from './http.ts';
import { type ApiResult, statusFailure, transportFailure } from './result.ts';

/** Of a file; WeCom takes nothing smaller than the other. */
const MOST_BYTES = 20 * 1024 * 1024;
const LEAST_BYTES = 6;
const UPLOAD_MS = 60_000;

/** The word for what WeCom would refuse it for. */
export function fileProblem(content: Buffer): string | undefined {
  if (content.length < LEAST_BYTES) return 'too_small';
  return content.length > MOST_BYTES ? 'too_large' : undefined;
}

/** The media_id of a good answer. */
export function mediaIdIn(done: ApiResult<ApiBody>): ApiResult<string> {
  if (!done.ok) return done;
  const { media_id } = done.value;
  return typeof media_id === 'string' && media_id !== ''
    ? { ok: true, value: media_id }
    : { ok: false, failure: { kind: 'unknown', reason: 'unreadable' } };
}

/** The name goes as raw UTF-8 and with its length: the forms FormData knows come out as garbage. */
export async function uploadTo(
  url: string,
  { name, content }: Pick<OutgoingFile, 'name' | 'content'>,
): Promise<ApiResult<ApiBody>> {
  const boundary = `zbt${randomBytes(12).toString('hex')}`;
  const plain = name.replace(/["\r\n\\]/g, '_');
  const head =
    `--${boundary}\r\nContent-Disposition: form-data; name="media"; filename="${plain}"; ` +
    `filelength=${content.length}\r\nContent-Type: application/octet-stream\r\n\r\n`;
  const body = Buffer.concat([Buffer.from(head), content, Buffer.from(`\r\n--${boundary}--\r\n`)]);
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(UPLOAD_MS),
    });
    const text = await response.text();
    return response.ok ? readAnswer(text) : { ok: false, failure: statusFailure(response.status) };
  } catch (error) {
    return { ok: false, failure: transportFailure(error) };
  }
}
