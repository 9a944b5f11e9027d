import { createCipheriv } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { createCrypto, decryptMedia } from '../../../src/channels/wecom/crypto.ts';
import { CallbackRefused } from '../../../src/domain/errors.ts';

interface Vector {
  id: string;
  kind: 'decrypt' | 'url_verify' | 'encrypt_fixed_random' | 'signature_only' | 'media_decrypt';
  token: string | null;
  encodingAESKey: string | null;
  receiveId: string | null;
  timestamp: string | null;
  nonce: string | null;
  signature: string | null;
  ciphertext: string;
  plaintext: string | null;
  plaintextEncoding: 'utf8' | 'base64' | null;
  random16Hex: string | null;
}
const vectors: Vector[] = JSON.parse(
  readFileSync(new URL('../../fixtures/wecom-crypto-vectors.json', import.meta.url), 'utf8'),
);
const framed = vectors.filter((v) => v.encodingAESKey && v.kind !== 'media_decrypt');
const KEY = 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C';

const cryptoOf = (v: Vector, receiveId = v.receiveId ?? '') =>
  createCrypto({ token: v.token ?? 'none', encodingAesKey: v.encodingAESKey ?? KEY, receiveId });
const refusal = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    return error instanceof CallbackRefused ? error.reason : error;
  }
  return 'accepted';
};

describe('published vectors', () => {
  it('has vectors of every kind', () => {
    expect(new Set(vectors.map((v) => v.kind)).size).toBe(5);
  });

  test.each(vectors.filter((v) => v.signature))('$id: the signature is right', (v) => {
    const crypto = cryptoOf(v);
    const [time, nonce, signature] = [v.timestamp!, v.nonce!, v.signature!];
    expect(crypto.sign(time, nonce, v.ciphertext)).toBe(signature);
    expect(crypto.verify(signature, time, nonce, v.ciphertext)).toBe(true);
    expect(crypto.verify(signature, time, nonce, `${v.ciphertext} `)).toBe(false);
    expect(crypto.verify(signature, time, `${nonce}0`, v.ciphertext)).toBe(false);
    const flipped = (signature[0] === '0' ? '1' : '0') + signature.slice(1);
    for (const bad of [flipped, signature.slice(1), `${signature}0`, '', '中'.repeat(40)])
      expect(crypto.verify(bad, time, nonce, v.ciphertext)).toBe(false);
  });

  test.each(framed)('$id: decrypts to the published text', (v) => {
    expect(cryptoOf(v).decrypt(v.ciphertext)).toBe(v.plaintext);
  });

  test.each(framed.filter((v) => v.random16Hex))('$id: encrypts to the published bytes', (v) => {
    const random = Buffer.from(v.random16Hex!, 'hex');
    expect(cryptoOf(v).encrypt(v.plaintext!, random)).toBe(v.ciphertext);
  });

  test.each(framed)('$id: refuses another receiveid, an empty and a longer one', (v) => {
    for (const other of ['ww0000000000000000', v.receiveId === '' ? 'x' : '', `${v.receiveId} `])
      expect(refusal(() => cryptoOf(v, other).decrypt(v.ciphertext))).toBe('bad_receiveid');
  });

  test.each(vectors.filter((v) => v.kind === 'media_decrypt'))('$id: decrypts with every key form', (v) => {
    const body = Buffer.from(v.ciphertext, 'base64');
    const key = Buffer.from(`${v.encodingAESKey}=`, 'base64');
    for (const form of [
      v.encodingAESKey!,
      `${v.encodingAESKey}=`,
      key.toString('hex'),
      key.toString('hex').toUpperCase(),
    ])
      expect(decryptMedia(body, form)?.toString('base64')).toBe(v.plaintext);
    expect(decryptMedia(body, KEY)).toBeUndefined();
    expect(decryptMedia(body.subarray(0, body.length - 1), v.encodingAESKey!)).toBeUndefined();
    expect(decryptMedia(Buffer.alloc(0), v.encodingAESKey!)).toBeUndefined();
    expect(decryptMedia(body, 'short')).toBeUndefined();
  });
});

