// What message/send has to say (doc 90236).
import type { PushOutcome } from '../../ports/channels.ts';
import type { ApiBody } from '../wecom/http.ts';

/** The longest WeCom takes: a retry after a timeout may come hours later. */
const DUPLICATE_CHECK_S = 4 * 3600;
/** Below the air that `repeatsForMs` of the channel leaves. */
const SERIALS = 9 * 60;

/**
 * WeCom drops what equals an earlier request byte by byte: a retry, and nothing else. A call for help that is called off
 * twice in an afternoon in the same words is two messages, so the seconds of the check tell one from the other.
 */
export const duplicateCheck = (serial = 0) => ({
  enable_duplicate_check: 1,
  duplicate_check_interval: DUPLICATE_CHECK_S - (serial % SERIALS),
});

export type Accepted = Extract<PushOutcome, { kind: 'accepted' }>;

/** Returned userids are lower-cased by WeCom; errcode 0 with names in the lists means the others got it. */
export function acceptedBy(body: ApiBody): Accepted {
  return {
    kind: 'accepted',
    messageIds: typeof body.msgid === 'string' && body.msgid !== '' ? [body.msgid] : undefined,
    responseCode: typeof body.response_code === 'string' ? body.response_code : undefined,
    refusedUsers: listed(body.invaliduser),
    unlicensedUsers: listed(body.unlicenseduser),
  };
}

function listed(value: unknown): string[] | undefined {
  const ids = typeof value === 'string' ? value.split('|').filter((id) => id !== '') : [];
  return ids.length > 0 ? lower(ids) : undefined;
}

export function lower(ids: readonly string[]): string[] {
  return ids.map((id) => id.toLowerCase());
}
