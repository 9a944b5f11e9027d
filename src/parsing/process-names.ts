// Who is spoken of where no roster helps: an applicant is on none. What is left of a sentence is names, or was not read.
import { COMPOUND_SURNAMES, RARE_SURNAMES, SURNAMES } from './lexicon/surnames.ts';

const FILLER =
  '那个|就是|嗯+|呃+|哎|啊|吧|他|她|已经|已|经|于|在|被|由|同意|通过|讨论|决定|研究|会议|支部大会|支委会|党支部|支部|党组织|上级|党委|完成|办完|办好|办理|办|做完|做好|搞完|结束|合格|成功|正式|手续|同志|今天|刚刚|刚|也|都|是|为|把|将|对|给|我们|我|的|了|过|好|完|请|帮|记|登记|记录|一下|下|补记|补|新增|增加|开始|启动';
const LEAD = new RegExp(`^(?:${FILLER})`, 'u');
const TAIL = new RegExp(`(?:${FILLER})$`, 'u');
const NOTHING = new RegExp(`^(?:${FILLER})*$`, 'u');

const COMPOUND = new Set(COMPOUND_SURNAMES);
const ONE = new Set([...SURNAMES, ...RARE_SURNAMES]);

/** 王小明, 欧阳小明 */
function isName(text: string): boolean {
  if (!/^\p{Script=Han}{2,4}(?:·\p{Script=Han}{1,8})*$/u.test(text)) return false;
  if (text.includes('·')) return true;
  if (COMPOUND.has(text.slice(0, 2))) return text.length > 2;
  return ONE.has(text[0]!) && text.length <= 3;
}

/** A name out of what stands around it; the words around are taken off first, unless they belong to it. */
function nameIn(chunk: string, known: ReadonlySet<string>): string | undefined {
  const tried = [chunk];
  for (const text of tried) {
    if (known.has(text)) return text;
    for (const shorter of [text.replace(LEAD, ''), text.replace(TAIL, '')])
      if (shorter !== text && shorter.length > 1 && !tried.includes(shorter)) tried.push(shorter);
  }
  return tried.filter(isName).sort((a, b) => a.length - b.length)[0];
}

/**
 * @param left what nothing else of the sentence has used, its parts apart
 * @param known names that the reader has found
 */
export function namesLeft(left: string, known: ReadonlySet<string>): { names: string[]; unread: string[] } {
  const names: string[] = [];
  const unread: string[] = [];
  for (const chunk of left.split(/[^\p{Script=Han}·\w]+/u)) {
    if (chunk === '' || NOTHING.test(chunk)) continue;
    const whole = nameIn(chunk, known);
    const parts = whole === undefined ? chunk.split(/[和及与跟]/u) : [chunk];
    for (const part of parts) {
      const name = nameIn(part, known);
      if (name !== undefined) names.push(name);
      else if (!NOTHING.test(part)) unread.push(part);
    }
  }
  return { names: [...new Set(names)], unread };
}
