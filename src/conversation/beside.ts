// 上个月会议几次 整改几个 服务几小时, 慰问过几次 走访报了几回: what is registered, beside each other or beside figures of
// meetings and items, each told by itself.
import type { Understanding } from '../domain/intent.ts';
import { understand } from '../parsing/understand.ts';
import type { Reply } from '../ports/channels.ts';
import { together } from './act.ts';
import { perform } from './acts.ts';
import type { Turn } from './turn.ts';

const LONGEST = 60;
const CLAUSES = /[\s,，。;；、]+/u;
const ASKED = '(?:几|多少)(?:个|次|回|条|件|户|家|人次?)?(?:小时|钟头)?|时[长间]|报了没有?';
/** Each of a kind of its own; of two of one kind the line is one question. */
const WORKS = [
  '服务',
  '走访|入户|民情日记',
  '谈心谈?话?|谈话',
  '慰问',
  '联系(?:了|过)?流动',
  '承诺|践诺',
].map((word) => new RegExp(`^(?=.*(?:${word})).{0,12}(?:${ASKED})[^,，]{0,6}$`, 'u'));
const OF_FIGURES = /会|活动|党课|到[会席]|整改|[销消]号|台账/u;
const WHEN =
  /(?:今年|去年|上个?月|本月|这个?月|上个?季度|本季度|这个?季度|[上下]半年|全年|\d{1,2}月份?|[一二三四]季度)/u;
interface Read {
  text: string;
  said: Understanding;
}
const isClear = ({ said }: Read): boolean => said.certainty === 'clear' && QUESTIONS.has(said.intent.intent);
const QUESTIONS: ReadonlySet<string> = new Set(['query', 'filing_ask', 'elsewhere']);

/** 有没有等我审的，还有刚登记的那条是什么 */
const AND_MORE = /[\s,，。;；]+(?:还有|另外|顺便(?:问|查)?|再(?:问|查|看)一?下)(?![没哪几有]|多少)/u;

const isWhole = ({ certainty, intent }: Understanding): boolean =>
  certainty === 'clear' && intent.intent !== 'none';
const isOneLine = (text: string): boolean => text.length <= LONGEST && !text.includes('\n');

const COUNTED = /几|多少|报了没/u;

/** Whether it may be answered as several questions: each of them may count a whole city, and none changes anything. */
export function maybeSeveral(text: string, said: Understanding): boolean {
  if (said.answer !== undefined || !isOneLine(text)) return false;
  if (!isWhole(said) && text.trim().split(AND_MORE).length === 2) return true;
  // 走访5户，慰问2次 is entered, and asks nothing.
  if (!COUNTED.test(text)) return false;
  const clauses = text.trim().split(CLAUSES);
  return clauses.length > 1 && clauses.some((clause) => WORKS.some((work) => work.test(clause)));
}

export async function eachBeside(turn: Turn, said: Understanding): Promise<Reply | undefined> {
  if (!maybeSeveral(turn.text, said)) return undefined;
  const two = await bothOf(turn, said);
  if (two) return two;
  const clauses = turn.text.trim().split(CLAUSES);
  const works = clauses.filter((clause) => WORKS.some((work) => work.test(clause)));
  const kinds = new Set(works.map((clause) => WORKS.findIndex((work) => work.test(clause))));
  const rest = clauses.filter((clause) => !works.includes(clause)).join('，');
  const isBeside = OF_FIGURES.test(rest) && /几|多少/u.test(rest);
  if (kinds.size < works.length || kinds.size === 0 || kinds.size + Number(isBeside) < 2) return undefined;
  const when = WHEN.exec(turn.text)?.[0] ?? '';
  const parts = [...(isBeside ? [rest] : []), ...works].map((part) => (WHEN.test(part) ? part : when + part));
  const read = parts.map((text) => ({ text, said: understand(text, turn.now, turn.reading) }));
  // What is left unread is said; where that is most of it, the whole line is one matter.
  const unread = read.filter((one) => !isClear(one)).map(({ text }) => text);
  if (read.length - unread.length < 2) return undefined;
  const reply = together(await eachOf(turn, read.filter(isClear)));
  if (unread.length === 0) return reply;
  return { ...reply, text: `${turn.say('general.beside_unread', { unread }).text}\n${reply.text}` };
}

/** Two questions in one line, where the line itself is none. */
async function bothOf(turn: Turn, said: Understanding): Promise<Reply | undefined> {
  const parts = turn.text.trim().split(AND_MORE);
  if (isWhole(said) || parts.length !== 2) return undefined;
  const read = parts.map((text) => ({ text, said: understand(text, turn.now, turn.reading) }));
  return read.every(isClear) ? together(await eachOf(turn, read)) : undefined;
}

async function eachOf(turn: Turn, read: readonly Read[]): Promise<Reply[]> {
  const replies: Reply[] = [];
  for (const { text, said } of read) {
    const reply = await perform({ ...turn, text, intent: said.intent });
    if (reply) replies.push(reply);
  }
  return replies;
}
