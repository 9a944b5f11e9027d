import { openCore } from '../app/core.ts';
import { addDays, dateOf, instantOf } from '../domain/calendar/time.ts';
import { LESSON_LIFE_MS } from '../ports/store.ts';
import { forgetQuestions, forgetTexts, oldTexts } from '../store/erasing/texts.ts';
import { startupMessage } from '../wording/startup.ts';
import { badOption, type Command, print, readArgs } from './command.ts';

/** As long as lessons are kept. */
const DEFAULT_DAYS = LESSON_LIFE_MS / 86_400_000;

/** `retain [--days N] [--yes]`: forgets what people wrote and were told longer ago; what it changed stays. */
export const retain: Command = async ({ args, config }) => {
  const { values } = readArgs(args, { days: { type: 'string' }, yes: { type: 'boolean' } }, 0);
  const days = values.days === undefined ? DEFAULT_DAYS : Number(values.days);
  if (!Number.isInteger(days) || days < 1) throw badOption('--days', String(values.days), 'days_back');
  const { store } = await openCore(config);
  try {
    const day = addDays(dateOf(Date.now()), -days);
    const before = instantOf(day);
    const told = { day, messages: 0, pushes: 0 };
    for await (const page of oldTexts(store.db, before)) {
      if (values.yes) await store.rewrite((db) => forgetTexts(db, page));
      told.messages += page.messages.length;
      told.pushes += page.pushes.length;
    }
    if (!values.yes) {
      print(startupMessage('retain_would', told));
      return 0;
    }
    await store.rewrite(async (db, tx) => {
      await forgetQuestions(db, before);
      await tx.audit({ at: Date.now(), by: 'cli', action: 'retain', detail: told });
    });
    print(startupMessage('retained', told));
    return 0;
  } finally {
    await store.close();
  }
};
