// 承诺3 评诺 好, 承诺3评为较好, 赵六的承诺评为好: what an item of a kind with grades is given, and 同意评诺 by its kind's own word.
import type { Filled } from '../../domain/intent.ts';
import { type ItemKindRow, kindsInUse, perKinds, wordsOfKind } from '../../domain/ledger/kinds.ts';
import { asWritten, mask } from '../message.ts';
import { type Heard, PERSON } from './rest.ts';
import { nameOf } from './shape.ts';

const LONGEST = 80;
const ASKS = /[?]|吗$|谁|什么|怎么|多少|哪/u;
const longest = (words: readonly string[]) => words.toSorted((a, b) => b.length - a.length).join('|');

interface Forms {
  row: ItemKindRow;
  numbered: RegExp;
  ofPerson: RegExp;
}

/** 评诺, 评为, 评定为, 等次: what stands before the grade; by its own word a grade outside the list is read as well. */
const forms = perKinds(() =>
  kindsInUse()
    .filter(({ grades }) => grades.length > 0)
    .map((row): Forms => {
      const grades = longest(row.grades);
      const verb = `(?:(?:同意)?${row.closingWord}(?:等次|结果)?|评定?|评价|评议|定|等次)(?:等次|结果)?(?:为|成|是|得)?`;
      const given = `[\\s,:]*(?:可以|应该)?${verb}[\\s:]*(?<grade>${grades})(?:等次)?`;
      const reason = `(?:[\\s,。;:(]+(?<reason>.*?))?[)。!\\s]*$`;
      return {
        row,
        numbered: new RegExp(
          `^\\s*(?:给|把|将)?\\s*(?:${PERSON}的?)?\\ue001+(?:的|同志)*(?:${given}${reason}|[\\s,:]*${row.closingWord}(?:(?:为|[\\s:]+)(?<other>[\\u4e00-\\u9fff]{1,4}))?[。!\\s]*$)`,
          'su',
        ),
        ofPerson: new RegExp(
          `^\\s*(?:给|把|将)?\\s*(?:${PERSON}(?:同志)?的?|我(?:自己)?的)?(?:${longest(wordsOfKind(row))})(?:${given}${reason}|[\\s,:]*(?:可以|应该)?(?:评定?|评价|定)(?:为|成)(?<other>[\\u4e00-\\u9fff]{2,4})[。!\\s]*$)`,
          'su',
        ),
      };
    }),
);

const agrees = perKinds(() =>
  kindsInUse().map(
    ({ closingWord }) =>
      new RegExp(
        `^\\s*(?:\\ue001+[\\s,:]*(?<no>不)?(?:同意|批准|准予)|(?<not>不)?(?:同意|批准|准予)\\s*\\ue001+的?)${closingWord}[了吧。!\\s]*(?:[,;:]\\s*(?<reason>.+))?$`,
        'su',
      ),
  ),
);

/** Undefined where no item of such a kind is given anything. */
export function readKindGrade(h: Heard): Filled | undefined {
  if (h.s.length > LONGEST || ASKS.test(h.s)) return undefined;
  return h.itemNo === undefined ? gradeOfPerson(h) : (gradeByNumber(h, h.itemNo) ?? agreed(h, h.itemNo));
}

function gradeByNumber(h: Heard, itemNo: string): Filled | undefined {
  const text = masked(mask(h.s, h.items), h.people);
  const groups = forms()
    .map(({ numbered }) => numbered.exec(text)?.groups)
    .find((found) => found !== undefined);
  return groups && { ...given(h, groups), itemNo };
}

function gradeOfPerson(h: Heard): Filled | undefined {
  const text = masked(h.s, h.people);
  for (const { row, ofPerson } of forms()) {
    const groups = ofPerson.exec(text)?.groups;
    if (!groups) continue;
    const names = h.people.map((p) => nameOf(h, p));
    return { ...given(h, groups), itemKind: row.key, ...(names.length > 0 && { names }) };
  }
  return undefined;
}

/** 实事3 同意办结: as 同意销号 is said of the ledger. */
function agreed(h: Heard, itemNo: string): Filled | undefined {
  const text = mask(h.s, h.items);
  const groups = agrees()
    .map((form) => form.exec(text)?.groups)
    .find((found) => found !== undefined);
  if (!groups) return undefined;
  const reason = groups.reason?.trim();
  return {
    intent: 'rectify_decide',
    decision: (groups.no ?? groups.not) ? 'return' : 'approve',
    itemNo,
    ...(reason && { reason: asWritten(h.m, reason) }),
  };
}

function given(h: Heard, { grade, other, reason }: Readonly<Record<string, string | undefined>>): Filled {
  const why = reason?.trim();
  return {
    ...{ intent: 'rectify_decide', decision: 'approve' },
    ...((grade ?? other) !== undefined && { grade: grade ?? other! }),
    ...(why && { reason: asWritten(h.m, why) }),
  };
}

/** People as one character each. */
function masked(text: string, people: Heard['people']): string {
  let shape = text;
  for (const { at, end } of [...people].reverse()) shape = shape.slice(0, at) + PERSON + shape.slice(end);
  return shape;
}
