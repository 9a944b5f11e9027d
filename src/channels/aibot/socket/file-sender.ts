// A file by the bot: uploaded in pieces (doc 101463), then sent to one person in private or to one group.
import { createHash } from 'node:crypto';
import type { FileSender, OutgoingFile, PushOutcome } from '../../../ports/channels.ts';
import { isPicture } from '../../wecom/pictures.ts';
import { refusedHere } from '../../wecom/sending.ts';
import type { Answer } from './acks.ts';
import { outcomeOfAnswer } from './outcome.ts';
import { type BotSending, sendTo } from './push-sender.ts';
import type { Command } from './wire.ts';

/** Of one piece before base64, and how many of them. */
const PIECE_BYTES = 512 * 1024;
const MOST_PIECES = 100;
/** Of a file; WeCom takes none smaller than five bytes. */
const MOST_BYTES = 20 * 1024 * 1024;
const LEAST_BYTES = 5;

export function createBotFileSender(sending: BotSending): FileSender {
  return async (file) => {
    const [to, ...others] = file.to;
    if (to === undefined || others.length > 0) return refusedHere('bad_recipient');
    if (file.content.length > MOST_BYTES) return refusedHere('too_large');
    if (file.content.length < LEAST_BYTES) return refusedHere('empty');
    const type = isPicture(file.content) ? 'image' : 'file';
    const uploaded = await upload(sending, file, type);
    if (typeof uploaded !== 'string') return uploaded;
    return sendTo(sending, to, [{ msgtype: type, [type]: { media_id: uploaded } }]);
  };
}

/** The media_id; or what went wrong, which is never doubtful: an upload alone reaches nobody. */
async function upload(
  { link }: BotSending,
  { name, content }: OutgoingFile,
  type: 'image' | 'file',
): Promise<string | PushOutcome> {
  const pieces = Math.ceil(content.length / PIECE_BYTES);
  if (pieces > MOST_PIECES) return refusedHere('too_large');
  const call = (cmd: Command, body: Record<string, unknown>) => link.send({ cmd, body });
  const begun = await call('aibot_upload_media_init', {
    type,
    filename: name,
    total_size: content.length,
    total_chunks: pieces,
    md5: createHash('md5').update(content).digest('hex'),
  });
  const upload_id = wordIn(begun, 'upload_id');
  if (upload_id === undefined) return failed(begun);
  for (let i = 0; i < pieces; i++) {
    const piece = content.subarray(i * PIECE_BYTES, (i + 1) * PIECE_BYTES);
    // Counted from 0, as WeCom's own client does.
    const body = { upload_id, chunk_index: i, base64_data: piece.toString('base64') };
    const sent = await call('aibot_upload_media_chunk', body);
    if (sent.kind !== 'acked') return failed(sent);
  }
  const finished = await call('aibot_upload_media_finish', { upload_id });
  return wordIn(finished, 'media_id') ?? failed(finished);
}

function wordIn(answer: Answer, key: string): string | undefined {
  const value = answer.kind === 'acked' ? (answer.body as Record<string, unknown> | null)?.[key] : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
}

const AGAIN_MS = 5000;

function failed(answer: Answer): PushOutcome {
  const outcome = outcomeOfAnswer(answer);
  return outcome.kind === 'accepted' || outcome.kind === 'unknown'
    ? { kind: 'retry', code: 0, reason: 'upload_failed', afterMs: AGAIN_MS }
    : outcome;
}
