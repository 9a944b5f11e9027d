// 活力指数: the own branch's rules and figures, for its secretaries alone. No other branch stands beside it.
import { periodOf } from '../../domain/calendar/period.ts';
import { dateOf } from '../../domain/calendar/time.ts';
import { vitalityOf } from '../../domain/figures/vitality.ts';
import type { Unit } from '../../domain/organisation/organisation.ts';
import { vitalityParts } from '../../reports/vitality.ts';
import { periodWords } from '../../reports/words.ts';
import { act, type Ended, reading } from '../act.ts';
import type { Turn } from '../turn.ts';
import { homeUnit, unitNamed } from '../units.ts';

type Asking = Turn<'vitality'>;

export const tellVitality = reading(
  'heavy',
  act<'vitality', { branch: Unit }>({
    permit: {
      actions: ['see_vitality'],
      asked: (_turn, { branch }) => [{ action: 'see_vitality', on: { unitId: branch.id } }],
    },
    about: async (turn) => about(turn),
    refusal: (turn, { branch }) => turn.say('vitality.own_only', { unit: branch.name }),
    async carryOut(turn, { branch }) {
      // A look at oneself is nothing for a group to read.
      if (turn.chat !== '') return turn.say('vitality.in_private');
      const { period: kind, rules } = turn.settings.vitality;
      const today = dateOf(turn.now);
      const span = { from: periodOf(kind, today).from, to: today };
      const sources = rules.map(({ source }) => source);
      const parts = await vitalityParts(turn, branch, span, sources);
      const { rows, score, stars } = vitalityOf(rules, parts);
      return turn.say('vitality.told', {
        unit: branch.name,
        time: periodWords(turn.templates.render, span, turn.now),
        score,
        stars: '★'.repeat(stars) + '☆'.repeat(5 - stars),
        rules: rows.map(({ name, source, done, due, points, weight }) => ({
          name,
          rate: source === 'turnout',
          done: source === 'turnout' ? Math.floor(done * 100) : done,
          due,
          points: points === null ? null : Math.round(points * 10) / 10,
          weight,
        })),
      });
    },
  }),
);

function about(turn: Asking): { branch: Unit } | Ended {
  if (turn.intent.what === 'points') return { reply: turn.say('vitality.no_points') };
  const { enabled, rules } = turn.settings.vitality;
  if (!enabled || rules.length === 0) return { reply: turn.say('vitality.off') };
  const named = turn.intent.scope ? unitNamed(turn, turn.intent.scope) : undefined;
  if (named && 'reply' in named) return { reply: named.reply };
  const unit = named?.unit ?? homeUnit(turn);
  const branch = unit && turn.org.branchOf(unit.id);
  return branch ? { branch } : { reply: turn.say('vitality.branch_only') };
}
