import { z } from 'zod';
import type { MusterSettings } from '../domain/muster/muster.ts';
import { oneOf, readSettings, type SettingsResult, whole } from './read.ts';

const CALLERS = { 书记: 'secretary', 党小组长: 'leader', 队长: 'captain' } as const;

/** What is not written has the value it has in the file as delivered. */
const schema = z
  .strictObject({
    ackMinutes: whole(1, 120).default(10),
    arriveMinutes: whole(5, 1440).default(60),
    nudgeMinutes: whole(1, 240).default(10),
    askAbove: whole(1, 50).default(5),
    callers: z.array(oneOf(CALLERS), { error: 'list' }).default(['secretary', 'leader', 'captain']),
  })
  .superRefine((file, context) => {
    // Nobody is late before the hour of arrival, and after it a reminder is of no use.
    for (const name of ['ackMinutes', 'nudgeMinutes'] as const)
      if (file[name] > file.arriveMinutes)
        context.addIssue({ code: 'custom', path: [name], message: `at_most ${file.arriveMinutes}` });
  });

/** Reads config/muster.yaml; every bad value is one Chinese line in `problems`. */
export const readMusterSettings = (text: string): SettingsResult<MusterSettings> =>
  readSettings('muster.yaml', text, schema);
