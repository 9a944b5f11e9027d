import type { Filled } from '../../domain/intent.ts';
import { someYears } from '../slots/lasting.ts';
import type { Spans } from '../spans/spans.ts';
import { readActivityCommand } from './activity.ts';
import { readContinue } from './continue.ts';
import { readCorrection, readHistory, readNotHeld } from './correction.ts';
import { readEverybody } from './everybody.ts';
import { apartIn, withApart } from './figure-apart.ts';
import { readExplained } from './figure-explained.ts';
import { readLectures } from './figure-lectures.ts';
import { readFigureQuestion } from './figure-question.ts';
import { readRanks } from './figure-ranks.ts';
import { readEachPerson } from './figure-threshold.ts';
import { readContact, readUnkept } from './figure-unkept.ts';
import { readFiling } from './filing.ts';
import { readFixedDay } from './fixed-day.ts';
import { readHours } from './hours.ts';
import { readDecision } from './leave-decision.ts';
import { readEveryLeave } from './leave-every.ts';
import { readPlainLeave } from './leave-plain.ts';
import { readLedgerCommand } from './ledger.ts';
import { leftOutOf } from './left-out.ts';
import { readMonthFile } from './month-file.ts';
import { readMuster } from './muster.ts';
import { readNodeQuestion } from './node-questions.ts';
import { readOffices } from './offices.ts';
import { overdueBy } from './overdue-by.ts';
import { readOwnMatters } from './own-matters.ts';
import { readOwnCount } from './own-question.ts';
import { readPersonQuestion } from './person-question.ts';
import { asksAhead, readPlainQuestion } from './plain-question.ts';
import { readProcess } from './process.ts';
import { readRecall } from './recall.ts';
import { readHeld, readRecordLine } from './record.ts';
import { readRecordAsked } from './record-asked.ts';
import { type Heard, heard } from './rest.ts';
import { readScheme } from './scheme.ts';
import { readBinding, readGroup, readSetting } from './settings.ts';
import { readTeam } from './team.ts';
import { readVitality } from './vitality.ts';
import { readWithdrawal } from './withdraw.ts';
import { readWord } from './words.ts';

/**
 * What the bot understands beyond the message corpus: words of its own (撤销, 绑定, 导出 …) and commands with a fixed
 * form. Undefined leaves the message to what was learned.
 */
export function readCommand(spans: Spans): Filled | undefined {
  const h = heard(spans);
  const s = h.s.replace(/[\s。!]+$/, '');
  const explained = readExplained(h);
  if (explained) return explained;
  const recorded = readLectures(h) ?? readRecordAsked(h);
  if (recorded) return recorded;
  const contact = readContact(h);
  if (contact) return contact;
  const beside = readUnkept(h, (rest) => readFigure(rest, rest.s.trim()));
  if (beside) return beside;
  const filing = readFiling(h);
  if (filing) return filing;
  const process = readProcess(h, s);
  if (process) return process;
  const muster = readMuster(h, s) ?? readTeam(h, s) ?? readHours(h);
  if (muster) return muster;
  const scheme = readScheme(h, s) ?? readVitality(h);
  if (scheme) return scheme;
  const offices = readOffices(h);
  if (offices) return offices;
  const steps = readNodeQuestion(h, s);
  // 党费收缴进度 is of what is kept elsewhere.
  if (steps && readPlainQuestion(h)?.intent !== 'elsewhere') return steps;
  const figure = readFigure(h, s) ?? ofAll(h);
  if (figure && !overdueBy(s, figure) && leftOutOf(s, figure) === undefined) return withYears(h, figure);
  if (s.length <= 60) {
    const word = readContinue(s) ?? readWord(h, s);
    if (word) return word;
  }
  const recall = /撤|收回/.test(s) ? readRecall(h) : undefined;
  if (recall) return recall;
  const group = /绑/.test(s) ? readBinding(h, s) : undefined;
  if (group) return group;
  const made = /群/.test(s) && s.length <= 40 ? readGroup(h, s) : undefined;
  if (made) return made;
  if (/固定|每月|每个月|一般|通常|平时|平常/.test(s)) {
    const fixed = readFixedDay(h);
    if (fixed) return fixed;
  }
  const setting = s.length <= 40 ? readSetting(s) : undefined;
  return (
    setting ??
    readLedgerCommand(h) ??
    readDecision(h) ??
    readPersonQuestion(h) ??
    readEveryLeave(h) ??
    readCorrection(h) ??
    readNotHeld(h) ??
    readHistory(h) ??
    readActivityCommand(h) ??
    readRecordLine(h) ??
    readHeld(h) ??
    readWithdrawal(h) ??
    readEverybody(h) ??
    readPlainLeave(h)
  );
}

