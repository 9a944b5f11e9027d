import { flag, list, maybe, number, type Sentences, text, time } from '../shape.ts';
import { activityFields, itemFields } from './shared.ts';

export const help = {
  help: {
    open: maybe({ name: text }),
    checked_in: flag,
    /** empty: the sender is called by none */
    muster: text,
    role: text,
    in_group: flag,
    bound: flag,
    page: flag,
    unit: text,
    others: list(text),
    /** what is registered in a sentence */
    reports: list(text),
    /** 发展党员、发展党员名单、换届进度 */
    processes: list(text),
    /** a line that reports a work of the own branch's plan; empty: it has none */
    plan: text,
    /** a branch may look at its own 活力指数 */
    vitality: flag,
    /** there is a plan at all */
    plans: flag,
    /** of items, beside those of the ledger */
    kinds: list(text),
  },
  mine: {
    muster: text,
    teams: list(text),
    /** what runs through steps about the sender */
    processes: list(text),
    /** 民情日记 3 条, of this year */
    reports: list(text),
    /** 11月党费（11月26日前）: what the own branch has not registered */
    owed: list(text),
    /** what the own branch asked of others */
    asked: list(itemFields),
    plan: text,
    person: text,
    unit: text,
    held: number,
    present: number,
    leave: number,
    absent: number,
    unknown: number,
    coming: list({ ...activityFields, state: text, open: flag }),
    items: list({ name: text, problem: text, due: time }),
    /** how many there are, of which the most urgent are told */
    all: number,
    /** they are all of the 整改台账 */
    ledger: flag,
  },
} satisfies Sentences;
