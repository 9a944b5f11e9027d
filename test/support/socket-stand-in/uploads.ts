// Upload of media in three steps (doc 101463). Sessions belong to the bot: they outlive the connection.
import { createHash } from 'node:crypto';
import { MEDIA_TYPES, malformed, strangeKeys } from './bodies.ts';
import type { Rates } from './rates.ts';
import { isFilled, type Json, OK, type Problem, type Verdict, type World } from './types.ts';

const CHUNK_BYTES = 512 * 1024;
const CHUNKS = 100;
/** Of a file, as for every other upload (doc 90253). */
const LEAST_BYTES = 5;
const SESSION_MS = 30 * 60_000;
const MB = 1024 * 1024;
const TYPE_BYTES: Record<string, number> = { image: 10 * MB, voice: 2 * MB, video: 10 * MB, file: 20 * MB };
const TOO_OFTEN = 45009;

interface Session {
  type: string;
  filename: string;
  size: number;
  md5?: string | undefined;
  chunks: (Buffer | undefined)[];
  at: number;
  finished: boolean;
}

export interface UploadDesk {
  problems(cmd: string, body: Json): Generator<Problem>;
  /** carries out what has no problems */
  accept(cmd: string, body: Json): Verdict;
}

export function createUploads(world: World, rates: Rates): UploadDesk {
  const sessions = new Map<unknown, Session>();
  const ok = (body: Json): Verdict => ({ errcode: 0, errmsg: 'ok', body });

  function* initProblems(body: Json): Generator<Problem> {
    yield* strangeKeys(body, ['type', 'filename', 'total_size', 'total_chunks', 'md5'], 'body');
    const { type, total_size: size, total_chunks: chunks } = body;
    if (!MEDIA_TYPES.includes(String(type))) yield malformed(`upload of unknown type ${type}`);
    if (!isFilled(body.filename)) yield malformed('filename is missing or blank');
    if (!Number.isInteger(size) || Number(size) < LEAST_BYTES)
      yield malformed(`total_size is not an integer from ${LEAST_BYTES}`);
    else if (Number(size) > (TYPE_BYTES[String(type)] ?? 0))
      yield malformed(`total_size ${size} is too large`);
    if (!Number.isInteger(chunks) || Number(chunks) < 1 || Number(chunks) > CHUNKS)
      yield malformed(`total_chunks is not within 1 and ${CHUNKS}`);
    else if (Number(chunks) * CHUNK_BYTES < Number(size)) yield malformed('total_chunks are too few');
    if (body.md5 !== undefined && !/^[0-9a-f]{32}$/.test(String(body.md5)))
      yield malformed('md5 is not 32 hex characters');
    const over = rates.over('upload');
    if (over) yield { says: `more uploads than allowed in a ${over}`, errcode: TOO_OFTEN };
  }

  function* sessionProblems(body: Json): Generator<Problem> {
    const session = sessions.get(body.upload_id);
    if (!session) yield malformed(`unknown upload_id ${body.upload_id}`);
    else if (session.finished) yield malformed('the upload is finished already');
    else if (world.now() - session.at > SESSION_MS) yield malformed('the upload is older than 30 minutes');
  }

  function* chunkProblems(body: Json): Generator<Problem> {
    yield* strangeKeys(body, ['upload_id', 'chunk_index', 'base64_data'], 'body');
    yield* sessionProblems(body);
    const count = sessions.get(body.upload_id)?.chunks.length ?? 0;
    const index = Number(body.chunk_index);
    if (!Number.isInteger(body.chunk_index) || index < 0 || index >= count)
      yield malformed(`chunk_index ${body.chunk_index} is not within 0 and ${count - 1}`);
    const data = String(body.base64_data);
    const bytes = Buffer.from(data, 'base64');
    if (bytes.length === 0 || bytes.toString('base64') !== data) yield malformed('base64_data is not base64');
    else if (bytes.length > CHUNK_BYTES) yield malformed(`a chunk has more than ${CHUNK_BYTES} bytes`);
  }

  function* finishProblems(body: Json): Generator<Problem> {
    yield* strangeKeys(body, ['upload_id'], 'body');
    yield* sessionProblems(body);
    const session = sessions.get(body.upload_id);
    if (!session || session.finished) return;
    const missing = session.chunks.findIndex((chunk) => !chunk);
    if (missing >= 0) {
      yield malformed(`chunk ${missing} is missing`);
      return;
    }
    const content = Buffer.concat(session.chunks as Buffer[]);
    if (content.length !== session.size) yield malformed(`${content.length} bytes came, not ${session.size}`);
    if (session.md5 !== undefined && createHash('md5').update(content).digest('hex') !== session.md5)
      yield malformed('md5 does not match');
  }

  return {
    problems(cmd, body) {
      if (cmd === 'aibot_upload_media_init') return initProblems(body);
      return cmd === 'aibot_upload_media_chunk' ? chunkProblems(body) : finishProblems(body);
    },
    accept(cmd, body) {
      if (cmd === 'aibot_upload_media_init') {
        rates.count('upload');
        const id = `upload-${sessions.size + 1}`;
        const chunks = new Array<Buffer | undefined>(Number(body.total_chunks)).fill(undefined);
        const { type, filename, md5 } = body as { type: string; filename: string; md5?: string };
        const size = Number(body.total_size);
        sessions.set(id, { type, filename, md5, size, chunks, at: world.now(), finished: false });
        return ok({ upload_id: id });
      }
      const session = sessions.get(body.upload_id)!;
      if (cmd === 'aibot_upload_media_chunk') {
        session.chunks[Number(body.chunk_index)] ??= Buffer.from(String(body.base64_data), 'base64');
        return OK;
      }
      session.finished = true;
      const mediaId = `media-${world.uploads.length + 1}`;
      const { type, filename } = session;
      const content = Buffer.concat(session.chunks as Buffer[]);
      world.uploads.push({ mediaId, type, filename, content, at: world.now() });
      return ok({ type, media_id: mediaId, created_at: Math.floor(world.now() / 1000) });
    },
  };
}
