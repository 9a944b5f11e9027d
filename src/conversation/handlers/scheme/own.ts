// What 帮助 and 我的 say of a plan, to those who have to do with one.
import { schemeProgress } from '../../../reports/scheme.ts';
import type { Turn } from '../../turn.ts';
import { thisMonth, topsOf, worksAt } from './works.ts';

/** A line that reports a work of the sender's own branch; empty where there is none. */
export async function schemeExample(turn: Turn): Promise<string> {
  const works = await ownWorks(turn);
  const work = works.find(({ measure }) => measure !== '') ?? works[0];
  return work ? turn.say('scheme.example', { no: work.no, measure: work.measure }).text : '';
}

/** How many works the own branch has, and how many of them wait for this month's figure; empty where there is none. */
export async function schemeOwnLine(turn: Turn): Promise<string> {
  const works = await ownWorks(turn);
  if (works.length === 0) return '';
  const month = thisMonth(turn);
  const rows = await schemeProgress(turn.tx, turn.org, works, topsOf(turn), month);
  const silent = rows.filter(({ due, reported }) => due > reported).length;
  return turn.say('scheme.own_line', { count: works.length, silent, month: Number(month.slice(5)) }).text;
}

/** Of a branch, and of whoever may report for it. */
async function ownWorks(turn: Turn) {
  const tops = topsOf(turn);
  const [top] = tops;
  const isBranch = tops.length === 1 && top !== undefined && turn.org.branchOf(top.id)?.id === top.id;
  if (!isBranch || !turn.permissions.may(turn.org, turn.sender, 'report_scheme', { unitId: top.id }))
    return [];
  const schemes = await turn.tx.schemes();
  return schemes.length === 0 ? [] : worksAt(turn, schemes, tops);
}
