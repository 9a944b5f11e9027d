// 第99项 完成5户, where neither a plan nor anything of the sender's has that number: they are told which there are.
import type { Understanding } from '../../../domain/intent.ts';
import { ITEM_REPORTS } from '../../../domain/intent-groups.ts';
import { itemLabel, kindsInUse, TASK_KIND, wordsOfKind } from '../../../domain/ledger/kinds.ts';
import { readNumber } from '../../../parsing/numerals.ts';
import type { Reply } from '../../../ports/channels.ts';
import { itemNamed } from '../../../reports/items.ts';
import { mayDo, type Turn } from '../../turn.ts';
import { maySee, ownItems, targetOf } from '../ledger/find.ts';
import { brief } from '../ledger/words.ts';
import { topsOf, worksAt } from './works.ts';

const PLACE =
  /^(?:我们?(?:党?支部|村)?|咱们?|本(?:党?支部|村))?(?:的|任务|重点工作|,|\s)*第\s*(?<no>\d{1,4}|[一二三四五六七八九十百]{1,5})\s*[项条](?<what>任务)?/u;
/** Of the ledger, by its own words. */
const OF_LEDGER = /整改|问题|台账|事项|销号/u;
const REPORTED = /完成|做完|办[好完结]|落实|进展|延期|没有?[办做动]/u;
const SHOWN = 5;
const WORKS = 20;

/** Undefined where the number is of something the sender may report on, or something else is said. */
export async function noSuchPlace(turn: Turn, said: Understanding): Promise<Reply | undefined> {
  const text = turn.text.normalize('NFKC').trim();
  const { no: written, what } = PLACE.exec(text)?.groups ?? {};
  if (written === undefined || OF_LEDGER.test(text) || isOfKind(text)) return undefined;
  const { intent, alternatives } = said;
  const isReport =
    [intent, ...alternatives].some((one) => ITEM_REPORTS.has(one.intent)) ||
    (intent.intent === 'none' && REPORTED.test(text));
  const rest = text.slice(PLACE.exec(text)![0].length).replace(/[\s。!,，！]/gu, '');
  if (!isReport || rest === '') return undefined;
  const no = /^\d/.test(written) ? Number(written) : readNumber(written);
  if (no === undefined) return undefined;
  const item = await itemNamed(turn.tx, String(no));
  const isTask = what !== undefined || text.startsWith('任务');
  const fits = isTask
    ? item?.kind === TASK_KIND && maySee(turn, item)
    : item !== undefined && mayDo(turn, 'report_progress', targetOf(item));
  if (fits) return undefined;
  const schemes = await turn.tx.schemes();
  const works = schemes.length === 0 ? [] : worksAt(turn, schemes, topsOf(turn));
  const items = (await ownItems(turn)).filter(({ kind }) => !isTask || kind === TASK_KIND);
  return turn.say('scheme.no_such', {
    no,
    task: isTask,
    works: works.slice(0, WORKS).map((work) => String(work.no)),
    items: items.slice(0, SHOWN).map((one) => ({ name: itemLabel(one), problem: brief(one.problem) })),
    more: Math.max(0, items.length - SHOWN),
  });
}

/** 承诺第3项 is of that kind. */
const isOfKind = (text: string): boolean =>
  kindsInUse().some((row) => row.key !== TASK_KIND && wordsOfKind(row).some((word) => text.includes(word)));
