import { expect, it, test } from 'vitest';
import { classify, type Reaction } from '../../../src/channels/wecom/errcodes.ts';

test.each<[Reaction, number[]]>([
  ['refresh', [40014, 42001]],
  ['backoff', [-1, 6000, 45035, 45033]],
  ['limit', [45009, 45036]],
  ['recipient', [81013, 40003, 40031, 60111, 46004, 301021, 60011, 60021, 50002, 92000]],
  [
    'message',
    [
      82001, 81012, 40032, 82002, 82003, 40066, 60003, 60123, 40068, 40008, 44004, 41016, 41033, 40058, 45002,
      45008, 40206, 40033, 40039, 45034, 40094, 40127, 82004, 40201, 40204, 85002, 40007, 40145, 40004, 40005,
      40006, 40009, 40011, 40123, 44001, 45001, 45007, 301016, 301017, 830002, 40146, 42014, 42027, 42028,
      42029, 42030, 42031, 42033, 42035, 42036, 42037, 42038, 42039, 42040, 42041, 42042, 42043, 42044, 42045,
      42046, 42047, 42049, 42050, 42051, 60140, 42015, 42016, 42017, 42018, 42019, 42020, 82101, 82102, 42052,
      93017, 93018, 40029, 42003, 42022, 84014, 84015, 41001,
    ],
  ],
  [
    'destination',
    [
      40050, 86001, 86003, 86205, 86004, 86005, 86006, 86007, 86202, 86203, 86204, 86207, 86216, 86215, 49008,
      86101, 93000, 93001, 93004, 93006, 93008,
    ],
  ],
  [
    'setup',
    [
      40001, 40091, 45031, 40013, 41002, 41004, 60020, 301042, 301002, 40056, 48002, 48001, 48004, 48005,
      48006, 50003, 50006, 60031, 48009, 48008, 45024, 301007, 48010,
    ],
  ],
  ['own_setup', [43012, 50001, 80001, 85005, 40093, 86008, 93019]],
])('%s', (reaction, codes) => {
  for (const code of codes) {
    expect([code, classify(code).reaction]).toEqual([code, reaction]);
    expect(classify(code).reason).toMatch(/^[a-z_]+$/);
  }
});

it('waits before every repetition, a minute where the frequency is blocked', () => {
  for (const code of [-1, 6000, 45033, 45036]) expect(classify(code).afterMs).toBeGreaterThanOrEqual(1000);
  expect(classify(45009).afterMs).toBe(60_000);
});

it('takes an unknown code for what may pass', () => {
  expect(classify(987654)).toEqual({ reaction: 'backoff', reason: 'unknown_code', afterMs: 0 });
});
