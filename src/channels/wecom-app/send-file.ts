// Files to persons: media/upload (doc 90253), then message/send (doc 90236).
import { randomBytes } from 'node:crypto';
import type { FileSender, OutgoingFile, UploadedFile } from '../../ports/channels.ts';
import type { WecomApi } from '../wecom/api.ts';
import { type ApiBody, readAnswer, type WecomHttp } from '../wecom/http.ts';
import { isPicture } from '../wecom/pictures.ts';
import { type ApiResult, notSent, outcomeOf, statusFailure, transportFailure } from '../wecom/result.ts';
import { refusedHere } from '../wecom/sending.ts';
import { acceptedBy, DUPLICATE_CHECK_S } from './answer.ts';

const FILE_BYTES = 20 * 1024 * 1024;
/** WeCom takes nothing that small. */
const MIN_BYTES = 6;
const MAX_USERS = 1000;
const UPLOAD_MS = 60_000;

interface FileSenderSettings {
  api: WecomApi;
  http: WecomHttp;
  agentId: number;
}

/** A picture WeCom can show goes as one, everything else as a file under its name. */
export function createFileSender({ api, http, agentId }: FileSenderSettings): FileSender {
  return async (file, { known, keep }) => {
    const { content, users } = file;
    if (users.length === 0 || users.length > MAX_USERS) return refusedHere('bad_recipient');
    if (content.length < MIN_BYTES) return refusedHere('too_small');
    if (content.length > FILE_BYTES) return refusedHere('too_large');
    const kept = known ? { ok: true as const, value: known } : await upload(file);
    // What is only uploaded has reached nobody.
    if (!kept.ok) return outcomeOf(notSent(kept.failure));
    if (!known && !(await keep(kept.value))) return { kind: 'unknown', reason: 'lease_lost' };
    const { type, mediaId: media_id } = kept.value;
    const sent = await api.call('/cgi-bin/message/send', {
      body: JSON.stringify({
        touser: users.join('|'),
        agentid: agentId,
        msgtype: type,
        [type]: { media_id },
        enable_duplicate_check: 1,
        duplicate_check_interval: DUPLICATE_CHECK_S,
      }),
    });
    return sent.ok ? acceptedBy(sent.value) : outcomeOf(sent.failure);
  };

  async function upload(file: OutgoingFile): Promise<ApiResult<UploadedFile>> {
    const type = isPicture(file.content) ? 'image' : 'file';
    const done = await api.authorised((access_token) =>
      uploadTo(http.address('/cgi-bin/media/upload', { access_token, type }), file),
    );
    if (!done.ok) return done;
    const { media_id } = done.value;
    return typeof media_id === 'string' && media_id !== ''
      ? { ok: true, value: { type, mediaId: media_id } }
      : { ok: false, failure: { kind: 'unknown', reason: 'unreadable' } };
  }
}

/** The name goes as raw UTF-8 and with its length: the forms FormData knows come out as garbage. */
async function uploadTo(url: string, { name, content }: OutgoingFile): Promise<ApiResult<ApiBody>> {
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
