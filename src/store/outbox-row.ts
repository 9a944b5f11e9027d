import type { Insertable, Selectable } from 'kysely';
import { DAY_MS } from '../domain/calendar/time.ts';
import type { PushChannel } from '../ports/channels.ts';
import {
  type CardUpdateEntry,
  type FileEntry,
  type GroupEntry,
  HASTES,
  hasteOf,
  type OutboxEntry,
  type OutboxRow,
  type RecallEntry,
  type WorkKind,
  type WorkRow,
  type WorkRows,
} from '../ports/outbox.ts';
import type { OutboxTable } from './tables.ts';

/** The code of a card works for three days (doc 94888). */
const CARD_LIFE_MS = 3 * DAY_MS;
/** WeCom takes a message back for a day (doc 94867). */
const RECALL_LIFE_MS = DAY_MS;
/** A file or group asked for is of use on the day it was asked for. */
const FILE_LIFE_MS = DAY_MS;

const FRESH = { state: 'waiting', attempts: 0, doubts: 0, fence: 0, refused: '[]' } as const;

export type NewWork = Insertable<OutboxTable>;

export function toRow(entry: OutboxEntry): NewWork {
  return {
    ...FRESH,
    kind: 'push',
    key: entry.key,
    at: entry.at,
    expires_at: entry.expiresAt,
    rule: entry.rule,
    urgent: HASTES.indexOf(hasteOf(entry.rule)),
    unit_id: entry.unitId,
    subject: entry.subject,
    channel: entry.channel,
    recipients: JSON.stringify(entry.to),
    audience: JSON.stringify(entry.audience),
    text: entry.text,
    card: entry.card && JSON.stringify(entry.card),
    matters: JSON.stringify(entry.matters ?? []),
    payload: null,
  };
}

type ErrandKind = Exclude<WorkKind, 'push'>;
type ErrandOf<K extends ErrandKind> = Pick<
  WorkRows[K],
  'key' | 'at' | 'expiresAt' | 'subject' | 'to' | 'payload'
> & { channel?: PushChannel | undefined };

/** A row of any kind but a push: what only pushes have stays empty. */
function toErrandRow<K extends ErrandKind>(kind: K, errand: ErrandOf<K>): NewWork {
  return {
    ...FRESH,
    kind,
    key: errand.key,
    at: errand.at,
    expires_at: errand.expiresAt,
    rule: kind,
    urgent: 1,
    unit_id: null,
    subject: errand.subject,
    channel: errand.channel ?? 'app',
    recipients: JSON.stringify(errand.to),
    audience: '[]',
    text: '',
    card: null,
    matters: '[]',
    payload: JSON.stringify(errand.payload),
  };
}

export const toCardRow = ({ at, users, responseCode, cardState }: CardUpdateEntry) =>
  toErrandRow('card', {
    key: `card:${responseCode}`,
    at,
    expiresAt: at + CARD_LIFE_MS,
    subject: 'card',
    to: users,
    payload: { responseCode, cardState },
  });

export const toFileRow = ({ key, at, users, name, content, channel, group }: FileEntry) =>
  toErrandRow('file', {
    key: `file:${key}`,
    at,
    expiresAt: at + FILE_LIFE_MS,
    subject: `file:${key}`,
    to: group ? [group.chat] : users,
    channel: group?.channel ?? channel,
    payload: { name, content, ...(group && { by: users[0]! }) },
  });

export const toGroupRow = ({ key, at, by, ...payload }: GroupEntry) =>
  toErrandRow('group', {
    key: `group:${key}`,
    at,
    expiresAt: at + FILE_LIFE_MS,
    subject: `group:${payload.unitId}`,
    to: [by],
    payload,
  });

export const toRecallRows = ({ subject, at, push, asked }: RecallEntry) =>
  push.messageIds.map((messageId, i) =>
    toErrandRow('recall', {
      key: `${subject}:${push.id}:${i}`,
      at,
      expiresAt: (push.sentAt ?? at) + RECALL_LIFE_MS,
      subject,
      to: push.to,
      payload: { ...asked, messageId, pushId: push.id },
    }),
  );

/** What waits to be fetched is known by its evidence, whose end cancels it. */
export const evidenceSubject = (id: number): string => `evidence:${id}`;

export const toEvidenceRow = (e: { id: number; by: string; at: number; validUntil: number }) =>
  toErrandRow('evidence', {
    key: evidenceSubject(e.id),
    at: e.at,
    expiresAt: e.validUntil,
    subject: evidenceSubject(e.id),
    to: [e.by],
    payload: { id: e.id },
  });

/** A row as its kind knows it. */
export function fromAnyRow<K extends WorkKind = WorkKind>(row: Selectable<OutboxTable>): WorkRows[K] {
  const work: WorkRow =
    row.kind === 'push'
      ? fromRow(row)
      : ({
          ...shared(row),
          kind: row.kind as ErrandKind,
          payload: JSON.parse(row.payload!) as unknown,
        } as WorkRow);
  return work as WorkRows[K];
}

export function fromRow(row: Selectable<OutboxTable>): OutboxRow {
  return {
    ...shared(row),
    kind: 'push',
    rule: row.rule,
    unitId: row.unit_id,
    audience: JSON.parse(row.audience) as string[],
    text: row.text,
    card: row.card === null ? null : (JSON.parse(row.card) as OutboxRow['card']),
    sentAt: row.sent_at,
    messageIds: row.message_id === null ? [] : row.message_id.split('\n'),
    responseCode: row.response_code,
    matters: JSON.parse(row.matters) as string[],
    said: row.payload === null ? null : (JSON.parse(row.payload) as OutboxRow['said']),
  };
}

const shared = (row: Selectable<OutboxTable>) => ({
  id: row.id,
  channel: row.channel as PushChannel,
  key: row.key,
  at: row.at,
  expiresAt: row.expires_at,
  subject: row.subject,
  to: JSON.parse(row.recipients) as string[],
  state: row.state as OutboxRow['state'],
  attempts: row.attempts,
  doubts: row.doubts,
  doubtedAt: row.doubted_at,
  fence: row.fence,
  outcome: row.outcome,
  refused: JSON.parse(row.refused) as string[],
});