describe('frames that are not right', () => {
  const crypto = createCrypto({ token: 't', encodingAesKey: KEY, receiveId: '' });
  const sealed = Buffer.from(crypto.encrypt('签到'), 'base64');
  test.each([
    ['nothing', ''],
    ['not base64', '中文'],
    ['characters outside the alphabet', `*${sealed.toString('base64')}`],
    ['a cut block', sealed.subarray(0, 20).toString('base64')],
    ['a missing character', sealed.toString('base64').slice(1)],
  ])('%s is bad ciphertext', (_, text) => {
    expect(refusal(() => crypto.decrypt(text))).toBe('bad_ciphertext');
  });

  it('refuses ciphertext of another key for its padding, length or receiveid', () => {
    const other = createCrypto({ token: 't', encodingAesKey: 'a'.repeat(43), receiveId: '' });
    for (let i = 0; i < 200; i++)
      expect(refusal(() => crypto.decrypt(other.encrypt('签到', Buffer.alloc(16, i))))).toMatch(
        /^bad_(padding|frame|receiveid)$/,
      );
  });

  it.each([3, 33, 2 ** 31, 2 ** 32 - 1])(
    'refuses a length field of %i over a message of 2 bytes',
    (length) => {
      const frame = Buffer.alloc(32, 10);
      frame.writeUInt32BE(length, 16);
      const key = Buffer.from(`${KEY}=`, 'base64');
      const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
      expect(refusal(() => crypto.decrypt(cipher.update(frame).toString('base64')))).toBe('bad_frame');
    },
  );

  // PKCS#7 repeats the number of bytes added: a frame of 32 bytes with a message of 6 has 6 of padding.
  const padded = (padding: readonly number[]) => {
    const frame = Buffer.concat([
      Buffer.alloc(16, 7),
      Buffer.from([0, 0, 0, 6]),
      Buffer.from('中文'),
      Buffer.from(padding),
    ]);
    const key = Buffer.from(`${KEY}=`, 'base64');
    const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
    return cipher.update(frame);
  };

  it('takes padding whose bytes all say how many they are', () => {
    expect(crypto.decrypt(padded([6, 6, 6, 6, 6, 6]).toString('base64'))).toBe('中文');
    expect(
      decryptMedia(padded([6, 6, 6, 6, 6, 6]), KEY)
        ?.subarray(20)
        .toString(),
    ).toBe('中文');
  });

  it.each([0, 1, 2, 3, 4])('refuses padding whose byte %i is another, in a message and in a file', (at) => {
    for (const other of [0, 5, 7, 255]) {
      const bytes = [6, 6, 6, 6, 6, 6];
      bytes[at] = other;
      expect(refusal(() => crypto.decrypt(padded(bytes).toString('base64')))).toBe('bad_padding');
      expect(decryptMedia(padded(bytes), KEY)).toBeUndefined();
    }
  });

  it.each([0, 33, 255])('refuses padding of %i bytes', (length) => {
    expect(refusal(() => crypto.decrypt(padded(Array(6).fill(length)).toString('base64')))).toBe(
      'bad_padding',
    );
    expect(decryptMedia(padded(Array(6).fill(length)), KEY)).toBeUndefined();
  });

  it('refuses a truncated frame', () => {
    const long = Buffer.from(crypto.encrypt('长'.repeat(200)), 'base64');
    for (let blocks = 1; blocks * 16 < long.length; blocks++)
      expect(refusal(() => crypto.decrypt(long.subarray(0, blocks * 16).toString('base64')))).toMatch(
        /^bad_/,
      );
  });

  test.each(['', 'x'.repeat(42), 'x'.repeat(44), `${'x'.repeat(42)}=`, `${'x'.repeat(42)}+`])(
    'refuses the key %j',
    (encodingAesKey) => {
      expect(() => createCrypto({ token: 't', encodingAesKey, receiveId: '' })).toThrow(RangeError);
    },
  );
});

it('gives any text back, with any receiveid', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({ maxLength: 40 }),
      (text, receiveId) => {
        const crypto = createCrypto({ token: 't', encodingAesKey: KEY, receiveId });
        expect(crypto.decrypt(crypto.encrypt(text))).toBe(text.toWellFormed());
      },
    ),
    { numRuns: 300 },
  );
});
