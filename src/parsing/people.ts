import type { Absence } from '../domain/intent.ts';
import { REASON_STARTS } from './lexicon/reasons.ts';
import { asWritten, type Message, trimEdges } from './message.ts';
import { labelledName, nameLengths, splitNames, stripOffice } from './names.ts';

const starts = new Map<string, string[]>();
for (const word of REASON_STARTS) starts.set(word[0]!, [...(starts.get(word[0]!) ?? []), word]);
const startsReason = (s: string) => starts.get(s[0] ?? '')?.some((word) => s.startsWith(word)) ?? false;

/** 张三出差 as name and reason; the rest must read like a reason or be empty. */
export function nameAndReason(text: string): { name: string; rest: string } | undefined {
  const bare = stripOffice(text.trim());
  const s = nameLengths(bare, 0).length > 0 ? bare : text.trim();
  const lengths = nameLengths(s, 0);
  const fits = lengths.map((length) => ({ name: s.slice(0, length), rest: s.slice(length) }));
  const whole = fits.find((f) => f.rest === '');
  if (whole) return whole;
  const after = (f: { rest: string }) => f.rest.replace(/^同志|^老师/, '');
  const shorter = fits.filter((f) => startsReason(after(f)) || /^\s*[(:,\-—\s]/.test(after(f)));
  const best = shorter.at(-1);
  return best && { name: best.name, rest: after(best) };
}

const SEPARATORS = '、,;。\n\t ';
const SHARED =
  /^(?:(?:他们|他俩|两人|二人|三人|几人|[二两三四五\d]{1,2}[人位名](?:同志)?|以上(?:同志|人员)?|上述(?:同志|人员)?)?(?:均|都|全|皆|一起|同)(?:是|为)?|各因|因)/;
const COUNT =
  /^(?:共|有|计)?(?:\d{1,3}|[一二两三四五六七八九十]{1,3})(?:人|名|位|个)(?:同志|党员)?(?:[:,\s]|分别是|是|为|有)*/;
const NOBODY = /^(?:无|没有|0人?|零人?|暂无|无人|全到|全勤|\/|-+|没|无缺席|无请假|全部到齐|全员到齐)$/;

const OPEN_VERB = /[去到在回赴陪送接看带给和与跟找]$/;

/** 张三出差李四带孩子: each name that has its own reason begins a new item. */
function breakRun(item: string): string[] {
  if (item.length < 6 || item.length > 80 || item.includes('(')) return [item];
  for (let i = 4; i <= item.length - 4; i++) {
    if (OPEN_VERB.test(item.slice(i - 1, i))) continue;
    if (!nameLengths(item, i).some((n) => startsReason(item.slice(i + n)))) continue;
    const first = nameAndReason(item.slice(0, i));
    if (first && first.rest.length >= 2 && startsReason(first.rest))
      return [item.slice(0, i), ...breakRun(item.slice(i))];
  }
  return [item];
}

/** Splits at separators outside brackets. */
function items(text: string): string[] {
  const out: string[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    if (c === '(') depth++;
    else if (c === ')') depth = Math.max(0, depth - 1);
    else if (depth === 0 && SEPARATORS.includes(c)) {
      out.push(text.slice(from, i));
      from = i + 1;
    }
  }
  out.push(text.slice(from));
  return out.flatMap((t) => breakRun(t.trim())).filter((t) => t !== '');
}

const cleanReason = (reason: string) =>
  trimEdges(
    reason
      .replace(/^(?:请假|缺席|未到|没来|没到|未参加)[,:\s]*(?=\S)/, '')
      .replace(/^(?:的)?(?:原因|理由)(?:是|为|:)/, '')
      .replace(/^[(:\-—,\s]+|[)\s]+$/g, ''),
  );

/** A bare 请假 or 未到 is no reason. */
const noReason = (reason: string) =>
  /^(?:请假|缺席|未到|没来|没到|未参加|没参加|请了假|未到会|缺勤|已请假|不能参加|不来|不参加|来不了|参加不了|去不了|也?请假|未请假|请假未到|等?[人名]?)$/.test(
    reason,
  );

/**
 * People who are away, with reasons: 张三(出差)、李四生病, 张三、李四因公外出, 王五、赵六均外出务工.
 * `strict`: every item must hold a person, else nothing is read.
 */
export function readAbsences(m: Message, text: string): Absence[] {
  const body = text
    .replace(COUNT, '')
    .replace(/^\((.*)\)$/s, '$1')
    .replace(COUNT, '');
  if (NOBODY.test(body.trim())) return [];
  const found: Absence[] = [];
  let open: Absence[] = [];
  const close = (reason: string, all: boolean) => {
    const clean = cleanReason(reason);
    if (clean !== '' && !noReason(clean))
      for (const a of all ? found.filter((x) => !x.reason) : open) a.reason ??= asWritten(m, clean);
    open = [];
  };
  for (const item of items(body)) {
    const shared = SHARED.exec(item);
    if (shared && found.length > 0) {
      close(item.slice(shared[0].startsWith('因') ? 0 : shared[0].length), true);
      continue;
    }
    if (
      !readItem(
        m,
        item,
        found,
        () => open,
        (o) => (open = o),
        close,
      ) &&
      found.length > 0 &&
      open.length > 0 &&
      startsReason(item)
    )
      close(item, false);
  }
  return found;
}

type Close = (reason: string, all: boolean) => void;

function readItem(
  m: Message,
  raw: string,
  found: Absence[],
  open: () => Absence[],
  setOpen: (o: Absence[]) => void,
  close: Close,
): boolean {
  const item = raw
    .replace(/^(?:\d{1,2}[.、)]|其中|除了?|有|还有|另外|是|分别是|人员|名单|同志)\s*/, '')
    .replace(/^[-—*·\s]+/, '');
  const bracket = /^([^()]{2,30})\(([^()]{1,40})\)(.*)$/.exec(item);
  const names = splitNames(
    (bracket ? bracket[1]! : item).replace(/(?:请假|缺席|未到|没来|没到)$/, '').replace(/等$/, ''),
  );
  if (names) {
    const added = names.map((name) => ({ name: asWritten(m, name) }));
    addAll(found, added);
    setOpen([...open(), ...added]);
    if (bracket) {
      setOpen(added);
      const shared = SHARED.exec(bracket[2]!);
      if (shared) setOpen(found);
      close(
        shared && !bracket[2]!.startsWith('因') ? bracket[2]!.slice(shared[0].length) : bracket[2]!,
        shared !== null,
      );
    }
    return true;
  }
  const slot = bracket && /^[\u4e00-\u9fff]{2,3}$/.test(bracket[1]!) ? labelledName(bracket[1]!) : undefined;
  // Before a reason in brackets stands a name, common or not.
  const one = nameAndReason(bracket ? bracket[1]! : item) ?? (slot && { name: slot, rest: '' });
  if (one) {
    const absence: Absence = { name: asWritten(m, one.name) };
    addAll(found, [absence]);
    // A reason shared in one breath: 张三、李四因公外出.
    setOpen([...open(), absence]);
    const reason = bracket ? bracket[2]! : one.rest;
    const mark = SHARED.exec(reason);
    close(mark && !reason.startsWith('因') ? reason.slice(mark[0].length) : reason, mark !== null);
    return true;
  }
  return tail(m, item, found, setOpen, close);
}

