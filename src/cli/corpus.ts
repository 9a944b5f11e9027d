import { openCore } from '../app/core.ts';
import { instantOf } from '../domain/calendar/time.ts';
import type { Intent } from '../domain/intent.ts';
import { anonymous, type Secrets } from '../parsing/anonymous/anonymous.ts';
import { toCorpus } from '../parsing/corpus.ts';
import { LESSON_LIFE_MS, type Lesson, type ReadTx } from '../ports/store.ts';
import { type Command, dayOption, readArgs } from './command.ts';
import { checkOut, writeOut } from './out-file.ts';

/**
 * `corpus [--out FILE] [--since DATE]`: what people chose when asked what they meant, as labelled lines of the message
 * corpus with nobody in them who exists. Lines of which that is not certain are left out and counted.
 */
export const corpus: Command = async ({ args, config }) => {
  const { values } = readArgs(args, { out: { type: 'string' }, since: { type: 'string' } }, 0);
  const { out, since } = values;
  if (since !== undefined) dayOption('--since', since);
  if (out !== undefined) checkOut(out);
  const { store, templates } = await openCore(config);
  try {
    const now = Date.now();
    const oldest = now - LESSON_LIFE_MS;
    const from = since === undefined ? oldest : Math.max(oldest, instantOf(since));
    const { lessons, secrets } = await store.read(async (tx) => ({
      lessons: await tx.lessons(from),
      secrets: await secretsOf(tx),
    }));
    const read = lessons.map((lesson) => exampleOf(lesson, secrets));
    const lines = [...new Set(read.filter((line) => typeof line === 'string'))];
    const leftOut = read.filter((line) => line === undefined).length;
    const text = lines.map((line) => `${line}\n`).join('');
    if (out === undefined) process.stdout.write(text);
    else writeOut(out, text);
    await store.write(async (tx) => {
      await tx.forgetLessons(oldest);
      const detail = { since: since ?? null, lines: lines.length, leftOut };
      await tx.audit({ at: now, by: 'cli', action: 'export corpus', detail });
    });
    // The lines alone are on stdout.
    const data = { lines: lines.length, left_out: leftOut, file: out ?? '' };
    process.stderr.write(`${templates.render('corpus.done', data)}\n`);
    return 0;
  } finally {
    await store.close();
  }
};

/** Everybody, those who left too, and every unit. */
async function secretsOf(tx: ReadTx): Promise<Secrets> {
  const org = await tx.organisation();
  const people = [...org.people.values(), ...(await tx.departed())];
  const units = [...org.units.values()];
  return {
    people: [...new Set(people.map((p) => p.name))],
    units: [...new Set(units.map((u) => u.name))],
    ids: people.flatMap((p) => [p.id, p.userId]).filter((id) => id.length > 2),
  };
}

/** A line as JSON; null where the corpus has no such intent, undefined where somebody might be told from it. */
function exampleOf(lesson: Lesson, secrets: Secrets): string | null | undefined {
  if (lesson.choice > 0 && toCorpus(lesson.intent).intent !== lesson.intent.intent) return null;
  const made = anonymous({ text: lesson.text, at: lesson.readAt, expect: lesson.intent }, secrets);
  if (!made) return undefined;
  const { text, now, people } = made;
  const label = toCorpus(made.expect as Intent);
  const known = people.length > 0 && { people };
  // What it should have been read as nobody has said.
  if (lesson.choice === 0)
    return JSON.stringify({ text, now, misread_as: label, ...known, note: 'the answer was called wrong' });
  const note = `confirmed by the sender, choice ${lesson.choice} of ${lesson.choices}`;
  return JSON.stringify({ text, now, expect: label, ...known, note });
}
