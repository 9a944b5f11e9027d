// 主持人张三 记录人李四: a line that names fields of a record and nothing else.

import { PLACE_ENDING } from './lexicon/places.ts';

interface RecordFields {
  host?: string;
  recorder?: string;
  lecturer?: string;
  place?: string;
  topic?: string;
  content?: string;
}

const LABELS: readonly (readonly [keyof RecordFields, string])[] = [
  ['host', '主持人|主持'],
  ['recorder', '记录人|记录员|记录'],
  ['lecturer', '主讲人|主讲|讲课人|授课人'],
  ['place', '地点|地方|会议地点|活动地点'],
  ['topic', '主题|议题'],
  ['content', '会议内容|活动内容|内容'],
];
/** 应到14, 实到11, 应到6实到5: figures with their labels and nothing else. */
export function readRecordFigures(text: string): { expected?: number; present?: number } | undefined {
  const found: { expected?: number; present?: number } = {};
  for (const part of text
    .split(/[\s,，、;；。]+|(?<=\d)\s*(?:个?人)?\s*(?=[应实])/u)
    .filter((p) => p !== '')) {
    const match = FIGURE.exec(part);
    if (!match) return undefined;
    found[match.groups!.label === '应' ? 'expected' : 'present'] = Number(match.groups!.figure);
  }
  return Object.keys(found).length > 0 ? found : undefined;
}

const FIGURE =
  /^(?<label>[应实])到(?:会)?(?:人数)?(?:应该|应当)?(?:是|为|改成|改为|[:：])?(?<figure>\d{1,5})(?:个?人)?$/u;

/** 写错了，应该是 */
const WRONG = '(?:(?:写|记|搞|弄|填|说)?错了?|不对)?';
const IS = '(?:应该|应当)?(?:还是|还在|定在|就在|在|是|为|(?:改|换|移)[成为到在]|改一下|补上|补充)?';
const LABEL = new RegExp(
  `(?:${LABELS.map(([key, words]) => `(?<${key}>${words})`).join('|')})${WRONG}[,，:：\\s]*${IS}[:：\\s]*`,
  'gu',
);
const EDGES = /^[\s,，;；、。.!！]+|[\s,，;；、。.!！]+$/gu;
/** 张三主持，李四记录 */
const BEHIND = /^(?<name>[^\s,，;；。]{1,8}?)(?<word>主持|记录|主讲)(?:的)?$/u;
/** Votes and resolutions are read by slots/decisions.ts, with whatever stands beside them. */
const DECIDED = /表决|赞成|弃权|一致通过|全票|(?:决议|决定)(?:事项|内容)?[:：]|会议决定/u;
/** What parts a label from its value. */
const SIGN = /[:：\s,，是为成在]$|错了?$/u;
/** 地点会议室, glued to its label */
const PLACE = new RegExp(`^[\\u4e00-\\u9fffA-Za-z\\d]{0,18}${PLACE_ENDING}$`, 'u');
/** 改成二楼吧 */
const PARTICLE = /[吧哈啊呢呀哦嘛喽啦]+$/u;
const LONGEST_NAME = 12;
const MOST = 300;
const PEOPLE: ReadonlySet<string> = new Set(['host', 'recorder', 'lecturer']);

/**
 * Undefined unless every part of the text is a field with its value.
 * @param isName whether somebody is called so: 活动记录 names nobody who wrote
 */
export function readRecordFields(text: string, isName: (text: string) => boolean): RecordFields | undefined {
  if (text.length > MOST || /[?？]|谁|吗$/u.test(text) || DECIDED.test(text)) return undefined;
  return labelled(text) ?? behind(text, isName);
}

function labelled(text: string): RecordFields | undefined {
  const found = [...text.matchAll(LABEL)];
  const [first] = found;
  if (!first || text.slice(0, first.index).replace(EDGES, '') !== '') return undefined;
  const fields: RecordFields = {};
  for (const [i, match] of found.entries()) {
    const key = LABELS.map(([name]) => name).find((name) => match.groups![name] !== undefined)!;
    const value = text
      .slice(match.index + match[0].length, found[i + 1]?.index)
      .replace(EDGES, '')
      .replace(PARTICLE, '');
    const isName = PEOPLE.has(key);
    // 主题党日签到率, 地点名: a label glued to what follows is a word.
    const isPlace = key === 'place' && PLACE.test(value);
    if (!isName && !isPlace && !SIGN.test(match[0])) return undefined;
    if (value === '' || (isName && (value.length > LONGEST_NAME || /[\s,，。;；\d]/u.test(value))))
      return undefined;
    fields[key] = value;
  }
  return fields;
}

const WORDS: Readonly<Record<string, keyof RecordFields>> = {
  主持: 'host',
  记录: 'recorder',
  主讲: 'lecturer',
};

function behind(text: string, isName: (text: string) => boolean): RecordFields | undefined {
  const fields: RecordFields = {};
  for (const part of text.split(/[\s,，;；、。]+/u).filter((p) => p !== '')) {
    const match = BEHIND.exec(part);
    if (!match || !isName(match.groups!.name!)) return undefined;
    fields[WORDS[match.groups!.word!]!] = match.groups!.name!;
  }
  return Object.keys(fields).length > 0 ? fields : undefined;
}
