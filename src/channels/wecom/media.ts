// Pictures and files of messages: by media_id for the application (doc 90254), by encrypted address for the bot
// (doc 100719).
import { MediaUnavailable } from '../../domain/errors.ts';
import type { FetchedMedia, MediaFetcher } from '../../ports/channels.ts';
import type { WecomApi } from './api.ts';
import { decryptMedia } from './crypto.ts';
import { type Downloaded, download, TOO_LARGE } from './download.ts';
import type { WecomHttp } from './http.ts';
import { isMediaUrl } from './origin.ts';
import type { ApiFailure, ApiResult } from './result.ts';

/** WeCom's largest range; a multiple of 16 for files encrypted at rest. */
const RANGE_BYTES = 20 * 1024 * 1024;
const NEEDS_RANGE = 830002;

interface MediaSettings {
  apiBase: string;
  /** without them media_ids cannot be fetched */
  app?: { api: WecomApi; http: WecomHttp } | undefined;
  /** EncodingAESKey of the bot's callback; items with their own key do not need it */
  botAesKey?: string | undefined;
  /** more hosts bot media may come from, should WeCom move its storage */
  extraHosts?: readonly string[];
  maxBytes?: number;
  timeoutMs?: number;
}

export function createMediaFetcher(settings: MediaSettings): MediaFetcher {
  const limits = { maxBytes: settings.maxBytes ?? 30 * 1024 * 1024, timeoutMs: settings.timeoutMs ?? 60_000 };
  const flights = new Map<string, Promise<FetchedMedia>>();

  async function byMediaId(mediaId: string): Promise<FetchedMedia> {
    if (!settings.app) throw new MediaUnavailable('not_configured');
    const { api, http } = settings.app;
    const get = (range?: string) =>
      api.authorised((access_token) =>
        download({
          url: http.address('/cgi-bin/media/get', { access_token, media_id: mediaId }),
          range,
          ...limits,
        }),
      );
    const whole = await get();
    if (whole.ok) return fetched(whole.value);
    if (whole.failure.kind === 'refused' && whole.failure.code === NEEDS_RANGE)
      return byRanges(get, limits.maxBytes);
    throw unavailable(whole.failure);
  }

  async function byUrl(url: string, ownKey: string | undefined): Promise<FetchedMedia> {
    if (!isMediaUrl(url, settings.apiBase, settings.extraHosts)) throw new MediaUnavailable('not_allowed');
    const key = ownKey ?? settings.botAesKey;
    if (!key) throw new MediaUnavailable('not_configured');
    const sealed = await download({ url, ...limits });
    if (!sealed.ok) throw unavailable(sealed.failure);
    const content = decryptMedia(sealed.value.content, key);
    if (!content) throw new MediaUnavailable('undecryptable');
    return { ...fetched(sealed.value), content };
  }

  return ({ source }) => {
    if ('url' in source) return byUrl(source.url, source.aesKey);
    // Asking for one media_id several times at once is refused (45033).
    let flight = flights.get(source.mediaId);
    if (!flight) {
      flight = byMediaId(source.mediaId).finally(() => flights.delete(source.mediaId));
      flights.set(source.mediaId, flight);
    }
    return flight;
  };
}

async function byRanges(
  get: (range: string) => Promise<ApiResult<Downloaded>>,
  maxBytes: number,
): Promise<FetchedMedia> {
  const parts: Buffer[] = [];
  let from = 0;
  for (;;) {
    const part = await get(`bytes=${from}-${from + RANGE_BYTES - 1}`);
    if (!part.ok) throw unavailable(part.failure);
    const { content, totalBytes } = part.value;
    parts.push(content);
    from += content.length;
    if ((totalBytes ?? from) > maxBytes) throw unavailable(TOO_LARGE);
    if (totalBytes === undefined || from >= totalBytes)
      return { ...fetched(part.value), content: Buffer.concat(parts) };
    if (content.length === 0) throw new MediaUnavailable('unreachable');
  }
}

function fetched({ content, name, type }: Downloaded): FetchedMedia {
  return { content, name, type };
}

function unavailable(failure: ApiFailure): MediaUnavailable {
  if (failure.kind !== 'refused') return new MediaUnavailable('unreachable');
  if (failure.reason === 'too_large') return new MediaUnavailable('too_large');
  // The bot's storage answers 403 once the five minutes are over.
  const gone = failure.reason === 'media_expired' || failure.code === 403 || failure.code === 404;
  return new MediaUnavailable(gone ? 'expired' : 'refused');
}
