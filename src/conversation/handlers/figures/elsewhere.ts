import { simply } from '../../act.ts';
import { whoMay } from '../../turn.ts';
import { homeUnit } from '../../units.ts';

/** 党费怎么交, 民情日记: no figure is kept of it here; the answer says who knows, and what there is. */
export const elsewhere = simply<'elsewhere'>(async (turn) => {
  const unitId = (homeUnit(turn) ?? turn.org.roots()[0])?.id;
  const who = unitId === undefined ? [] : whoMay(turn, 'see_figures', { unitId });
  return turn.say('figures.elsewhere', { topic: turn.intent.topic ?? '', who: who.slice(0, 2) });
});
