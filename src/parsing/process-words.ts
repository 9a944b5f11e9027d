// The words of processes as sentences hold them: names, terms and steps, the longest first.
import { type ProcessRow, type ProcessStep, perProcesses, processRows } from '../domain/process/kinds.ts';

export interface Word {
  word: string;
  row: ProcessRow;
  step?: ProcessStep;
  isTerm?: true;
  /** what those are called whose last step it is: 入党申请人 */
  isCalled?: true;
  /** 交了入党申请书 for 交入党申请书 */
  spoken?: RegExp;
}

const longerFirst = (a: Word, b: Word) => b.word.length - a.word.length;
const stepWords = (row: ProcessRow): Word[] =>
  row.steps.flatMap((step) =>
    [step.name, ...step.words].map((word) => ({
      ...{ word, row, step },
      ...(word.length >= 4 && { spoken: spokenOf(word) }),
    })),
  );
/** What is over is told with 了, 过 or 的 behind its verb, of one character or two; asked for with 几个 there. */
const spokenOf = (word: string): RegExp => {
  const [a, b, ...rest] = [...word].map((c) => c.replace(/[^\p{L}\p{N}]/gu, '\\$&'));
  return new RegExp(`${a}[了过的]?${b}[了过的]?(?:几[个名位]|多少[个名位]?)?${rest.join('')}`, 'u');
};
const OVER = /[了过的]/u;

/** What is heard without more: those of stopped ones too, which are still asked about. */
export const words = perProcesses(() =>
  processRows()
    .flatMap((row): Word[] => [
      ...[row.name, ...row.words].map((word) => ({ word, row })),
      ...(row.term?.words ?? []).map((word) => ({ word, row, isTerm: true as const })),
      ...row.steps.flatMap((step) =>
        step.called.map((word) => ({ word, row, step, isCalled: true as const })),
      ),
      // Of a branch a step is a word of every day: it is one behind the name of the process.
      ...(row.of === 'person' ? stepWords(row) : []),
    ])
    .sort(longerFirst),
);
export const unitSteps = perProcesses(
  () =>
    new Map(
      processRows()
        .filter(({ of }) => of === 'unit')
        .map((row) => [row, stepWords(row).sort(longerFirst)]),
    ),
);

/** Whether it begins with a step of some branch's process. */
export const isUnitStep = (text: string): boolean =>
  [...unitSteps().values()].some((list) => list.some(({ word }) => text.startsWith(word)));

/** The first of them that the text holds, and how it is said there. */
export function wordIn(text: string, list: readonly Word[]): { word: Word; said: string } | undefined {
  const isOver = OVER.test(text);
  for (const word of list) {
    const said = (isOver && word.spoken?.exec(text)?.[0]) || word.word;
    if (text.includes(said)) return { word, said };
  }
  return undefined;
}
