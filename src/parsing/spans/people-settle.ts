import type { Message } from '../message.ts';
import type { Form } from './form.ts';
import type { ListSpan } from './list-span.ts';
import type { PersonSpan } from './people.ts';
import { wordAfter } from './people-cues.ts';

/**
 * What is found is weighed against the rest of the message: longer names, forms of address, examples. `isCorrected`: a name was
 * taken back for another.
 */
export function settlePeople(
  m: Message,
  s: string,
  found: readonly PersonSpan[],
  { lists, form }: { lists: readonly ListSpan[]; form: Form },
): { people: PersonSpan[]; isCorrected: boolean } {
  const whole = found.map((p) => wholeName(s, p));
  const meant = withoutDenied(s, whole);
  const people = meant
    .filter(
      (p, i, all) =>
        !isNicknameOf(s, p, all[i + 1]) && !isExample(lists, p) && !isMentioned(s, p) && !isGuest(form, s, p),
    )
    .map((p) => asWritten(m, s, p));
  return { people, isCorrected: meant.length < whole.length };
}

/** 例 张三 到 shows how to write and names nobody (domain rule 11). */
const isExample = (lists: readonly ListSpan[], p: PersonSpan): boolean =>
  lists.some(({ example }) => example !== undefined && example.at <= p.at && p.end <= example.end);

const OTHERS_LABEL =
  /(?:联系人|证明(?:人|(?=\s?:))|见证人|监督人|监票人|计票人|唱票人|审批人|批准人|审核人|通知人)\s?[:是]?\s{0,2}$/;
/** 责任领导李四,责任人张三: who leads is not who does it; 责任领导张三的整改 asks of him. */
const LEADER = /(?:责任|分管|牵头|包联|包抓|挂点|挂名|主管)领导\s?[:是]?\s{0,2}$/;
/** 接收李四为预备党员, 李四按期转正: what a meeting was about. */
const DECIDED_ON =
  /^(?:同志)?(?:[的等]?(?:按期)?转为?正|为(?:中共)?(?:预备|正式|发展|入党|积极)|(?:的)?入党(?:申请|问题|志愿)?)/;

/** 在李四家开, 今晚七点，李四家: where it is. */
const AT_HOME = /^\s?家(?:里|中|院子?)?(?:$|[\s,。;)]|开|召|举|集合|碰头)/;
const WHERE = /(?:[在到去上]|地点\s?[:是]?|[,\s]\s?)$/;

/** Somebody who is named and neither came nor stayed away: whom to call, and whom it was decided on. */
const isMentioned = (s: string, p: PersonSpan): boolean =>
  (LEADER.test(s.slice(Math.max(0, p.at - 8), p.at)) && /领导\s?:|责任人|承办人|经办人/.test(s)) ||
  OTHERS_LABEL.test(s.slice(Math.max(0, p.at - 7), p.at)) ||
  DECIDED_ON.test(s.slice(p.end, p.end + 8)) ||
  (AT_HOME.test(s.slice(p.end, p.end + 5)) && WHERE.test(s.slice(Math.max(0, p.at - 4), p.at)));

/** 列席：李四: guests do not count among those who came (domain rule 14). */
const isGuest = ({ fields }: Form, s: string, p: PersonSpan): boolean =>
  fields.some(
    (f) =>
      f.key === 'guests' &&
      f.valueAt <= p.at &&
      p.end <= f.end &&
      /列席|抄送/.test(s.slice(f.at, f.labelEnd)) &&
      !/[;。\n]/.test(s.slice(f.valueAt, p.at)),
  );

/** 不是李四, 误写作李四, 原填李四: the name behind is taken back. */
const DENIED =
  /(?:(?<!是)(?:不是|并非|而非)(?:给|替|帮|代)?|(?:误|错|原)(?:写|填|报|录|登|记|签|打)?[作成为]?了?|(?:写|填|报|录|登|记|签|打)(?:错?成|作)了?)[:“「\s]?$/;
