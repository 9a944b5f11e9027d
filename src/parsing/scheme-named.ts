// 第7项, 计划7, 任务7, 党员联户, 联户: which work of a plan a message names.
import { readNumber } from './numerals.ts';

/** A work as messages speak of it. */
export interface KnownWork {
  id: number;
  no: number;
  name: string;
  content: string;
  /** 户; empty: it is not counted */
  measure: string;
  nodes: readonly string[];
}

/** How it is named: 计划7 can be nothing else, 第7项 and 任务7 may be an item; else by name, node or measure. */
export type By = 'plan' | 'place' | 'task' | 'name' | 'node' | 'measure';

const NUMBER = '\\d{1,4}|[一二三四五六七八九十]{1,3}';
const PLACES: readonly [By, RegExp][] = [
  [
    'plan',
    new RegExp(
      `(?:行动计划|计划|重点工作|重点任务|计划任务)(?:里|中)?(?:的)?(?:第\\s*(?<a>${NUMBER})\\s*[项条号个]?|[#＃]?(?<b>\\d{1,4})(?![\\d.]*\\s*(?:月|日|户|场|%))\\s*[项号]?)`,
      'u',
    ),
  ],
  ['place', new RegExp(`第\\s*(?<a>${NUMBER})\\s*(?:项|条)(?:重点)?(?:工作|任务)?`, 'u')],
  ['task', /任务\s*[#＃]?(?<a>\d{1,4})(?![\d.]*\s*(?:月|日|户|场|%))/u],
];
const plain = (text: string) => text.normalize('NFKC').replace(/[\s,，。、;；:：]/gu, '');
export const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');

export interface Found<W> {
  works: readonly W[];
  by: By;
  no?: number;
  rest: string;
}

/** By its number. */
export function placeIn<W extends KnownWork>(s: string, works: readonly W[]): Found<W> | undefined {
  for (const [by, pattern] of PLACES) {
    const match = pattern.exec(s);
    const written = match?.groups?.a ?? match?.groups?.b;
    if (!match || written === undefined || match.index > 12) continue;
    const no = readNumber(written);
    const found = works.filter((work) => work.no === no);
    return {
      works: found,
      by,
      ...(no !== undefined && { no }),
      rest: s.slice(0, match.index) + s.slice(match.index + match[0].length),
    };
  }
  return undefined;
}

/** The longest name that the message holds. */
export function wordsIn<W extends KnownWork>(s: string, works: readonly W[]): Found<W> | undefined {
  const said = plain(s);
  const named = works.flatMap((work) =>
    [work.content, work.name]
      .map(plain)
      .filter((name) => name.length >= 3 && name.length <= 30 && said.includes(name))
      .map((name) => ({ work, name })),
  );
  const longest = Math.max(0, ...named.map(({ name }) => name.length));
  const best = named.filter(({ name }) => name.length === longest);
  if (best.length === 0) return byEnding(s, works);
  const spaced = [...best[0]!.name].map(literally).join('[\\s,，。、;；:：]*');
  return {
    works: [...new Set(best.map(({ work }) => work))],
    by: 'name',
    rest: s.replace(new RegExp(spaced, 'u'), ' '),
  };
}

/** 联户 for 党员联户: what a name ends with, where no other work ends so. */
function byEnding<W extends KnownWork>(s: string, works: readonly W[]): Found<W> | undefined {
  const ends = works.flatMap((work) => {
    const name = plain(work.name);
    return name.length >= 4 ? [{ work, end: name.slice(-2) }] : [];
  });
  const found = ends.filter(({ end }) => s.includes(end));
  const [only, ...others] = found;
  if (!only || others.length > 0 || COMMON.has(only.end)) return undefined;
  return { works: [only.work], by: 'name', rest: s.replace(only.end, ' ') };
}
/** These end many names and say nothing of any. */
const COMMON: ReadonlySet<string> = new Set(
  '建设 工作 提升 改造 活动 行动 整治 服务 培训 发展 工程 项目 任务 计划 党课 党日 会议 管理 学习 教育 走访 慰问 志愿 联系 整改 问题 支部 党员 党建 队伍 组织 阵地 制度 机制'.split(
    ' ',
  ),
);
