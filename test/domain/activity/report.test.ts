import { describe, expect, it } from 'vitest';
import { quorumOf, type ReportDoubt, reportProblems } from '../../../src/domain/activity/report.ts';
import { organisationOf } from '../../support/organisation.ts';
import { SMALL_ROSTER } from '../../support/roster.ts';

type Figures = Parameters<typeof reportProblems>[0];
/** Six of six due, everybody there. */
const WHOLE: Figures = {
  expected: 6,
  present: 6,
  saysExpected: true,
  away: [],
  unsaid: [],
  namesAway: false,
  there: 0,
  due: 6,
  mobile: 1,
  quorum: null,
  unknownNames: [],
  votes: [],
  voters: 5,
};
const codes = (more: Partial<Figures>, accepted: ReportDoubt[] = []) =>
  reportProblems({ ...WHOLE, ...more }, accepted).map((p) => p.code);

describe('a report', () => {
  it.each<[string, Partial<Figures>, string[]]>([
    ['that adds up', {}, []],
    ['with somebody away and named', { present: 5, away: ['赵六'], namesAway: true }, []],
    ['of figures alone', { present: 4 }, []],
    ['with more there than expected', { present: 7 }, ['more_than_expected']],
    ['with fewer there than are named', { present: 3, there: 4 }, ['fewer_than_there']],
    ['with fewer names than are away', { present: 4, away: ['赵六'], namesAway: true }, ['count_mismatch']],
    [
      'with more names than are away',
      { present: 5, away: ['赵六', '钱七'], namesAway: true },
      ['count_mismatch'],
    ],
    [
      'that leaves out whoever is on leave',
      { present: 6, away: ['赵六'], unsaid: ['赵六'] },
      ['away_unsaid'],
    ],
    [
      'that leaves out one and names another',
      { present: 5, away: ['赵六', '钱七'], unsaid: ['钱七'], namesAway: true },
      ['away_unsaid'],
    ],
    [
      'with names nobody bears',
      { present: 5, away: ['马六'], namesAway: true, unknownNames: ['马六'] },
      ['unknown_names'],
    ],
    ['without a quorum', { present: 2, quorum: { needed: 3, of: 5 } }, ['no_quorum']],
    ['with just a quorum', { present: 3, quorum: { needed: 3, of: 5 } }, []],
    ['of another number than the roster', { expected: 8, present: 8 }, ['roster_differs']],
    ['that counts 流动党员 in', { expected: 7, present: 7 }, []],
    ['that does not say 应到', { expected: 8, present: 8, saysExpected: false }, []],
  ])('%s', (_, figures, right) => {
    expect(codes(figures)).toEqual(right);
  });

  it.each<[ReportDoubt, Partial<Figures>]>([
    ['unknown_names', { present: 5, away: ['马六'], namesAway: true, unknownNames: ['马六'] }],
    ['no_quorum', { present: 2, quorum: { needed: 3, of: 5 } }],
    ['roster_differs', { expected: 8, present: 8 }],
    ['names_missing', { present: 4, away: ['赵六'], namesAway: true }],
  ])('may be so in %s, once that was said', (doubt, figures) => {
    expect(codes(figures)).not.toEqual([]);
    expect(codes(figures, [doubt])).toEqual([]);
  });

  it.each<[string, Partial<Figures>]>([
    ['more_than_expected', { present: 7 }],
    ['fewer_than_there', { present: 3, there: 4 }],
    ['count_mismatch', { present: 5, away: ['赵六', '钱七'], namesAway: true }],
  ])('cannot be so in %s, whatever was accepted', (code, figures) => {
    expect(codes(figures, ['unknown_names', 'no_quorum', 'roster_differs', 'names_missing'])).toEqual([code]);
  });
});

it('a quorum is half of those who may vote, rounded up, the highest of several kinds', () => {
  const org = organisationOf(SMALL_ROSTER);
  const unitId = [...org.units.values()].find((u) => u.name === '第一党支部')!.id;
  expect(quorumOf({ unitId, types: ['party_congress'] }, org)).toEqual({ needed: 3, of: 5 });
  expect(quorumOf({ unitId, types: ['committee_meeting'] }, org)).toEqual({ needed: 1, of: 2 });
  expect(quorumOf({ unitId, types: ['party_congress', 'committee_meeting'] }, org)).toEqual({
    needed: 3,
    of: 5,
  });
  expect(quorumOf({ unitId, types: ['theme_day'] }, org)).toBeNull();
});
