// 今天志愿服务3小时，打扫河道; 志愿服务：张三3小时，李四2小时; 本月志愿服务时长: a word that an activity has too is of what is
// registered, where the number that this needs is told or asked for.

import type { FilingFields } from '../../domain/filing/kinds.ts';
import { type FilingKindRow, filingKindsInUse, perFilingKinds } from '../../domain/filing/kinds.ts';
import type { Filled } from '../../domain/intent.ts';
import { filingFields } from '../filing-fields.ts';
import { written } from '../slots/written.ts';
import { isSurname } from '../spans/people-given.ts';
import type { Span } from '../spans/span.ts';
import { momentOf } from '../spans/time/resolve.ts';
import { readAsked, without } from './filing-asked.ts';
import type { Heard } from './rest.ts';
import { nameOf } from './shape.ts';

const words = perFilingKinds(() =>
  filingKindsInUse()
    .flatMap((row) => row.shared.map((word) => ({ word, row })))
    .toSorted((a, b) => b.word.length - a.word.length),
);

const OF_ACTIVITY =
  /安排|上报|签到|补签|代签|请假|报名|改期|取消|推迟|提前|通知|应到|实到|到会|出勤|缺席|主持|地点|开会|几次|次数|场次|登记表/u;
/** 删掉刚才的志愿服务 */
const TAKEN_BACK =
  /^(?:请|帮我|把)?(?:(?:撤销|撤回|删掉|删除|删了)(?:刚才|刚刚)(?:登记)?的?(?:那|这)?[条个次]?|(?:刚才|刚刚)(?:登记)?的?(?:那|这)?[条个次]?(?:撤销|撤回|删掉|删除|删了)(?:掉|了|吧)*)[。!]?$/u;
/** 谁志愿服务时间最长: nobody is put before others, and how it is kept is what is said. */
const RANKED = /谁[^,，]{0,8}最[多长高]|最[多长高]的(?:是)?(?:谁|哪个?人|党员)|(?:党员|个人)排[名行]|谁第一/u;
const ASKS =
  /谁[^没未不,，]{0,2}(?:做|干|搞|登记|参加)|[?？吗呢]\s*$|多少|几个?小时|时长|排名|合计|统计|导出/u;
/** 这个月谁做了志愿服务: whoever registered some. */
const WHO_DID = /(?:谁|哪些人)(?:都)?(?:做|干|搞|登记)(?:了|过)/u;
const MENDED = /(?:写|记|报|登记|说|填|弄|搞)错|不对|应该?是|改成|改为|更正/u;
const EDGES = /^[\s,，。;；:：、和与及跟了共各都每人]+|[\s,，。;；:：、了共各都每人]+$/gu;

/** Undefined where it is of the activity. */
export function readShared(h: Heard): Filled | undefined {
  const named = words().find(({ word }) => h.s.includes(word));
  if (!named || OF_ACTIVITY.test(h.s)) return undefined;
  const { word, row } = named;
  if (TAKEN_BACK.test(h.s.replace(word, ''))) return { intent: 'undo' };
  if (RANKED.test(h.s)) return { intent: 'filing_how', filing: row.key };
  const at = h.s.indexOf(word);
  const span = { at, end: at + word.length };
  return readTold(h, row, span) ?? (ASKS.test(h.s) ? asked(h, row, span) : undefined);
}

/** 我今年志愿服务多少小时: no place in it is a name. */
function asked(h: Heard, row: FilingKindRow, word: Span): Filled | undefined {
  const counted = row.fields.some(
    ({ name, unit }) => h.s.includes(name) || (unit !== '' && h.s.includes(unit)),
  );
  return counted || WHO_DID.test(h.s) ? readAsked(h, row, word) : undefined;
}

