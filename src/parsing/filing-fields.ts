// What a registered sentence gives of the fields of its kind. Nothing is lost: what no field takes is the first text field's.
import type { DateText } from '../domain/calendar/time.ts';
import type { FilingField, FilingFields, FilingKindRow } from '../domain/filing/kinds.ts';
import { readNumber } from './numerals.ts';
import type { Span } from './spans/span.ts';

/** What the reader knows of the content beside its words. */
interface Known {
  /** the day that is said in it */
  day?: DateText | undefined;
  /** people named in it, as written */
  names: readonly string[];
}

const LONGEST_LABEL = 500;
const PLACE =
  /(?:走访|入户|来到|前往|(?<![报收得看听遇解了提想])到|(?<![正现存])在|去|赴)了?(?<value>[^\s,，。;；:：、\d]{2,20}?)(?=服务|报到|排查|检查|巡查|查看|看望|宣讲|清理|清扫|协助|组织|植树|义务|志愿|处理|调解|参加|开展|做|帮|打扫|慰问|值|了解|调研|宣传|走访|入户|反映|进行|[,，。;；\s\d]|$)/u;
/** 幸福社区, by itself. */
const PLACE_ALONE =
  /^(?!.*[到在去了的是])\p{Script=Han}{2,10}(?:社区|小区|居委会|村委会|街道|小学|中学|学校|敬老院|养老院|福利院|广场|公园|服务站|服务中心|卫生院)$/u;
/** 幸福社区扫雪: what follows the place is what was done there. */
const cutPlace = (said: string | undefined): string | undefined =>
  said?.replace(
    /^(\p{Script=Han}{1,10}?(?:社区|小区|居委会|村委会|敬老院|养老院|福利院|广场|服务站))\p{Script=Han}+$/u,
    '$1',
  );
const NAME = /^\p{Script=Han}{2,4}$/u;
const CLAUSES = /[,，。;；!！\n]+/u;
/** What else is said for a unit. */
const UNITS: Readonly<Record<string, string>> = {
  人: '人|名|位|个(?![半月小钟])',
  小时: '小时|钟头',
  户: '户|家',
  次: '次|回',
  元: '元|块',
};

/** @param content what stands behind the name of the kind, as written */
export function filingFields(row: FilingKindRow, content: string, known: Known): FilingFields {
  const filed: Record<string, string | number | boolean> = {};
  const { labelled, rest } = partedByLabels(row, content);
  for (const field of row.fields) {
    const own = labelled.get(field.key);
    const value =
      own === undefined ? readField(field, rest, known, row.fields) : labelledValue(field, own, known);
    if (value !== undefined) filed[field.key] = value;
  }
  const texts = row.fields.filter(
    ({ is, key, choices }) => is === 'text' && choices.length === 0 && filed[key] === undefined,
  );
  const told = withoutFigures(row, filed, rest);
  // 3小时 alone is the figure, and says nothing of what was done.
  const figures = row.fields.flatMap((field) =>
    field.is === 'number' && field.unit !== '' && filed[field.key] !== undefined ? [figureAlone(field)] : [],
  );
  return { ...filed, ...textsOf(texts, told, Object.values(filed), figures) };
}

/** 12天 接待30人 says no more than the numbers it gave; 到社区服务3小时 says more, and stays whole. */
function withoutFigures({ fields }: FilingKindRow, filed: FilingFields, rest: string): string {
  const numbers = fields.filter(({ is, key }) => is === 'number' && filed[key] !== undefined);
  const isFigure = (piece: string): boolean =>
    numbers.some((field) => {
      if (numberOf(field, piece, []) !== filed[field.key]) return false;
      const labels = [field.name, ...field.words].join('|');
      const unit = field.unit === '' ? '' : `多?\\s*个?半?个?(?:${UNITS[field.unit] ?? field.unit})`;
      return new RegExp(
        `^(?:${labels}|已|共|约|了|为|是|大概|大约|一共|总共|[:：])*${NUMBER}${unit}(?:左右|了)?$`,
        'u',
      ).test(piece.normalize('NFKC'));
    });
  return rest
    .split(/(?<=[\s,，。;；!！])/u)
    .filter((part) => !isFigure(part.replace(/[\s,，。;；!！]+$/u, '')))
    .join('');
}

