// One later answer where a message was said (response_url, doc 101138): once, within an hour. The code is the whole
// credential, so it appears in no log, no error and no outcome.
import type { Sender } from '../../ports/channels.ts';
import type { WecomHttp } from '../wecom/http.ts';
import { outcomeOf } from '../wecom/result.ts';
import { refusedHere } from '../wecom/sending.ts';
import { asMarkdown } from '../wecom/shown.ts';
import { cutToBytes } from '../wecom/text.ts';

const MARKDOWN_BYTES = 20_480;

/** Sends go to the configured API base; one message, never in parts, as the code works once. */
export function createLaterSender(http: WecomHttp): Sender {
  return async (push) => {
    if (push.channel !== 'later' || !('later' in push.to)) return refusedHere('bad_recipient');
    const content = cutToBytes(asMarkdown(push.text).trim(), MARKDOWN_BYTES);
    if (content === '') return refusedHere('empty');
    const result = await http.call('/cgi-bin/aibot/response', {
      params: { response_code: push.to.later },
      body: JSON.stringify({ msgtype: 'markdown', markdown: { content } }),
    });
    return result.ok ? { kind: 'accepted' } : outcomeOf(result.failure);
  };
}
