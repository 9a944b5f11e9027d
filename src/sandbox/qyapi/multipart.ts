/** The file part of an upload. */
interface Part {
  name: string;
  filename: string;
  /** as the head says; undefined where it does not */
  length: number | undefined;
  type: string;
  bytes: Buffer;
}

/**
 * Reads multipart/form-data as WeCom does: file names as raw UTF-8, no RFC 2231 `filename*`.
 * @returns undefined when the body is not what the content type says
 */
export function readMultipart(contentType: string, body: Buffer): Part[] | undefined {
  const boundary = /^multipart\/form-data;.*boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  if (!boundary) return undefined;
  const parts: Part[] = [];
  const mark = Buffer.from(`--${boundary}`);
  let at = body.indexOf(mark);
  while (at >= 0) {
    const start = at + mark.length;
    if (body.subarray(start, start + 2).toString() === '--') return parts;
    const headEnd = body.indexOf('\r\n\r\n', start);
    const next = body.indexOf(Buffer.concat([Buffer.from('\r\n'), mark]), headEnd);
    if (headEnd < 0 || next < 0) return undefined;
    parts.push(readPart(body.toString('utf8', start, headEnd), body.subarray(headEnd + 4, next)));
    at = next + 2;
  }
  return undefined;
}

function readPart(head: string, bytes: Buffer): Part {
  const field = (pattern: RegExp) => pattern.exec(head)?.[1] ?? '';
  const length = field(/[;\s]filelength="?(\d+)/i);
  return {
    name: field(/[;\s]name="([^"]*)"/i),
    filename: field(/[;\s]filename="([^"]*)"/i).replaceAll('%22', '"'),
    length: length === '' ? undefined : Number(length),
    type: field(/content-type:\s*([^\r\n]+)/i) || 'application/octet-stream',
    bytes: Buffer.from(bytes),
  };
}
