import { createInterface } from 'node:readline';
import { defineActivityTypes } from '../domain/activity/types.ts';
import { defineItemKinds } from '../domain/ledger/kinds.ts';
import { loadSettings } from '../settings/settings.ts';
import { type Command, readArgs } from './command.ts';
import { parseLines } from './parse.ts';

/** `parse`: JSON Lines in, one flat object per line out, as each line arrives. */
export const parse: Command = async ({ args, config }) => {
  readArgs(args, {}, 0);
  const { calendar, activityTypes, itemKinds } = loadSettings(config.configDir);
  defineActivityTypes(activityTypes);
  defineItemKinds(itemKinds);
  const lines = createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });
  await parseLines(lines, (line) => void process.stdout.write(`${line}\n`), { calendar });
  return 0;
};
