// A picture or file into the group that owns the key (doc 99110): a picture stands in the message itself, a file is
// uploaded first, for this one webhook. The key appears in no log, no error and no outcome.
import { webhookKeyOf } from '../../domain/organisation/webhook.ts';
import type { FileSender, OutgoingFile, PushOutcome } from '../../ports/channels.ts';
import type { WecomHttp } from '../wecom/http.ts';
import { inline, isPicture } from '../wecom/pictures.ts';
import { notSent, outcomeOf } from '../wecom/result.ts';
import { notYet, refusedHere } from '../wecom/sending.ts';
import { fileProblem, mediaIdIn, uploadTo } from '../wecom/upload.ts';
import { ownLimit, WEBHOOK_KEY } from './key.ts';

/** Of a picture in a message, before base64; a larger one goes as a file. */
const IMAGE_BYTES = 2 * 1024 * 1024;

type Sent = Readonly<Record<string, unknown>>;

export function createWebhookFileSender(http: WecomHttp): FileSender {
  return async (file, { known, keep, isRepeat }) => {
    const [to, ...others] = file.to;
    if (to === undefined || others.length > 0) return refusedHere('bad_recipient');
    const key = webhookKeyOf(to) ?? to;
    if (!WEBHOOK_KEY.test(key))
      return { kind: 'refused', code: 0, reason: 'bad_webhook', scope: 'destination' };
    const problem = fileProblem(file.content);
    if (problem) return refusedHere(problem);
    const wait = await notYet({ isRepeat }, http);
    if (wait) return wait;
    if (isPicture(file.content) && file.content.length <= IMAGE_BYTES)
      return send(key, { msgtype: 'image', image: inline(file.content) });
    const mediaId = known?.mediaId ?? (await upload(key, file));
    if (typeof mediaId !== 'string') return mediaId;
    if (!known && !(await keep({ type: 'file', mediaId }))) return { kind: 'unknown', reason: 'lease_lost' };
    return send(key, { msgtype: 'file', file: { media_id: mediaId } });
  };

  /** The media_id; or what went wrong, which is never doubtful: an upload alone reaches nobody. */
  async function upload(key: string, file: OutgoingFile): Promise<string | PushOutcome> {
    const address = http.address('/cgi-bin/webhook/upload_media', { key, type: 'file' });
    const done = ownLimit(mediaIdIn(await uploadTo(address, file)));
    return done.ok ? done.value : outcomeOf(notSent(done.failure));
  }

  async function send(key: string, body: Sent): Promise<PushOutcome> {
    const done = await http.call('/cgi-bin/webhook/send', { params: { key }, body: JSON.stringify(body) });
    const result = ownLimit(done);
    return result.ok ? { kind: 'accepted' } : outcomeOf(result.failure);
  }
}
