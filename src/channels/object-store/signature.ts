// AWS Signature Version 4, header form, one chunk: what every S3-compatible store takes.
import { createHash, createHmac } from 'node:crypto';

export interface SigningKey {
  keyId: string;
  secret: string;
  region: string;
}

interface SignedRequest {
  method: string;
  url: URL;
  /** signed beside those that are always there; names in lower case */
  headers?: Readonly<Record<string, string>>;
  body: Uint8Array;
  /** now, epoch ms */
  at: number;
}

/** All headers to be sent but `host`, which the client sets from the address. */
export function signedHeaders(request: SignedRequest, key: SigningKey): Record<string, string> {
  const { method, url, headers = {}, body, at } = request;
  const stamp = new Date(at).toISOString().replace(/[-:]|\.\d{3}/g, '');
  const contentHash = sha256(body);
  const sent = { ...headers, 'x-amz-content-sha256': contentHash, 'x-amz-date': stamp };
  const all: [string, string][] = Object.entries({ ...sent, host: url.host }).sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  const names = all.map(([name]) => name).join(';');
  const canonical = [
    method,
    url.pathname.split('/').map(reEncoded).join('/'),
    canonicalQuery(url),
    ...all.map(([name, value]) => `${name}:${value.trim().replace(/\s+/g, ' ')}`),
    '',
    names,
    contentHash,
  ].join('\n');
  const day = stamp.slice(0, 8);
  const scope = `${day}/${key.region}/s3/aws4_request`;
  const toSign = ['AWS4-HMAC-SHA256', stamp, scope, sha256(canonical)].join('\n');
  const signingKey = [day, key.region, 's3', 'aws4_request'].reduce<string | Buffer>(
    hmac,
    `AWS4${key.secret}`,
  );
  const signature = hmac(signingKey, toSign).toString('hex');
  const authorization = `AWS4-HMAC-SHA256 Credential=${key.keyId}/${scope},SignedHeaders=${names},Signature=${signature}`;
  return { ...sent, authorization };
}

const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Buffer, data: string): Buffer => createHmac('sha256', key).update(data).digest();

/** RFC 3986: nothing but letters, digits and - . _ ~ stays as it is. */
const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

const reEncoded = (segment: string): string => encoded(decodeURIComponent(segment));

const canonicalQuery = ({ searchParams }: URL): string =>
  [...searchParams]
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .sort()
    .join('&');
