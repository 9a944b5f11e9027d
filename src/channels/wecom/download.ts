// Fetching a file with a size limit and a deadline; no redirects, they would lead past the host check.
import { readAnswer } from './http.ts';
import { type ApiFailure, type ApiResult, statusFailure, transportFailure } from './result.ts';

export interface Downloaded {
  content: Buffer;
  type?: string | undefined;
  name?: string | undefined;
  /** size of the whole file when only a range of it came */
  totalBytes?: number | undefined;
}

interface DownloadRequest {
  url: string;
  maxBytes: number;
  timeoutMs: number;
  /** e.g. `bytes=0-1023` */
  range?: string | undefined;
}

export const TOO_LARGE: ApiFailure = { kind: 'refused', code: 0, reason: 'too_large', scope: 'message' };

export async function download({
  url,
  maxBytes,
  timeoutMs,
  range,
}: DownloadRequest): Promise<ApiResult<Downloaded>> {
  try {
    const response = await fetch(url, {
      headers: range ? { range } : {},
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!response.ok) {
      await response.body?.cancel();
      return { ok: false, failure: refusedBy(response.status) };
    }
    const content = await readUpTo(response, maxBytes);
    if (!content) return { ok: false, failure: TOO_LARGE };
    const type = response.headers.get('content-type') ?? undefined;
    const disposition = response.headers.get('content-disposition');
    const answer =
      type && /json|text/i.test(type) && !disposition ? readAnswer(content.toString('utf8')) : undefined;
    // An error comes as JSON with status 200; text that is no error is a file.
    if (answer && !answer.ok && answer.failure.kind !== 'unknown') return answer;
    const total = /\/(\d+)$/.exec(response.headers.get('content-range') ?? '')?.[1];
    return {
      ok: true,
      value: {
        content,
        type,
        name: fileNameIn(disposition ?? ''),
        totalBytes: total ? Number(total) : undefined,
      },
    };
  } catch (error) {
    return { ok: false, failure: transportFailure(error) };
  }
}

/** Storage says with its status that an address is dead. */
const refusedBy = (status: number): ApiFailure =>
  status < 500 && status !== 429
    ? { kind: 'refused', code: status, reason: `http_${status}`, scope: 'message' }
    : statusFailure(status);

async function readUpTo(response: Response, maxBytes: number): Promise<Buffer | undefined> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    // Leaving the loop cancels the transfer.
    if (bytes > maxBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The file's name without any path; the header is often missing, mangled or present in two forms. */
export function fileNameIn(disposition: string): string | undefined {
  const extended = /filename\*\s*=\s*utf-8''([^;]+)/i.exec(disposition)?.[1];
  const plain = /filename\s*=\s*(?:"([^"]*)"|([^;]+))/i.exec(disposition);
  const name = (extended && decoded(extended)) ?? utf8Header(plain?.[1] ?? plain?.[2] ?? '');
  const base = name
    .replace(/\p{Cc}/gu, '')
    .split(/[/\\]/)
    .at(-1)!
    .trim();
  return base === '' || base === '.' || base === '..' ? undefined : base.slice(0, 200);
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text.trim());
  } catch {
    return undefined;
  }
}

/** Header values reach us byte by byte; WeCom writes UTF-8 into them. */
function utf8Header(value: string): string {
  const text = Buffer.from(value.trim(), 'latin1').toString('utf8');
  return text.includes('\ufffd') ? value.trim() : text;
}
