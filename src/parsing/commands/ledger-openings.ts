// 请各支部12月5日前上报困难党员人数, 交办李四修水渠: items opened by what is said of them, without a mark behind their kind.
import type { ItemKind } from '../../domain/ledger/item.ts';
import { kindsInUse, LEDGER_KIND, perKinds, TASK_KIND, wordsOfKind } from '../../domain/ledger/kinds.ts';
import type { RectifyDraft } from '../../domain/slots.ts';
import { mask } from '../message.ts';
import { nameOf } from '../slots/names.ts';
import { type UnitsSaid, unitsSaid } from '../slots/units.ts';
import { EVERY } from './ledger-nodes.ts';
import type { Heard } from './rest.ts';

interface Bare {
  kind: ItemKind;
  /** where the matter begins */
  from: number;
  isSentence: true;
  /** makes the draft say what was meant */
  mend(draft: RectifyDraft): RectifyDraft;
}

const POLITE = /^\s*(?:请|要求|通知|麻烦|让)/u;
const TO_REPORT = /上报|报送|填报|报上来|报过来|报给|报一下|报来|(?<=[\s\ue001前各])报(?=[\u4e00-\u9fff])/u;
/** How far ahead of the units something else may stand, days aside. */
const AHEAD = 6;
const LEAD =
  /^(?:请|要求|通知|麻烦|让|都|均|务必|及时|按时|抓紧|尽快|把|将|[\s,，:：])*(?:上报|报送|填报|报一下|报)?(?:一下)?[\s,，:：]*/u;
const TAIL =
  /(?:统计好?|汇总|整理)?(?:之?后)?(?:一下)?(?:报上来|报过来|报给\S{1,6}|上报|报送|填报|报一下|报来)[了吧。\s]*$/u;
const SHORTEST = 3;

const ITEM = /^\s*(?:新增)?(?:问题整改|整改(?:事项|问题|任务)?)[:\s]+(?=[\u4e00-\u9fff]{2})/u;
const OWNER = /(?:责任人|负责人|承办人|经办人)\s?[:是为]?\s?(?=\S)|由\S{2,4}负责/u;
const UNDER_WAY =
  /进展|进度|完成率|延期|销号|(?:已经?|都|全部)(?:完成|办结|整改)|(?:完成|办结|整改到位)(?:了|$)/u;
/** No day, and yet said until when. */
const NO_DAY = /立行立改|立即整改|立改立行|长期坚持|长期整改|持续坚持/u;

/** 整改：公开栏没更新，责任人李四，12月10日前: what is to be mended and by whom, which nobody reports on yet. */
export function owned(h: Heard): Bare | undefined {
  const head = ITEM.exec(h.s)?.[0];
  if (head === undefined || !OWNER.test(h.s) || UNDER_WAY.test(h.s)) return undefined;
  return {
    kind: LEDGER_KIND,
    from: head.length,
    isSentence: true,
    mend(draft) {
      const said = NO_DAY.exec(h.s)?.[0];
      const problem = draft.problem?.replace(/[\s,，]*由\S{2,4}负责.*$/u, '');
      return {
        ...draft,
        ...(problem && { problem }),
        ...(draft.dueAt === undefined && said !== undefined && { dueAt: said }),
      };
    },
  };
}

/** 请各支部12月5日前上报…: asked of every unit, and until when. */
export function askedOfAll(h: Heard): Bare | undefined {
  const text = mask(h.s, daysOf(h));
  const every = EVERY.exec(text);
  if (!every || !(TO_REPORT.test(text) || /报$/u.test(every[0]))) return undefined;
  const ahead = text.slice(0, every.index).replace(/\ue001+(?:之?前|以前)?|[\s,，]/gu, '');
  if (ahead.length > AHEAD || (ahead !== '' && !POLITE.test(ahead))) return undefined;
  const isDue = h.times.some((time) => time.hasDate && time.isDeadline);
  if (!isDue && (!POLITE.test(text) || h.types.length > 0)) return undefined;
  const rest = text.replace(every[0], '').replace(/\ue001+(?:之?前|以前)?/gu, '');
  if (topicOf(rest).length < SHORTEST) return undefined;
  return {
    kind: TASK_KIND,
    from: POLITE.exec(h.s)?.[0].length ?? 0,
    isSentence: true,
    mend: (draft) =>
      draft.problem === undefined ? draft : { ...draft, problem: topicOf(draft.problem) || draft.problem },
  };
}

