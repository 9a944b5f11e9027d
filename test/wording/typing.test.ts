import { expect, test } from 'vitest';
import { loadTemplates } from '../../src/wording/templates.ts';

// What must not compile; tsc complains of a mark with nothing to expect.
test('the compiler knows every sentence and what it is given', () => {
  const { render } = loadTemplates('templates');
  const metric = ['activity_gap', 'upcoming'][0] as 'activity_gap' | 'upcoming';
  expect(render(`stats.metric.${metric}`)).toBe('没开的会');
  expect(render('checkin.no_branch', { person: '张三' })).toContain('张三');
  const wrong = () => {
    // @ts-expect-error a misspelt name
    render('checkin.no_brnch', { person: '张三' });
    // @ts-expect-error a missing value
    render('checkin.other_branch', { person: '张三', here: '' });
    // @ts-expect-error a value of the wrong kind
    render('checkin.no_branch', { person: 1 });
    // @ts-expect-error no values at all
    render('checkin.no_branch');
    // @ts-expect-error values for a sentence that takes none
    render('checkin.state', { person: '张三' });
    // @ts-expect-error of two names, what only one of them needs
    render(metric === 'upcoming' ? 'checkin.no_branch' : 'bind.already', { person: '张三' });
  };
  expect(wrong).toBeTypeOf('function');
});
