// Messages of a muster to many: as few calls as WeCom allows, at once, and of no use once the hour of arrival is over.
import type { Instant } from '../domain/calendar/time.ts';
import type { Muster } from '../domain/muster/muster.ts';
import type { Person } from '../domain/organisation/organisation.ts';
import { cardTextChars } from './channels.ts';
import { MUSTER_BATCH, MUSTER_RULES, musterSubject } from './muster.ts';
import type { OutboxEntry } from './outbox.ts';

interface MusterPush {
  as: keyof typeof MUSTER_RULES;
  to: readonly Person[];
  text: string;
  /** words of title and buttons; absent: no card */
  card?: { title: string; ack?: string; arrived: string; cannot: string } | undefined;
  /** what tells one report from another */
  about?: string;
  expiresAt?: Instant;
  by: 'app' | 'bot';
}

/** One entry for each call of WeCom; a card of many buttons is one message, where its text fits. */
export function musterPushes(muster: Muster, now: Instant, push: MusterPush): OutboxEntry[] {
  const { as, to, text, card, about = '', expiresAt = muster.arriveBy, by } = push;
  const buttons = card && [
    ...(card.ack ? [{ text: card.ack, key: `muster_ack:${muster.id}` }] : []),
    { text: card.arrived, key: `muster_here:${muster.id}` },
    { text: card.cannot, key: `muster_no:${muster.id}`, style: 2 as const },
  ];
  const hasCard = card !== undefined && [...text].length <= cardTextChars(by);
  const batches = Array.from({ length: Math.ceil(to.length / MUSTER_BATCH) }, (_, i) =>
    to.slice(i * MUSTER_BATCH, (i + 1) * MUSTER_BATCH),
  );
  return batches.map((people, i) => ({
    key: `${MUSTER_RULES[as]}:${muster.id}${about && `:${about}`}:${i}`,
    at: now,
    expiresAt,
    rule: MUSTER_RULES[as],
    unitId: muster.unitId,
    subject: as === 'report' ? `muster_report:${muster.id}` : musterSubject(muster.id),
    channel: 'app',
    to: people.map((p) => p.userId),
    audience: people.map((p) => p.id),
    text,
    card: hasCard ? { title: card.title, buttons: buttons! } : null,
  }));
}
