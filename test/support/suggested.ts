// The lines that a sentence of the bot asks to be sent, taken out of it as a reader would.

interface Suggested {
  /** who is to send it, where somebody else is named */
  by: string | undefined;
  line: string;
}

/** What stands before a line to be sent: 请回复：, 请张三发：, 例如： */
const ASKS = /(?:请([\u4e00-\u9fff]{2,3}))?(?:请?再?(?:回复|发)|例如)[：:] ?/g;
/** Several ways, one after the other. */
const OR = /；|，?或者?[：:]?\s*(?=[^，。；]{2,})/;
const QUOTED = /(?:回复|发)“([^”]+)”/g;
/** What is said after a line, of another time or of another matter. */
const END = /。|　|(?:，|；)?到时/;
/** What leads up to the next line to be sent. */
const LEAD = /[；，。][^；，。]*$/;

export function suggestedIn(text: string): Suggested[] {
  const found: Suggested[] = [];
  const add = (line: string, by?: string) => {
    // In a group the mention is taken away before the line is read.
    const plain = line.replace(/^@\S+ /, '').trim();
    if (plain !== '' && !found.some((f) => f.line === plain)) found.push({ by, line: plain });
  };
  for (const line of text.split('\n')) {
    if (line.startsWith('· ') && text.includes('您可以说：')) {
      // 承诺、任务也一样登记: what may be said so too; only its example is a line to send.
      const said = line.includes('也一样') ? (line.split('例如：')[1] ?? '') : line.slice(2);
      for (const each of said.split(/、(?!\S* )/)) add(each);
      continue;
    }
    const asks = [...line.matchAll(ASKS)];
    for (const [i, { 0: ask, 1: by, index }] of asks.entries()) {
      const next = asks[i + 1];
      const rest = line.slice(index + ask.length, next?.index);
      const own = (next ? rest.replace(LEAD, '') : rest).split(END)[0]!;
      for (const each of own.split(OR)) add(each, NOT_A_NAME.test(by ?? '') ? undefined : by);
    }
    for (const [, quoted] of line.matchAll(QUOTED))
      if (!/到时.*$/.test(line.split(`“${quoted}”`)[0]!)) add(quoted!);
  }
  if (/回复数字|请回复 1 到/.test(text)) for (const [, n] of text.matchAll(/^ *(\d)\. /gm)) add(n!);
  if (text.includes('对就回复 1')) add('1');
  return found;
}

const NOT_A_NAME = /直接|这样|接着|单独|原样|一种|写成|上报|换个|说法/;