function labelsIn(row: FilingKindRow, content: string) {
  const labels = row.fields.map(({ name }) => name).sort((a, b) => b.length - a.length);
  return [...content.matchAll(new RegExp(`(?:^|[\\s,，。;；])(${labels.join('|')})[:：]`, 'gu'))];
}

/** Where the words of a labelled text stand: 备注：周末停了两天 says nothing of when the whole was. */
export function labelledTexts(row: FilingKindRow, content: string): Span[] {
  const found = labelsIn(row, content);
  return found.flatMap(({ 0: whole, 1: name, index }, i) =>
    row.fields.some((field) => field.name === name && field.is === 'text')
      ? [{ at: index + whole.length, end: found[i + 1]?.index ?? content.length }]
      : [],
  );
}

/** 地点：幸福社区 */
function partedByLabels(row: FilingKindRow, content: string) {
  const found = labelsIn(row, content);
  const labelled = new Map<string, string>();
  for (const [i, { 0: whole, 1: name, index }] of found.entries()) {
    const value = content
      .slice(index + whole.length, found[i + 1]?.index)
      .replace(/^[\s]+|[\s,，;；。]+$/gu, '')
      .slice(0, LONGEST_LABEL);
    const field = row.fields.find((one) => one.name === name)!;
    if (value !== '') labelled.set(field.key, value);
  }
  return { labelled, rest: found[0] ? content.slice(0, found[0].index) : content };
}

function labelledValue(field: FilingField, text: string, known: Known) {
  switch (field.is) {
    case 'number':
      return numberIn(text, '') ?? undefined;
    case 'flag':
      return /^(?:是|已|有|对)/u.test(text) ? true : /^(?:否|没|未|无|不)/u.test(text) ? false : undefined;
    case 'date':
      return known.day;
    case 'text':
      return field.choices.length === 0 ? text : field.choices.find((choice) => text.includes(choice));
    default:
      return text;
  }
}

function readField(
  field: FilingField,
  text: string,
  { day, names }: Known,
  beside: readonly FilingField[] = [],
) {
  switch (field.is) {
    case 'number':
      return numberOf(field, text, beside);
    case 'flag':
      return flagOf(field, text);
    case 'date':
      return day;
    case 'person': {
      if (names.length > 0) return [...new Set(names)].join('、');
      const first = text.split(CLAUSES).find((clause) => clause.trim() !== '');
      return first !== undefined && NAME.test(first.trim()) ? first.trim() : undefined;
    }
    case 'place':
      return (
        cutPlace(PLACE.exec(text)?.groups?.value) ??
        text.split(/[\s,，。;；、]+/u).find((part) => PLACE_ALONE.test(part))
      );
    case 'text':
      return field.choices.find((choice) => text.includes(choice));
  }
}

const NUMBER = '(?<count>\\d+(?:\\.\\d+)?|半|[俩仨]|[零〇一二两三四五六七八九十百]+)';

/** Behind its own words first; the unit alone says it where no other field of that unit has said which it means. */
function numberOf({ key, unit, words }: FilingField, text: string, beside: readonly FilingField[]) {
  const behind = unit === '' ? '' : `多?\\s*个?(?<half>半)?个?(?:${UNITS[unit] ?? unit})`;
  const own = numberBehind(words, text, behind);
  if (own !== undefined || unit === '') return own;
  const others = beside.filter((one) => one.key !== key && one.unit === unit).flatMap((one) => one.words);
  return numberIn(
    others.reduce((left, word) => left.replace(figureOf(word, behind), ''), text),
    behind,
  );
}

const NEAR = 12;

const figureOf = (word: string, behind: string): RegExp =>
  new RegExp(`${word}[^\\d,，。;；]{0,4}${unnamed(NUMBER + behind)}`, 'gu');