/** 李四和王五家里有事, 张三李四王五外出务工: names first, then a reason. */
function tail(
  m: Message,
  item: string,
  found: Absence[],
  setOpen: (o: Absence[]) => void,
  close: Close,
): boolean {
  for (let cut = Math.min(item.length - 1, 40); cut >= 2; cut--) {
    if (!startsReason(item.slice(cut))) continue;
    const names = splitNames(item.slice(0, cut));
    if (!names) continue;
    const added = names.map((name) => ({ name: asWritten(m, name) }));
    addAll(found, added);
    setOpen(added);
    close(item.slice(cut), false);
    return true;
  }
  const lone = /^([\u4e00-\u9fff·]{2,8})(?:\(([^()]*)\))?$/.exec(item);
  const name = lone ? labelledName(lone[1]!) : undefined;
  if (!name || found.length === 0 || startsReason(item)) return false;
  const added = { name: asWritten(m, name) };
  addAll(found, [added]);
  setOpen([added]);
  if (lone![2]) close(lone![2], false);
  return true;
}

/** One entry per person; a later mention may bring the reason. */
export function addAll(found: Absence[], more: readonly Absence[]): void {
  for (const a of more) {
    const known = found.find((f) => f.name === a.name);
    if (!known) found.push(a);
    else if (a.reason !== undefined) known.reason ??= a.reason;
  }
}
