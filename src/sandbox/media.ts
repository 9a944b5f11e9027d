import { createCipheriv, randomBytes } from 'node:crypto';
import type { MediaFile } from './memory.ts';
import { API_BASE, type World } from './world.ts';

/** media_id is valid for 3 days (doc 90253), the address in a bot callback for 5 minutes (doc 100719). */
const MEDIA_MS = 3 * 86_400_000;
const BOT_URL_MS = 5 * 60_000;

export function keepMedia(
  world: World,
  file: Pick<MediaFile, 'kind' | 'name' | 'type' | 'webhook'> & { bytes: Buffer },
) {
  const { bytes, ...about } = file;
  const id = `3${randomBytes(24).toString('base64url')}`;
  world.memory.state.media[id] = { ...about, size: bytes.length, at: world.now() };
  world.memory.putFile(id, bytes);
  world.memory.changed();
  return id;
}

/** What is known of a file; `usable` says whether WeCom would still accept its id. */
export function aboutMedia(world: World, id: unknown): { file: MediaFile; usable: boolean } | undefined {
  const { media } = world.memory.state;
  const file = typeof id === 'string' && Object.hasOwn(media, id) ? media[id] : undefined;
  return file && { file, usable: file.at + MEDIA_MS >= world.now() };
}

/** Where a bot fetches a picture: encrypted, and gone after five minutes. */
export function sealedMediaUrl(world: World, id: string): string {
  return `${world.serverUrl()}${API_BASE}/bot-media/${id}?until=${world.now() + BOT_URL_MS}`;
}

/** No frame around it, only PKCS#7 to 32 bytes (doc 100719). */
export function sealMedia(bytes: Buffer, encodingAesKey: string): Buffer {
  const key = Buffer.from(`${encodingAesKey}=`, 'base64');
  const padding = 32 - (bytes.length % 32);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(bytes), cipher.update(Buffer.alloc(padding, padding)), cipher.final()]);
}
