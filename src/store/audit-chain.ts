import { hash } from 'node:crypto';
import type { Instant } from '../domain/calendar/time.ts';

// How audit entries hang together. Who did it and what exactly stand under a digest of their own, with a salt: they can
// be taken out for a person who is erased, and what is left still fits its neighbours.

/** What is hashed before the first entry. */
export const BEGINNING = '';

export const digestOf = (salt: string, by: string, detail: string): string => sha256([salt, by, detail]);

/** @param before hash of the entry before */
export const hashOf = (before: string, at: Instant, action: string, digest: string): string =>
  sha256([before, at, action, digest]);

/** An array of texts and whole numbers is written in one way only. */
const sha256 = (parts: readonly (string | number)[]): string => hash('sha256', JSON.stringify(parts), 'hex');
