// media/upload, media/get and webhook/upload_media (docs 90253, 90254, 99110), and the bot's encrypted pictures.
import { extname } from 'node:path';
import { aboutMedia, keepMedia, sealMedia } from '../media.ts';
import type { MediaFile } from '../memory.ts';
import { type ApiAnswer, type ApiCall, ApiError } from './call.ts';
import { imageType } from './content.ts';
import { groupOfKey } from './group.ts';
import { readMultipart } from './multipart.ts';

const MB = 1024 * 1024;
const LIMITS: Record<MediaFile['kind'], number> = {
  image: 10 * MB,
  voice: 2 * MB,
  video: 10 * MB,
  file: 20 * MB,
};
/** `type` of the query, and the endings WeCom insists on. */
const ENDINGS: Partial<Record<MediaFile['kind'], string[]>> = { voice: ['.amr'], video: ['.mp4'] };

/** @param forWebhook the id then works for that webhook only */
export function uploadMedia(call: ApiCall, forWebhook = false): ApiAnswer {
  const webhook = forWebhook ? groupOfKey(call).webhookKey : undefined;
  const kind = call.query.get('type') as MediaFile['kind'];
  if (!Object.hasOwn(LIMITS, kind) || (forWebhook && kind !== 'file' && kind !== 'voice'))
    throw new ApiError(40004, 'invalid media type');
  const part = readMultipart(call.contentType, call.body)?.find((p) => p.name === 'media');
  if (!part) throw new ApiError(44001, 'empty media data');
  if (part.length !== undefined && part.length !== part.bytes.length)
    throw new ApiError(44001, 'filelength is not that of the data');
  if (!part.filename || part.bytes.length <= 5) throw new ApiError(40006, 'invalid media size');
  if (part.bytes.length > LIMITS[kind]) throw new ApiError(45001, 'media size out of limit');
  const endings = ENDINGS[kind];
  const type = kind === 'image' ? imageType(part.bytes) : part.type;
  if (!type || (endings && !endings.includes(extname(part.filename))))
    throw new ApiError(40005, 'invalid file type');
  const { world } = call;
  const media_id = keepMedia(world, { kind, name: part.filename, type, bytes: part.bytes, webhook });
  return {
    errcode: 0,
    errmsg: 'ok',
    type: kind,
    media_id,
    created_at: String(Math.floor(world.now() / 1000)),
  };
}

export function getMedia({ world, query }: ApiCall): ApiAnswer {
  const id = query.get('media_id') ?? '';
  const known = aboutMedia(world, id);
  const bytes = world.memory.getFile(id);
  if (!known || !bytes) throw new ApiError(40007, 'invalid media_id');
  if (!known.usable) throw new ApiError(40145, 'media_id expired');
  return { file: { bytes, type: known.file.type, name: known.file.name } };
}

/** A picture as the bot finds it behind `image.url`. */
export function getSealedMedia({ world, query }: ApiCall, id: string): ApiAnswer {
  const bytes = world.memory.getFile(id);
  if (!bytes || !(Number(query.get('until')) >= world.now())) throw new ApiError(40007, 'address expired');
  const { name } = world.memory.state.media[id]!;
  return {
    file: { bytes: sealMedia(bytes, world.credentials.bot.aesKey), type: 'application/octet-stream', name },
  };
}
