// Files by the application: media/upload (doc 90253), then message/send to persons (doc 90236), or appchat/send into a
// group that it made (doc 90248).
import type { FileSender, OutgoingFile, PushOutcome, UploadedFile } from '../../ports/channels.ts';
import type { WecomApi } from '../wecom/api.ts';
import type { WecomHttp } from '../wecom/http.ts';
import { isPicture } from '../wecom/pictures.ts';
import { type ApiResult, notSent, outcomeOf } from '../wecom/result.ts';
import { notYet, refusedHere } from '../wecom/sending.ts';
import { fileProblem, mediaIdIn, uploadTo } from '../wecom/upload.ts';
import { acceptedBy, duplicateCheck } from './answer.ts';

const MAX_USERS = 1000;

interface FileSenderSettings {
  api: WecomApi;
  http: WecomHttp;
  agentId: number;
}

/** A picture WeCom can show goes as one, everything else as a file under its name. */
export function createFileSender(settings: FileSenderSettings): FileSender {
  const { api, agentId } = settings;
  return async (file, { known, keep }) => {
    const { content, to: users } = file;
    if (users.length === 0 || users.length > MAX_USERS) return refusedHere('bad_recipient');
    const problem = fileProblem(content);
    if (problem) return refusedHere(problem);
    const uploaded = await uploadOnce(settings, file, known, keep);
    if ('kind' in uploaded) return uploaded;
    const sent = await api.call('/cgi-bin/message/send', {
      body: JSON.stringify({
        touser: users.join('|'),
        agentid: agentId,
        ...shown(uploaded),
        // Every upload has an id of its own.
        ...duplicateCheck(),
      }),
    });
    return sent.ok ? acceptedBy(sent.value) : outcomeOf(sent.failure);
  };
}

/** The same into a group of the application's own; nothing checks a repetition there. */
export function createAppChatFileSender(settings: Omit<FileSenderSettings, 'agentId'>): FileSender {
  return async (file, { known, keep, isRepeat }) => {
    const [chatid, ...others] = file.to;
    if (chatid === undefined || others.length > 0) return refusedHere('bad_recipient');
    const problem = fileProblem(file.content);
    if (problem) return refusedHere(problem);
    const wait = await notYet({ isRepeat }, settings.http);
    if (wait) return wait;
    const uploaded = await uploadOnce(settings, file, known, keep);
    if ('kind' in uploaded) return uploaded;
    const body = JSON.stringify({ chatid, ...shown(uploaded) });
    const sent = await settings.api.call('/cgi-bin/appchat/send', { body });
    return sent.ok ? { kind: 'accepted' } : outcomeOf(sent.failure);
  };
}

const shown = ({ type, mediaId: media_id }: UploadedFile) => ({ msgtype: type, [type]: { media_id } });

/** What was uploaded, now or for a try before; else what is wrong, which is never doubtful: it has reached nobody. */
async function uploadOnce(
  settings: Pick<FileSenderSettings, 'api' | 'http'>,
  file: OutgoingFile,
  known: UploadedFile | undefined,
  keep: (uploaded: UploadedFile) => Promise<boolean>,
): Promise<UploadedFile | PushOutcome> {
  if (known) return known;
  const kept = await upload(settings, file);
  if (!kept.ok) return outcomeOf(notSent(kept.failure));
  return (await keep(kept.value)) ? kept.value : { kind: 'unknown', reason: 'lease_lost' };
}

async function upload(
  { api, http }: Pick<FileSenderSettings, 'api' | 'http'>,
  file: OutgoingFile,
): Promise<ApiResult<UploadedFile>> {
  const type = isPicture(file.content) ? 'image' : 'file';
  const done = mediaIdIn(
    await api.authorised((access_token) =>
      uploadTo(http.address('/cgi-bin/media/upload', { access_token, type }), file),
    ),
  );
  return done.ok ? { ok: true, value: { type, mediaId: done.value } } : done;
}
