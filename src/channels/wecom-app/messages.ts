// Decrypted callback of the application → our vocabulary (messages doc 90239, events doc 90240).
import { createHash } from 'node:crypto';
import type { Instant } from '../../domain/calendar/time.ts';
import type { IncomingMessage, MediaRef } from '../../ports/channels.ts';
import { cleanText } from '../wecom/text.ts';
import { textOf, type XmlFields } from './xml.ts';

/** What WeCom takes as the passive reply (doc 90241): a text, a new face of the clicked card, or only silence. */
export type AcceptedReply = 'text' | 'card' | 'nothing';

interface AppMessage {
  message: IncomingMessage | null;
  accepts: AcceptedReply;
}

type Content = IncomingMessage['content'];
const IGNORED: AppMessage = { message: null, accepts: 'nothing' };

/** @param now used where the callback carries no readable CreateTime */
export function toMessage(fields: XmlFields, now: Instant): AppMessage {
  const userId = textOf(fields, 'fromusername');
  const type = textOf(fields, 'msgtype').toLowerCase();
  const event = type === 'event' ? textOf(fields, 'event').toLowerCase() : '';
  // `sys` is WeCom itself, nobody to answer.
  const isSystem = userId === 'sys';
  if (userId === '' || isSystem !== (event === 'change_contact')) return IGNORED;
  const content = isSystem
    ? contactContent(fields)
    : type === 'event'
      ? eventContent(event, fields)
      : messageContent(type, fields);
  if (!content) return IGNORED;
  const seconds = textOf(fields, 'createtime');
  const message: IncomingMessage = {
    key: `app:${userId}:${textOf(fields, 'msgid') || digest(fields)}`,
    channel: 'app',
    userId,
    at: /^\d{10}$/.test(seconds) ? Number(seconds) * 1000 : now,
    content,
  };
  const accepts = event === 'template_card_event' ? 'card' : isSystem ? 'nothing' : 'text';
  return { message, accepts };
}

function messageContent(type: string, fields: XmlFields): Content {
  switch (type) {
    case 'text':
      return { kind: 'text', text: cleanText(textOf(fields, 'content')) };
    case 'voice': {
      const spoken = cleanText(textOf(fields, 'recognition'));
      // Nobody here can listen to it: who sent it is told, and it is evidence of nothing.
      return spoken ? { kind: 'text', text: spoken } : { kind: 'other', type };
    }
    case 'image':
    case 'video':
    case 'file':
      return mediaContent(type, fields);
    default:
      return { kind: 'other', type };
  }
}

function mediaContent(kind: MediaRef['kind'], fields: XmlFields): Content {
  const mediaId = textOf(fields, 'mediaid');
  return mediaId ? { kind: 'media', media: [{ kind, source: { mediaId } }] } : { kind: 'other', type: kind };
}

/** Null for events nobody has to hear of: views, locations, jobs, and whatever WeCom adds next. */
function eventContent(event: string, fields: XmlFields): Content | null {
  const key = cleanText(textOf(fields, 'eventkey'));
  switch (event) {
    case 'subscribe':
    case 'enter_agent':
      return { kind: 'enter' };
    case 'click':
      return { kind: 'text', text: key };
    case 'template_card_event':
    case 'template_card_menu_event':
      return {
        kind: 'button',
        buttonKey: key,
        taskId: textOf(fields, 'taskid'),
        responseCode: textOf(fields, 'responsecode') || undefined,
        selected: selectedOf(fields.selecteditems),
      };
    default:
      return null;
  }
}

/** Who left, or got another userid (change_contact, doc 90970); whether an ordinary application is told is not certain. */
function contactContent(fields: XmlFields): Content | null {
  const userId = cleanText(textOf(fields, 'userid'));
  const renamedTo = cleanText(textOf(fields, 'newuserid'));
  if (userId === '') return null;
  switch (textOf(fields, 'changetype').toLowerCase()) {
    case 'delete_user':
      return { kind: 'contact', userId };
    case 'update_user':
      return renamedTo === '' ? null : { kind: 'contact', userId, renamedTo };
    default:
      return null;
  }
}

function selectedOf(items: unknown): Record<string, string[]> | undefined {
  const list = (items as { selecteditem?: unknown[] } | undefined)?.selecteditem ?? [];
  const selected = list.map((item) => {
    const ids = (item as { optionids?: { optionid?: unknown[] } }).optionids?.optionid ?? [];
    return [textOf(item, 'questionkey'), ids.filter((id) => typeof id === 'string')] as const;
  });
  return selected.length > 0 ? Object.fromEntries(selected) : undefined;
}

/** Events have no id, and FromUserName + CreateTime is too coarse: two clicks fall into one second. */
function digest(fields: XmlFields): string {
  const entries = Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1));
  return `~${createHash('sha256').update(JSON.stringify(entries)).digest('hex').slice(0, 32)}`;
}
