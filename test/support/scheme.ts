// A plan of two branches, as an import leaves it.
import type { WorkDraft } from '../../src/domain/scheme/import.ts';
import type { Scheme } from '../../src/domain/scheme/scheme.ts';
import type { OpenStore } from '../../src/store/store.ts';

export const monthly = (year: number, amount: number): Record<string, number> =>
  Object.fromEntries(
    Array.from({ length: 12 }, (_, i) => [`${year}-${String(i + 1).padStart(2, '0')}`, amount * 100]),
  );

export const BLANK_DRAFT: WorkDraft = {
  id: null,
  no: 1,
  task: '组织提升',
  name: '党员联户',
  content: '',
  lead: '组织办',
  assist: '',
  due: '2026-12-31',
  goalText: '',
  measure: '',
  nodes: [],
  parts: [],
  gone: false,
};

/** 1 党员联户: each branch 5 户 a month; 2 初心讲坛: 场 of the first branch; 3 阵地改造: nodes of the first; 4 书屋: words. */
export const worksOf = (top: number, first: number): WorkDraft[] => {
  const every = { unitIds: [], every: { topId: top, noun: '' }, each: true, goal: null, targets: {} };
  const own = { unitIds: [first], every: null, each: false, goal: null, targets: {} };
  return [
    { ...BLANK_DRAFT, measure: '户', parts: [{ ...every, goal: 6000, targets: monthly(2026, 5) }] },
    {
      ...BLANK_DRAFT,
      no: 2,
      name: '初心讲坛',
      measure: '场',
      parts: [{ ...own, targets: monthly(2026, 2) }],
    },
    {
      ...BLANK_DRAFT,
      no: 3,
      task: '阵地提升',
      name: '阵地改造',
      nodes: [
        { name: '摸底', due: '2026-11-30' },
        { name: '验收', due: '2026-12-31' },
      ],
      parts: [own],
    },
    { ...BLANK_DRAFT, no: 4, task: '阵地提升', name: '红色书屋', parts: [every] },
  ];
};

/** Writes it for the unit of that name. */
export const putScheme = (store: OpenStore, name = '三年行动计划'): Promise<Scheme> =>
  store.write(async (tx) => {
    const units = [...(await tx.organisation()).units.values()];
    const idOf = (unit: string) => units.find((u) => u.name === unit)!.id;
    const unitId = idOf('城郊党委');
    const works = worksOf(unitId, idOf('第一党支部'));
    const id = await tx.putScheme({ id: undefined, unitId, name, by: 'admin', at: 0 }, works);
    return (await tx.schemes()).find((scheme) => scheme.id === id)!;
  });
