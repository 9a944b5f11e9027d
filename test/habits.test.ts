// Habits of the tests themselves.
import { expect, it } from 'vitest';
import { filesBelow, textOf } from './support/imports.ts';

const files = filesBelow('test').filter((file) => !file.startsWith('test/bench/'));
const own = 'test/habits.test.ts';
const using = (pattern: RegExp) => files.filter((file) => file !== own && pattern.test(textOf(file)));

it('what is drawn at random is drawn by fast-check, which prints seed and counterexample of a failure', () => {
  expect(using(/Math\.random|randomInt\(|getRandomValues/)).toEqual([]);
  // `sample` forgets its seed, `check` its failure.
  expect(using(/fc\.(sample|check|statistics)\(/)).toEqual([]);
  // A file of support may describe what is drawn; where a property stands, it is asserted.
  for (const file of using(/fc\.(asyncP|p)roperty\(/)) expect(textOf(file), file).toContain('fc.assert(');
});

it('no test asserts how long something took: other work runs beside it', () => {
  expect(using(/performance\.now\(|hrtime|cpuUsage\(/i)).toEqual(['test/support/cost.ts']);
});

it('no test is left out in silence, and none alone', () => {
  expect(using(/\b(it|test|describe)\.(only|skip|todo|fails)\b/)).toEqual([]);
});