const unnamed = (pattern: string): string => pattern.replace(/\?<\w+>/gu, '?:');

function numberBehind(words: readonly string[], text: string, behind: string): number | undefined {
  for (const word of words) {
    const at = text.indexOf(word);
    const near = at < 0 ? '' : text.slice(at + word.length, at + word.length + NEAR);
    const found = numberIn(behind === '' ? near : near.split(CLAUSES)[0]!, behind);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Nothing but the figure of a field: 2个半小时, 大概3小时. */
const figureAlone = ({ unit }: FilingField): RegExp =>
  new RegExp(
    `^(?:大概|大约|一共|总共|共|约)*${NUMBER}多?\\s*个?半?个?(?:${UNITS[unit] ?? unit})(?:左右)?$`,
    'u',
  );

/** The first number that is followed so. */
function numberIn(text: string, behind: string): number | undefined {
  const found = new RegExp(NUMBER + behind, 'u').exec(text.normalize('NFKC'));
  if (!found) return undefined;
  const { count, half } = found.groups!;
  if (count === '半') return 0.5;
  const value = /^\d/.test(count!) ? Number(count) : readNumber(count!);
  return value === undefined ? undefined : value + (half ? 0.5 : 0);
}

function flagOf({ words }: FilingField, text: string): boolean | undefined {
  const said = words.filter((word) => text.includes(word));
  if (said.length === 0) return undefined;
  const any = said.join('|');
  return !new RegExp(
    `(?:没|未|不|尚)(?:有|能)?(?:完全|全部|全|都|收|交)?(?:${any})|(?:${any})(?:不|没)`,
    'u',
  ).test(text);
}

/** Clauses go to the field whose words they begin with, all the others to the first. */
function textsOf(
  fields: readonly FilingField[],
  rest: string,
  taken: readonly unknown[],
  figures: readonly RegExp[],
): FilingFields {
  const [main, ...others] = fields;
  const whole = rest.replace(/^[\s,，:：;；]+|[\s,，;；]+$/gu, '');
  if (!main || whole === '') return {};
  const found = new Map<string, string[]>();
  const left: string[] = [];
  for (const clause of whole.split(/(?<=[,，。;；!！\n])/u)) {
    const bare = clause.replace(/[,，。;；!！\s]+$/u, '').trim();
    const field = others.find(({ words }) => words.some((word) => bare.startsWith(word)));
    if (figures.some((figure) => figure.test(bare))) continue;
    if (field) found.set(field.key, [...(found.get(field.key) ?? []), bare]);
    else if (!taken.includes(bare)) left.push(clause);
  }
  const content = left.join('').replace(/[\s,，;；]+$/u, '');
  const texts = [...found].map(([key, clauses]) => [key, clauses.join('，')]);
  // Whatever the words are, one that is needed is not left out.
  const isPlain = !main.needed && rest.split(/[\s,，。;；]+/u).every((part) => isTaken(part, taken, figures));
  const isTold = !isPlain && (content !== '' || main.needed || found.size > 0 || figures.length === 0);
  return Object.fromEntries([...(isTold ? [[main.key, content === '' ? whole : content]] : []), ...texts]);
}

/** 去年12月30日 幸福社区 2小时: a day, the place and the figure, and nothing of what was done. */
const isTaken = (part: string, taken: readonly unknown[], figures: readonly RegExp[]): boolean =>
  part === '' ||
  taken.includes(part) ||
  figures.some((figure) => figure.test(part)) ||
  /^(?:[今去昨前]天|[今去]年|上?周[一二三四五六日天]|(?:[今去]年)?\d{1,2}月\d{1,2}[日号])$/u.test(part);

/** The answer to the question for one field; undefined where it is none. */
export function filingFieldAnswer(
  field: FilingField,
  text: string,
  known: Known,
): string | number | boolean | undefined {
  const said = text.trim().replace(/[。!！]+$/u, '');
  if (said === '' || (field.is === 'number' && said.length > 20)) return undefined;
  return readField(field, said, known) ?? labelledValue(field, said, known);
}