function readTold(h: Heard, row: FilingKindRow, word: Span): Filled | undefined {
  const needed = row.fields.filter(({ is, needed: isNeeded }) => is === 'number' && isNeeded);
  const lasting = (text: string): FilingFields => {
    const filed = filingFields({ ...row, fields: needed }, text, { names: [] });
    return needed.every(({ key }) => filed[key] !== undefined) ? filed : {};
  };
  if (ASKS.test(h.s) && !/\d|[一二两三四五六七八九十半]/u.test(h.s)) return undefined;
  if (/谁|哪些人/u.test(h.s)) return undefined;
  const days = h.times.filter(({ hasDate }) => hasDate);
  const [day] = days.map((time) => momentOf(time, h.today, 'back').startAt?.slice(0, 10));
  // 明天志愿服务3小时 is planned.
  if (days.some((time) => (momentOf(time, h.today, 'near').startAt ?? '').slice(0, 10) > h.today))
    return undefined;
  const whole = lasting(h.s);
  if (Object.keys(whole).length === 0) return undefined;
  const people = h.people.filter(({ at }) => at !== word.at);
  const each = people.map((person, i) => ({
    name: nameOf(h, person),
    filed: lasting(h.s.slice(person.end, people[i + 1]?.at ?? h.s.length)),
  }));
  // 张三 李四 各2小时 王五1小时: whoever has no figure has that of the next.
  for (let i = each.length - 2; i >= 0; i--)
    if (Object.keys(each[i]!.filed).length === 0) each[i]!.filed = each[i + 1]!.filed;
  const isEach = each.length > 1 && each.every(({ filed }) => Object.keys(filed).length > 0);
  const self = /我(?!们)(?:和|与|跟|及|、)|(?:和|与|跟|及|、)我(?!们)/u.test(h.s);
  // 我刚才写错了，是4小时: of what was registered before.
  if (MENDED.test(h.s)) {
    const said = written(h, { at: 0, end: h.s.length });
    return people.length > 0 ? undefined : { intent: 'filing_change', filing: row.key, said, filed: whole };
  }
  const content = contentOf(h, word);
  const main = row.fields.find(({ is, choices }) => is === 'text' && choices.length === 0);
  const choices = row.fields.flatMap(({ key, choices: of }) => {
    const found = of.find((choice) => h.s.includes(choice));
    return found === undefined ? [] : [[key, found] as const];
  });
  const beside = {
    ...Object.fromEntries(choices),
    ...(main && content !== '' && { [main.key]: content }),
  };
  // 钱不多, whom no roster has: neither a name nor what was done, as long as it is not said which.
  const strangers = content.split(/[，、\s]/u).filter(isLikeName);
  if (strangers.length > 0 && row.forOthers)
    return {
      ...{ intent: 'filing_add', filing: row.key, said: h.s },
      filedOf: strangers.map((name) => ({ name, filed: whole })),
    };
  const filedOf = each.map(({ name, filed }) => ({
    name,
    filed: { ...(isEach ? filed : whole), ...beside },
  }));
  return {
    ...{ intent: 'filing_add', filing: row.key, said: written(h, { at: 0, end: h.s.length }) },
    filed: { ...whole, ...beside },
    ...(filedOf.length > 0 && row.forOthers && { filedOf, ...(self && { self }) }),
    ...(day !== undefined && { startAt: day }),
  };
}

const isLikeName = (part: string): boolean =>
  /^\p{Script=Han}{2,3}$/u.test(part) && isSurname(part.charCodeAt(0));

const LASTING =
  /(?:大概|大约|一共|总共|共计?|每人|各)?(?:\d+(?:\.\d+)?|半|[一二两三四五六七八九十]+)\s*个?半?个?(?:多)?(?:小时|钟头|人|次|户)(?:左右)?/gu;

/** What is left of the line without its day, its people and its figures. */
function contentOf(h: Heard, word: Span): string {
  const left = without(h.s, [...h.times, ...h.people, ...h.units, word]).replace(LASTING, ' ');
  return left
    .split(/[,，。;；:：\n]/u)
    .map((part) =>
      part
        .replace(/(?:^|[\s、])我(?!们)|刚才|今天|参加了?|做了?$/gu, ' ')
        .replace(EDGES, '')
        .trim(),
    )
    .filter((part) => part.length > 1)
    .join('，');
}