const readFigure = (h: Heard, s: string): Filled | undefined =>
  readMonthFile(h, s) ??
  readRanks(h) ??
  readOwnMatters(h) ??
  readEachPerson(h) ??
  readOwnCount(h) ??
  (asksAhead(h) ? undefined : readFigureQuestion(h)) ??
  readPlainQuestion(h) ??
  andWho(h, s);

/** 上个月几个人请假，分别是谁: whoever was away is named as it is. */
function andWho(h: Heard, s: string): Filled | undefined {
  const before = WHO_THEY_ARE.exec(s)?.index;
  if (before === undefined || before === 0) return undefined;
  const rest = heard({ ...h, s: s.slice(0, before) });
  const asked = readFigureQuestion(rest);
  const isOfPeople = ['leave_list', 'absentees', 'late_list'].includes(asked?.metric ?? '');
  return isOfPeople && asked?.intent === 'query' ? asked : undefined;
}
const WHO_THEY_ARE =
  /[,，、\s]+(?:都|分别|各|他们)*(?:是|有|叫)?(?:谁|哪些人?|哪几[个位]人?|什么人|哪些同志)[呢啊?？]*$/u;

/** 女党员到会率, 70岁以上党员几个: read as if asked of everybody. */
function ofAll(h: Heard): Filled | undefined {
  const part = apartIn(h);
  if (!part) return undefined;
  for (const more of NOUNS) {
    const end = part.end + (more.exec(h.s.slice(part.end))?.[0].length ?? 0);
    const s = h.s.slice(0, part.at) + ' '.repeat(end - part.at) + h.s.slice(end);
    const asked = readFigure(heard({ ...h, s }), s.trim());
    if (asked?.intent === 'query') return withApart(h, asked);
  }
  const rest = `${h.s.slice(0, part.at)}|${h.s.slice(part.end)}`;
  // 预备党员, by itself, asks who they are.
  const isAlone = !/^\s*\|(?:党员|同志|干部)?\s*$/u.test(rest) && APART_ALONE.test(rest);
  return isAlone
    ? { intent: 'query_more', apart: part.who.length === 1 ? `${part.who}的` : part.who }
    : undefined;
}

/** 只看女的, 老同志呢: of the figure that was told, a part that none tells apart. */
const APART_ALONE =
  /^(?:那么?|再|只|光|单|单独|就|想|给我|帮我|看|要|算|数|查|统计|列|说|一下|其中|里面?|里头|的|\s)*\|(?:党员|同志|干部)?(?:的|呢|啊|吧|单独|列|看|说|数|算|统计|一下|有|(?:几|多少)[个名位]?|人|是|谁|哪些)*[?？\s]*$/u;

/** What goes with the part that is left out: the noun behind it, 各, and 有几个 where more is asked behind that. */
const NOUNS = [
  /^/u,
  /^(?:党员|同志|干部)(?:里面?|当中|中)?/u,
  /^(?:党员|同志|干部)?各/u,
  /^(?:党员|同志|干部)?(?:一共|总共|共|都)*有?(?:几|多少)(?:个|名|位)?人?[,，、\s]+/u,
];

/** 近年来到会率 */
function withYears(h: Heard, figure: Filled): Filled {
  if (figure.intent !== 'query' || figure.period !== undefined || figure.sides !== undefined) return figure;
  const period = someYears(h);
  return period ? { ...figure, period } : figure;
}
