// Names for people and units that do not exist: the same one for the same name within a line.
import { words } from '../lexicon/words.ts';
import { readNumber } from '../numerals.ts';

const TWO = words('沈遥 唐屿 邵岚 骆桥 顾汀 姚笙 温岭 苏禾 柳舟 贺川 倪霁 裴朔');
const THREE = words('沈知遥 唐景屿 邵清岚 骆远桥 顾晚汀 姚竹笙 温若岭 苏禾田 柳归舟 贺长川 倪初霁 裴云朔');
const FOUR = words('欧阳知遥 司马景屿 上官清岚 诸葛远桥 夏侯晚汀 慕容竹笙');
const OTHERS = words('阿依娜·买买提 古丽巴·艾山 帕提曼·托乎提 木合塔·居马');
const STEMS = words('青石 云溪 柳湾 枫岭 松坪 荷塘');

/** Gives out names that are on no roster and in no text. */
export class MadeUp {
  readonly #given = new Map<string, string>();
  /** by how much the numbers of units are moved in this line */
  #shift: number | undefined;
  readonly #isTaken: (name: string) => boolean;

  constructor(isTaken: (name: string) => boolean) {
    this.#isTaken = isTaken;
  }

  /** @returns the made-up name for a person; undefined when there is none left of its kind */
  person(name: string): string | undefined {
    const size = [...name].length;
    const isHan = /^[\u4e00-\u9fff]+$/.test(name);
    const list = !isHan ? OTHERS : size === 2 ? TWO : size === 3 ? THREE : FOUR;
    return this.#give(name, list);
  }

  /** 河湾村第一党支部 as 青石村第三党支部; undefined where its parts cannot be told apart */
  unit(name: string): string | undefined {
    const parts = UNIT.exec(name.trim());
    if (!parts) return undefined;
    const { stem = '', number = '', kind } = parts.groups!;
    const place = stem === '' ? '' : this.#give(`stem:${stem}`, STEMS);
    if (place === undefined || (stem === '' && number === '')) return undefined;
    const [last = ''] = /[村镇乡县局院校厂所]?$/.exec(stem) ?? [];
    const head = stem === '' ? '' : place + last;
    const shifts = this.#shift === undefined ? SHIFTS : [this.#shift];
    for (const shift of shifts) {
      const made = head + shifted(number, shift) + kind;
      if (this.#isTaken(made) || made === name) continue;
      if (number !== '') this.#shift = shift;
      return made;
    }
    return undefined;
  }

  #give(name: string, list: readonly string[]): string | undefined {
    const before = this.#given.get(name);
    if (before !== undefined) return before;
    const taken = new Set(this.#given.values());
    const free = list.find((one) => !taken.has(one) && !this.#isTaken(one));
    if (free !== undefined) this.#given.set(name, free);
    return free;
  }
}

const UNIT =
  /^(?<stem>[\u4e00-\u9fff]*?)(?<number>第?[一二三四五六七八九十]{1,3}|第?\d{1,2})?(?<kind>党?小组|组|党?支部(?:委员会)?|党?总支(?:部)?(?:委员会)?|党委|党工委|机关)$/;

const HAN = '一二三四五六七八九';
/** Up to nine stays up to nine where one is free; else it goes beyond what a committee numbers. */
const SHIFTS = [2, 3, 4, 5, 6, 7, 8, 20, 30];

function shifted(number: string, shift: number): string {
  const digits = /\d+|[一二三四五六七八九十]+/.exec(number)?.[0];
  if (digits === undefined) return number;
  const isHan = !/\d/.test(digits);
  const value = readNumber(digits)!;
  const moved = value <= 9 && shift < 9 ? ((value + shift - 1) % 9) + 1 : value + shift;
  return number.replace(digits, isHan ? inHan(moved) : String(moved));
}

const inHan = (n: number): string => {
  const tens = Math.floor(n / 10);
  const ones = n % 10 === 0 ? '' : HAN[(n % 10) - 1]!;
  return tens === 0 ? ones : `${tens === 1 ? '' : HAN[tens - 1]!}十${ones}`;
};