/** 报了, 报过: of what is done. */
const REPORTED = /报(?:送|上去?|上来)?(?:了|过|完|好|齐)/u;

/** 请一支部和三支部12月8日前报防火台账: the same of those named first of all. */
export function askedOfSome(h: Heard): Bare | undefined {
  const ahead = unitsAhead(h, TO_SOME);
  if (!ahead) return undefined;
  const rest = mask(h.s, daysOf(h)).slice(ahead.end);
  const isDue = h.times.some((time) => time.hasDate && time.isDeadline && time.at >= ahead.end);
  if (!isDue || !TO_REPORT.test(rest) || REPORTED.test(rest)) return undefined;
  if (topicOf(rest.replace(/\ue001+(?:之?前|以前)?/gu, '')).length < 2) return undefined;
  return {
    kind: TASK_KIND,
    from: ahead.at,
    isSentence: true,
    mend: (draft) =>
      draft.problem === undefined ? draft : { ...draft, problem: topicOf(draft.problem) || draft.problem },
  };
}

const TO_SOME = /^\s*(?:请|要求|通知|麻烦|让|叫|[\s,，])*$/u;
const GIVEN = /^\s*(?:我要?|请)?(?:下发|下达|布置|派发|发布|发|派)?(?:给|向|对|让)\s*$/u;

/** 给一支部、二支部下发任务：报名单 */
export function givenTo(h: Heard, sentence: RegExp): Pick<Bare, 'from' | 'mend'> | undefined {
  const ahead = unitsAhead(h, GIVEN);
  const words = ahead && sentence.exec(h.s.slice(ahead.end))?.[0];
  if (!ahead || !words) return undefined;
  const from = ahead.end + words.length;
  // 一项任务 is no number of one
  if (h.items.some(({ at, end }) => at < ahead.end || end > from)) return undefined;
  return { from, mend: (draft) => ({ ...draft, to: { units: ahead.names } }) };
}

/** Units said together behind these words, before all else. */
function unitsAhead(h: Heard, words: RegExp): UnitsSaid | undefined {
  const [first, ...others] = unitsSaid(h);
  if (!first || !words.test(h.s.slice(0, first.at))) return undefined;
  const together = { ...first, names: [...first.names] };
  for (const { at, end, names } of others) {
    if (!/^[\s、,，和与及跟]*$/u.test(h.s.slice(together.end, at))) break;
    together.end = end;
    together.names.push(...names);
  }
  return together;
}

/** 年度总结: what only names the matter is no day of it. */
const daysOf = ({ times }: Heard) => times.filter((t) => t.hasDate && (t.isDeadline || t.kind === 'moment'));

const topicOf = (said: string): string => said.trim().replace(LEAD, '').replace(TAIL, '').trim();

const handed = perKinds(() =>
  kindsInUse()
    .filter((row) => row.key !== LEDGER_KIND && row.opener === 'officer' && row.needs.includes('owner'))
    .map((row) => ({
      kind: row.key,
      before: new RegExp(
        `^\\s*(?:我们?|登记|安排|请)?\\s*(?:${wordsOfKind(row)
          .toSorted((a, b) => b.length - a.length)
          .join('|')})(?:一下)?(?:给|由|让|请)?\\s*`,
        'u',
      ),
    })),
);
const TO_DO = /^(?:同志)?(?:去|来|负责|办理?|处理|落实|把|将|[\s,，:：])*/u;

/** 交办李四修水渠: who is to do it stands right behind the kind. */
export function handedTo(h: Heard): Bare | undefined {
  for (const { kind, before } of handed()) {
    const ahead = before.exec(h.s)?.[0];
    const person = h.people.find(({ at }) => at === ahead?.length);
    if (ahead === undefined || !person) continue;
    const name = nameOf(h, person);
    return {
      kind,
      from: person.end,
      isSentence: true,
      mend: ({ problem, ...draft }) => {
        const what = problem?.replace(TO_DO, '').trim() ?? '';
        return { ...draft, owner: draft.owner ?? name, ...(what.length >= 2 && { problem: what }) };
      },
    };
  }
  return undefined;
}
