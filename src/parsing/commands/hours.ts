// 李四志愿服务8小时: hours of service are kept nowhere here, and nobody is away for them.
import type { Filled } from '../../domain/intent.ts';
import { type Heard, PERSON } from './rest.ts';

const WHO = new RegExp(`^(?:${PERSON}[、,，和与及跟\\s]*)*(?:参加|做|干|共|累计|已|了)*$`, 'u');

/** Nothing but people, a type and a length of hours. */
export const readHours = (h: Heard): Filled | undefined =>
  h.types.length > 0 &&
  h.people.length > 0 &&
  h.times.length === 1 &&
  h.times[0]!.kind === 'duration' &&
  h.times[0]!.length?.minutes !== undefined &&
  WHO.test(h.shape)
    ? { intent: 'none' }
    : undefined;
