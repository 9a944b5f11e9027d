import { expect, it } from 'vitest';
import { parseLines } from '../../src/cli/parse.ts';

async function* lines(...texts: string[]): AsyncGenerator<string> {
  yield* texts;
}

const run = async (...texts: string[]) => {
  const out: unknown[] = [];
  await parseLines(lines(...texts), (line) => out.push(JSON.parse(line)));
  return out;
};
const now = '2026-11-21T10:00:00+08:00';

it('answers each line in order with one flat object', async () => {
  expect(
    await run(
      JSON.stringify({ text: '签到', now }),
      JSON.stringify({ text: '整改12 进展60%', now }),
      JSON.stringify({ text: '撤销', now }),
    ),
  ).toEqual([
    { intent: 'checkin', certainty: 'clear', unread: [] },
    { intent: 'rectify_progress', itemNo: '12', progress: 60, certainty: 'clear', unread: [] },
    { intent: 'none', certainty: 'clear', unread: [] },
  ]);
});

it.each([
  '{',
  'null',
  '[]',
  '{"now":"2026-11-21T10:00:00+08:00"}',
  '{"text":"签到"}',
  '{"text":"签到","now":"yesterday"}',
  '{"text":1,"now":"2026-11-21T10:00:00+08:00"}',
])('answers %s with an error and goes on', async (bad) => {
  const [first, second] = await run(bad, JSON.stringify({ text: '签到', now }));
  expect(first).toEqual({ error: expect.any(String) });
  expect(second).toMatchObject({ intent: 'checkin' });
});

it('answers a line before the next one arrives', async () => {
  const seen: string[] = [];
  async function* slow(): AsyncGenerator<string> {
    yield JSON.stringify({ text: '签到', now });
    expect(seen).toHaveLength(1);
    yield JSON.stringify({ text: '请假', now });
  }
  await parseLines(slow(), (line) => seen.push(line));
  expect(seen).toHaveLength(2);
});