/** 应为张三, 是张三: the name behind is the right one. */
const AFFIRMED = /(?:应该?(?:当)?[是为作]|实[为是]|改[为成]|更正为|(?<!不)是)(?:给|由)?[:“「\s]?$/;

/** 是张三到，不是李四; 应是张三，误写作李四: who is taken back is nobody, as long as the right one is named. */
function withoutDenied(s: string, people: readonly PersonSpan[]): PersonSpan[] {
  if (people.length < 2) return [...people];
  const before = (p: PersonSpan) => s.slice(Math.max(0, p.at - 6), p.at);
  const denied = people.filter((p) => DENIED.test(before(p)));
  if (denied.length === 0) return [...people];
  const others = people.filter((p) => !denied.some((d) => d.name === p.name));
  // 罗大山 不是罗小山: the right one stands right before.
  const isBefore = (d: PersonSpan) =>
    others.some((p) => p.end <= d.at && /^[\s,、到]{0,2}不是$/.test(s.slice(p.end, d.at)));
  const isRight = others.some((p) => AFFIRMED.test(before(p))) || denied.some(isBefore);
  const gone = denied.filter(
    (p) => others.length > 0 && (isRight || !/(?:不是|并非|而非)[:“「\s]?$/.test(before(p))),
  );
  const names = new Set(gone.map((p) => p.name));
  return people.filter((p) => !names.has(p.name));
}

const EDGE = /[\s,、;:。()!—|/→\-\n]/;
const isEdge = (c: string | undefined): boolean => c === undefined || EDGE.test(c);
/** What stands behind a name and is no part of it. */
const NOT_GIVEN = /[家到签请来都的和跟与在已未也上同说没不去是做讲记主缺补代]/;

/** 柳如 on the roster, 柳如烟 on her own between commas: the longer name is somebody else's. */
function wholeName(s: string, p: PersonSpan): PersonSpan {
  const next = s[p.end];
  const isAlone = isEdge(s[p.at - 1]) && isEdge(s[p.end + 1]);
  const isLonger =
    p.source === 'roster' && p.name.length < 4 && p.end === p.nameEnd && isAlone && next !== undefined;
  if (!isLonger || !/[\u4e00-\u9fff]/.test(next) || NOT_GIVEN.test(next) || wordAfter(s, p.end) >= 1.2)
    return p;
  const { roster: _, homonyms: __, ...rest } = p;
  return {
    ...rest,
    end: p.end + 1,
    nameEnd: p.end + 1,
    name: p.name + next,
    source: 'surname',
    weight: 0.85,
  };
}

/** 葛大哥葛连海, 吕婶吕丽荷: the form of address goes with the name behind it, and so does 俞工(俞志航). */
const isNicknameOf = (s: string, p: PersonSpan, next: PersonSpan | undefined): boolean =>
  next !== undefined &&
  p.source === 'surname' &&
  p.name[0] === next.name[0] &&
  (p.end === next.at ||
    // 代邓老签到(邓九如,腿脚不便)
    (CALLED.test(p.name) &&
      /^(?:签到|请假|补签|补打卡)?\s?\($/.test(s.slice(p.end, next.at)) &&
      /^(?:\s|,[^()]{0,16})?\)/.test(s.slice(next.end, next.end + 20))));
const CALLED = /^.(?:[工总姐哥嫂婶叔姨爷伯导老]|师傅|老师)$/;

/** A name keeps the characters it was written in: 張國強 is looked up as 张国强. */
function asWritten(m: Message, s: string, p: PersonSpan): PersonSpan {
  const isPlain = m.raw === m.s || m.raw.length !== m.s.length || s.slice(p.nameAt, p.nameEnd) !== p.name;
  return isPlain ? p : { ...p, name: m.raw.slice(p.nameAt, p.nameEnd) };
}
