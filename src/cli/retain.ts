import { openCore } from '../app/core.ts';
import { addDays, dateOf, instantOf } from '../domain/calendar/time.ts';
import { StartError } from '../domain/errors.ts';
import { LESSON_LIFE_MS } from '../ports/store.ts';
import { countOldTexts, forgetOldTexts } from '../store/erasing/texts.ts';
import { startupMessage } from '../wording/startup.ts';
import { type Command, print, readArgs } from './command.ts';

/** As long as lessons are kept. */
const DEFAULT_DAYS = LESSON_LIFE_MS / 86_400_000;

/** `retain [--days N] [--yes]`: forgets what people wrote and were told longer ago; what it changed stays. */
export const retain: Command = async ({ args, config }) => {
  const { values } = readArgs(args, { days: { type: 'string' }, yes: { type: 'boolean' } });
  const days = values.days === undefined ? DEFAULT_DAYS : Number(values.days);
  if (!Number.isInteger(days) || days < 1) throw new StartError('bad_argument', { got: String(values.days) });
  const { store } = await openCore(config);
  try {
    const day = addDays(dateOf(Date.now()), -days);
    const before = instantOf(day);
    const found = await countOldTexts(store.db, before);
    const told = { day, messages: found.messages, pushes: found.pushes };
    if (!values.yes) {
      print(startupMessage('retain_would', told));
      return 0;
    }
    while ((await store.rewrite((db) => forgetOldTexts(db, before))) > 0);
    await store.write((tx) =>
      tx.audit({ at: Date.now(), by: 'cli', action: 'retain', detail: { before: day, ...found } }),
    );
    print(startupMessage('retained', told));
    return 0;
  } finally {
    await store.close();
  }
};
