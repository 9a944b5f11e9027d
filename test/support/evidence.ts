import type { Evidence } from '../../src/ports/ledger.ts';

/** A photo that was fetched. */
export const fetchedEvidence = (sha256: string, more: Partial<Evidence> = {}): Omit<Evidence, 'id'> => ({
  itemId: 1,
  activityId: null,
  by: 'lisi',
  at: Date.parse('2026-11-21T10:00:00+08:00'),
  messageKey: 'app:1',
  kind: 'image',
  state: 'fetched',
  media: null,
  validUntil: 0,
  name: 'photo.png',
  size: 5,
  sha256,
  reason: null,
  ...more,
});
