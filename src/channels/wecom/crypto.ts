// WXBizMsgCrypt: signature and AES of WeCom callbacks (doc 90968; 智能机器人 101033).
import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  hash,
  randomFillSync,
  timingSafeEqual,
} from 'node:crypto';
import { CallbackRefused } from '../../domain/errors.ts';

const CIPHER = 'aes-256-cbc';
/** PKCS#7 here fills to 32 bytes, twice the cipher's own block. */
const BLOCK = 32;
const RANDOM = 16;
/** random(16) + length(4) in front of the message */
const HEAD = RANDOM + 4;

interface CryptoSettings {
  token: string;
  /** 43 letters and digits; the last one may carry stray bits (non-canonical base64), most published keys do */
  encodingAesKey: string;
  /** CorpID for the application, the empty string for a 智能机器人 of the own enterprise */
  receiveId: string;
}

export interface WecomCrypto {
  /** Lower-case hex SHA-1 over the four strings in ordinal order. */
  sign(timestamp: string, nonce: string, encrypted: string): string;
  /** Compares in constant time; call it before decrypting. */
  verify(signature: string, timestamp: string, nonce: string, encrypted: string): boolean;
  /** Base64 of the encrypted frame; `random16` fixes the 16 leading bytes (tests). */
  encrypt(message: string, random16?: Uint8Array): string;
  /** @throws CallbackRefused for anything but a well-formed frame meant for `receiveId` */
  decrypt(ciphertext: string): string;
}

/** @throws RangeError when the key is not 43 letters and digits */
export function createCrypto(settings: CryptoSettings): WecomCrypto {
  const { token } = settings;
  const rawKey = callbackKey(settings.encodingAesKey);
  const iv = rawKey.subarray(0, 16);
  // A key object once, not bytes each time: 3 µs instead of 19 µs per cipher.
  const key = createSecretKey(rawKey);
  const receiveId = Buffer.from(settings.receiveId, 'utf8');

  const sign = (timestamp: string, nonce: string, encrypted: string) =>
    hash('sha1', [token, timestamp, nonce, encrypted].sort().join(''), 'hex');

  return {
    sign,
    verify(signature, timestamp, nonce, encrypted) {
      const given = Buffer.from(signature, 'utf8');
      const expected = Buffer.from(sign(timestamp, nonce, encrypted), 'latin1');
      return given.length === expected.length && timingSafeEqual(given, expected);
    },
    encrypt(message, random16) {
      const frame = sealedFrame(message, receiveId, random16);
      const cipher = createCipheriv(CIPHER, key, iv).setAutoPadding(false);
      // The frame is whole blocks, so final() would add nothing.
      return cipher.update(frame).toString('base64');
    },
    decrypt(ciphertext) {
      const sealed = Buffer.from(ciphertext, 'base64');
      // Node skips characters that are not base64; a length that does not fit betrays them.
      if (sealed.length === 0 || sealed.length % 16 !== 0 || sealed.length !== base64Bytes(ciphertext))
        throw new CallbackRefused('bad_ciphertext');
      const plain = createDecipheriv(CIPHER, key, iv).setAutoPadding(false).update(sealed);
      const end = unpaddedLength(plain);
      if (end === undefined) throw new CallbackRefused('bad_padding');
      if (end < HEAD) throw new CallbackRefused('bad_frame');
      const messageEnd = HEAD + plain.readUInt32BE(RANDOM);
      if (messageEnd > end) throw new CallbackRefused('bad_frame');
      if (!plain.subarray(messageEnd, end).equals(receiveId)) throw new CallbackRefused('bad_receiveid');
      return plain.toString('utf8', HEAD, messageEnd);
    },
  };
}

/**
 * Decrypts a downloaded file of the 智能机器人: no frame, only the padding comes off (doc 100719).
 * @param key EncodingAESKey of the callback, or the `aeskey` of the item: base64 with or without `=`, or 64 hex digits
 * @returns undefined when body or key cannot be right
 */
export function decryptMedia(body: Uint8Array, key: string): Buffer | undefined {
  const raw = mediaKey(key);
  if (!raw || body.length === 0 || body.length % 16 !== 0) return undefined;
  const plain = createDecipheriv(CIPHER, raw, raw.subarray(0, 16)).setAutoPadding(false).update(body);
  const end = unpaddedLength(plain);
  return end === undefined ? undefined : plain.subarray(0, end);
}

function callbackKey(encodingAesKey: string): Buffer {
  // Re-encoding to compare would reject valid keys, so alphabet and length are the whole check.
  if (!/^[A-Za-z0-9]{43}$/.test(encodingAesKey))
    throw new RangeError('EncodingAESKey must be 43 letters and digits');
  return Buffer.from(`${encodingAesKey}=`, 'base64');
}

function mediaKey(key: string): Buffer | undefined {
  const raw = /^[0-9a-f]{64}$/i.test(key) ? Buffer.from(key, 'hex') : Buffer.from(key, 'base64');
  return raw.length === 32 ? raw : undefined;
}

function sealedFrame(message: string, receiveId: Buffer, random16?: Uint8Array): Buffer {
  const bytes = Buffer.byteLength(message, 'utf8');
  const length = HEAD + bytes + receiveId.length;
  const padding = BLOCK - (length % BLOCK);
  const frame = Buffer.allocUnsafe(length + padding);
  if (random16) frame.set(random16);
  else randomFillSync(frame, 0, RANDOM);
  frame.writeUInt32BE(bytes, RANDOM);
  frame.write(message, HEAD, 'utf8');
  receiveId.copy(frame, HEAD + bytes);
  return frame.fill(padding, length);
}

/** Length without PKCS#7 padding, undefined when the padding is not 1–32 equal bytes. */
function unpaddedLength(plain: Buffer): number | undefined {
  const padding = plain[plain.length - 1] ?? 0;
  if (padding < 1 || padding > BLOCK || padding > plain.length) return undefined;
  for (let i = plain.length - padding; i < plain.length; i++) if (plain[i] !== padding) return undefined;
  return plain.length - padding;
}

function base64Bytes(text: string): number {
  const filler = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  return (text.length / 4) * 3 - filler;
}
