// Messages of a muster to many: as few calls as WeCom allows, at once, and of no use once the hour of arrival is over.
import type { Instant } from '../domain/calendar/time.ts';
import type { Muster } from '../domain/muster/muster.ts';
import type { Person } from '../domain/organisation/organisation.ts';
import { cardTextChars } from './channels.ts';
import { MUSTER_RULES, musterSubject } from './muster.ts';
import type { OutboxEntry } from './outbox.ts';

/** WeCom takes so many recipients in one call (doc 90236). */
const MUSTER_BATCH = 1000;

interface MusterPush {
  as: keyof typeof MUSTER_RULES;
  /** of one batch */
  to: readonly Person[];
  text: string;
  /** words of title and buttons; absent: no card */
  card?: { title: string; ack: string; arrived: string; cannot: string } | undefined;
  /** which batch, or which report */
  part?: string | number;
  expiresAt?: Instant;
  by: 'app' | 'bot';
}

/** As many as go into one call each. */
export const musterBatches = <T>(people: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(people.length / MUSTER_BATCH) }, (_, i) =>
    people.slice(i * MUSTER_BATCH, (i + 1) * MUSTER_BATCH),
  );

/** One entry for one call of WeCom; with buttons where its text fits beside them, so that it is one message. */
export function musterPush(muster: Muster, now: Instant, push: MusterPush): OutboxEntry {
  const { as, to, text, card, part = 0, expiresAt = muster.arriveBy, by } = push;
  const isFit = [...text].length <= cardTextChars(by);
  return {
    key: `${MUSTER_RULES[as]}:${muster.id}:${part}`,
    at: now,
    expiresAt,
    rule: MUSTER_RULES[as],
    unitId: muster.unitId,
    subject: as === 'report' ? `muster_report:${muster.id}` : musterSubject(muster.id),
    channel: 'app',
    to: to.map((p) => p.userId),
    audience: to.map((p) => p.id),
    text,
    card: !card || !isFit ? null : { title: card.title, buttons: musterButtons(muster, card) },
  };
}

/** 收到, 到岗, 去不了, in this order. */
export const musterButtons = ({ id }: Pick<Muster, 'id'>, words: NonNullable<MusterPush['card']>) => [
  { text: words.ack, key: `muster_ack:${id}` },
  { text: words.arrived, key: `muster_here:${id}` },
  { text: words.cannot, key: `muster_no:${id}`, style: 2 as const },
];
