// What every callback channel promises, run over each of them (see channels.test.ts).
import { describe, expect, it, test } from 'vitest';
import type { CallbackChannel } from '../../src/channels/wecom/callback.ts';
import type { CallbackQuery } from '../../src/channels/wecom/callback-query.ts';
import type { WecomCrypto } from '../../src/channels/wecom/crypto.ts';
import { CallbackRefused } from '../../src/domain/errors.ts';
import type { Clock, IncomingMessage, Reply } from '../../src/ports/channels.ts';

/** One message as a person produces it; each side writes it in its own wire format. */
export type Sample =
  | { what: 'text'; userId: string; text: string; id: string }
  | { what: 'image'; userId: string; id: string; source: string }
  | {
      what: 'button';
      userId: string;
      id: string;
      key: string;
      taskId: string;
      selected?: Record<string, string[]>;
    }
  | { what: 'enter'; userId: string; id: string }
  | { what: 'unknown_event'; userId: string; id: string };

export interface CallbackSide {
  create(clock: Clock): CallbackChannel;
  crypto: WecomCrypto;
  /** the same key with another receiver */
  foreignCrypto: WecomCrypto;
  /** plaintext of a callback */
  plain(sample: Sample): string;
  /** the POST body around a ciphertext */
  envelope(encrypted: string): string;
  /** checks the signature of an answer and returns its plaintext */
  open(answer: string, nonce: string): string;
  /** bodies that are no envelope */
  brokenBodies: [string, string][];
}

const NOW = 1_763_710_200_000;
const clock: Clock = { now: () => NOW };
const SECONDS = String(NOW / 1000);
const NONCE = '1597212914';
const reply: Reply = { text: '已签到，18/23 到会', cardState: '已签到' };

export function signedQuery(crypto: WecomCrypto, encrypted: string, timestamp = SECONDS, nonce = NONCE) {
  return { msg_signature: crypto.sign(timestamp, nonce, encrypted), timestamp, nonce };
}

export function callbackContract(name: string, side: CallbackSide): void {
  const channel = side.create(clock);
  const post = (plain: string) => {
    const encrypted = side.crypto.encrypt(plain);
    return { query: signedQuery(side.crypto, encrypted), body: Buffer.from(side.envelope(encrypted)) };
  };
  const receive = (plain: string) => {
    const { query, body } = post(plain);
    return channel.receive(query, body);
  };
  const text: Sample = { what: 'text', userId: 'ZhangSan', text: '签到 😀', id: 'm1' };

  describe(`${name}: the address check`, () => {
    const echo = side.crypto.encrypt('1616140317555161061');
    const query = { ...signedQuery(side.crypto, echo), echostr: echo };
    it('answers with the plaintext, verbatim', () => {
      expect(channel.verifyUrl(query)).toBe('1616140317555161061');
    });
    it('restores a plus sign that became a blank', () => {
      // Enough tries for a ciphertext with a plus sign to turn up.
      const echoes = Array.from({ length: 50 }, () => side.crypto.encrypt('12345')).filter((e) =>
        e.includes('+'),
      );
      expect(echoes.length).toBeGreaterThan(0);
      for (const e of echoes)
        expect(channel.verifyUrl({ ...signedQuery(side.crypto, e), echostr: e.replaceAll('+', ' ') })).toBe(
          '12345',
        );
    });
    it('refuses a request without echostr', () => {
      expect(refusal(() => channel.verifyUrl(signedQuery(side.crypto, echo)))).toBe('missing_parameter');
    });
  });

  describe(`${name}: what is refused`, () => {
    const good = post(side.plain(text));
    const with_ = (change: Partial<Record<string, string | string[] | undefined>>): CallbackQuery => ({
      ...good.query,
      ...change,
    });
    const at = (seconds: string) => {
      const encrypted = side.crypto.encrypt(side.plain(text));
      return {
        query: signedQuery(side.crypto, encrypted, seconds),
        body: Buffer.from(side.envelope(encrypted)),
      };
    };
    const sealedBy = (crypto: WecomCrypto, plain: string) => {
      const encrypted = crypto.encrypt(plain);
      return { query: signedQuery(side.crypto, encrypted), body: Buffer.from(side.envelope(encrypted)) };
    };
    const signedRaw = (encrypted: string) => ({
      query: signedQuery(side.crypto, encrypted),
      body: Buffer.from(side.envelope(encrypted)),
    });
    const flipped = Buffer.from(side.crypto.encrypt(side.plain(text)), 'base64');
    flipped[flipped.length - 17]! ^= 0xff;
    const cases: [string, { query: CallbackQuery; body: Buffer }, string][] = [
      ['no parameters', { query: {}, body: good.body }, 'missing_parameter'],
      ...['msg_signature', 'timestamp', 'nonce'].map(
        (p) =>
          [`no ${p}`, { query: with_({ [p]: undefined }), body: good.body }, 'missing_parameter'] as [
            string,
            typeof good,
            string,
          ],
      ),
      [
        'a parameter twice',
        { query: with_({ nonce: [NONCE, NONCE] }), body: good.body },
        'missing_parameter',
      ],
      [
        'a wrong signature',
        { query: with_({ msg_signature: '0'.repeat(40) }), body: good.body },
        'bad_signature',
      ],
      [
        'an upper-case signature',
        { query: with_({ msg_signature: good.query.msg_signature.toUpperCase() }), body: good.body },
        'bad_signature',
      ],
      ['another nonce', { query: with_({ nonce: '1' }), body: good.body }, 'bad_signature'],
      ['a nonce with markup', { query: with_({ nonce: ']]><x>' }), body: good.body }, 'bad_parameter'],
      ['an endless nonce', { query: with_({ nonce: '1'.repeat(129) }), body: good.body }, 'bad_parameter'],
      [
        'digits moved from timestamp to nonce',
        { query: with_({ timestamp: SECONDS.slice(0, 9), nonce: SECONDS[9] + NONCE }), body: good.body },
        'bad_parameter',
      ],
      ['an old timestamp', at(String(NOW / 1000 - 601)), 'stale'],
      ['a timestamp of the future', at(String(NOW / 1000 + 601)), 'stale'],
      ['another receiver', sealedBy(side.foreignCrypto, side.plain(text)), 'bad_receiveid'],
      ['a truncated frame', signedRaw(side.crypto.encrypt(side.plain(text)).slice(0, 64)), 'bad_'],
      ['a flipped block', signedRaw(flipped.toString('base64')), 'bad_'],
      ['broken base64', signedRaw('AAAA'), 'bad_ciphertext'],
      ['a plaintext that is no message', sealedBy(side.crypto, '签到'), 'bad_message'],
      ['an empty plaintext', sealedBy(side.crypto, ''), 'bad_message'],
      ...side.brokenBodies.map(
        ([what, body]) =>
          [what, { query: good.query, body: Buffer.from(body) }, 'bad_body'] as [string, typeof good, string],
      ),
    ];
    test.each(cases)('%s', (_, { query, body }, reason) => {
      expect(refusal(() => channel.receive(query, body))).toContain(reason);
    });
    it('says the same outside whatever the reason is', () => {
      const messages = cases.map(([, { query, body }]) => {
        try {
          channel.receive(query, body);
          return 'accepted';
        } catch (error) {
          return `${(error as CallbackRefused).code}: ${(error as Error).message}`;
        }
      });
      expect(new Set(messages)).toEqual(new Set(['callback_refused: callback refused']));
    });
    it('takes a timestamp just inside the window', () => {
      for (const off of [-600, 600]) {
        const { query, body } = at(String(NOW / 1000 + off));
        expect(channel.receive(query, body).message).not.toBeNull();
      }
    });
  });

  describe(`${name}: messages`, () => {
    const expected: [Sample, IncomingMessage['content']][] = [
      [text, { kind: 'text', text: '签到 😀' }],
      [
        { ...text, text: '【整改】\n问题：<b>&amp; ]]> "a\\n"' },
        { kind: 'text', text: '【整改】\n问题：<b>&amp; ]]> "a\\n"' },
      ],
      [
        { ...text, text: '<!DOCTYPE x [<!ENTITY a "b">]>&a;' },
        { kind: 'text', text: '<!DOCTYPE x [<!ENTITY a "b">]>&a;' },
      ],
      [
        { ...text, text: '00123' },
        { kind: 'text', text: '00123' },
      ],
      [
        {
          what: 'button',
          userId: 'u1',
          id: 'b1',
          key: 'checkin:12',
          taskId: 'act-12@1',
          selected: { q1: ['a'], q2: ['b', 'c'] },
        },
        {
          kind: 'button',
          buttonKey: 'checkin:12',
          taskId: 'act-12@1',
          selected: { q1: ['a'], q2: ['b', 'c'] },
        },
      ],
      [
        { what: 'button', userId: 'u1', id: 'b2', key: 'k', taskId: 't' },
        { kind: 'button', buttonKey: 'k', taskId: 't' },
      ],
      [{ what: 'enter', userId: 'u1', id: 'e1' }, { kind: 'enter' }],
    ];
    test.each(expected)('reads %j', (sample, content) => {
      const { message } = receive(side.plain(sample));
      expect({ ...message?.content, responseCode: undefined }).toEqual(content);
      expect(message?.userId).toBe(sample.userId);
      expect(message?.at).toBe(NOW);
      expect(message?.key).toMatch(/^(app|bot):/);
    });
    it('passes a picture on with where to fetch it', () => {
      const { message } = receive(
        side.plain({ what: 'image', userId: 'u1', id: 'i1', source: 'https://x/1' }),
      );
      expect(message?.content).toMatchObject({ kind: 'media', media: [{ kind: 'image' }] });
    });
    it('gives a repeated message the same key, however it is encrypted', () => {
      for (const [sample] of expected)
        expect(receive(side.plain(sample)).message?.key).toBe(receive(side.plain(sample)).message?.key);
    });
    it('gives different messages different keys', () => {
      const samples: Sample[] = [
        text,
        { ...text, id: 'm2' },
        { what: 'button', userId: 'u1', id: 'b1', key: 'k1', taskId: 't' },
        { what: 'button', userId: 'u1', id: 'b2', key: 'k2', taskId: 't' },
        { what: 'button', userId: 'u2', id: 'b3', key: 'k1', taskId: 't' },
      ];
      expect(new Set(samples.map((s) => receive(side.plain(s)).message?.key)).size).toBe(samples.length);
    });
    it('acknowledges unknown events without a message', () => {
      const got = receive(side.plain({ what: 'unknown_event', userId: 'u1', id: 'x1' }));
      expect(got.message).toBeNull();
      expect(got.answer(null)).toBe('');
    });
    it('ignores the sender sys', () => {
      expect(receive(side.plain({ ...text, userId: 'sys' })).message).toBeNull();
    });
  });

  describe(`${name}: answers`, () => {
    it('answers with a signed, encrypted reply that carries the text', () => {
      expect(side.open(receive(side.plain(text)).answer(reply), NONCE)).toContain('已签到，18/23 到会');
    });
    it('answers a button with the new face of the card', () => {
      const button: Sample = { what: 'button', userId: 'u1', id: 'b1', key: 'k', taskId: 't' };
      expect(side.open(receive(side.plain(button)).answer(reply), NONCE)).toContain('已签到');
      expect(receive(side.plain(button)).answer({ text: '好' })).toBe('');
    });
    it('answers a repeated message with the same reply', () => {
      const answers = [1, 2].map(() => side.open(receive(side.plain(text)).answer(reply), NONCE));
      expect(answers[0]).toBe(answers[1]);
    });
    it('says nothing with an empty body', () => {
      expect(receive(side.plain(text)).answer(null)).toBe('');
      expect(receive(side.plain(text)).answer({ text: '  \n' })).toBe('');
    });
    it('answers once', () => {
      const got = receive(side.plain(text));
      got.answer(reply);
      expect(() => got.answer(reply)).toThrow('twice');
    });
    it('survives any characters in a reply', () => {
      const odd = { text: '甲]]>乙\u0000\u0008\ud83d丙</xml>&amp;"\\' };
      expect(side.open(receive(side.plain(text)).answer(odd), NONCE)).toContain('乙\ufffd丙');
    });
  });
}

export function refusal(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return error instanceof CallbackRefused ? error.reason : `not a refusal: ${error}`;
  }
  return 'accepted';
}
