import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ChatMessage } from './chat-log.ts';

/** A one-shot address or code handed out, and what it may still be used for. */
export interface Ticket {
  use: 'card' | 'reply';
  /** epoch ms of the sandbox clock */
  until: number;
  /** `card`: the send it belongs to; `reply`: the chat that triggered it */
  target: string;
}

export interface MediaFile {
  kind: 'image' | 'file' | 'voice' | 'video';
  name: string;
  type: string;
  size: number;
  at: number;
  /** set when uploaded for one webhook: valid there only */
  webhook?: string | undefined;
}

/** Everything that survives a restart, except the bytes of files. */
interface Remembered {
  sequence: number;
  messages: ChatMessage[];
  tickets: Record<string, Ticket>;
  /** task_id of every card sent, per kind of sender */
  taskIds: Record<string, string>;
  /** request digests under `enable_duplicate_check`, with the answer given */
  sends: Record<string, { until: number; answer: Record<string, unknown> }>;
  /** day of the last entry into the private chat, by lower-cased userid */
  entered: Record<string, string>;
  media: Record<string, MediaFile>;
  /** the last move of the clock */
  journey?: { from: number; to: number };
}

export interface Memory {
  state: Remembered;
  nextId(prefix: string): string;
  changed(): void;
  putFile(id: string, bytes: Buffer): void;
  getFile(id: string): Buffer | undefined;
  /** Writes what is still waiting to be written. */
  close(): Promise<void>;
}

const WRITE_AFTER_MS = 300;

/** @param file where to keep it; without one, memory only. An unreadable file is put aside, never overwritten. */
export function createMemory(file: string | undefined, now: () => number): Memory {
  const state: Remembered = { ...empty(), ...(file ? load(file) : undefined) };
  const bytes = new Map<string, Buffer>();
  const folder = file && `${file}.media`;
  let timer: NodeJS.Timeout | undefined;
  let writing = Promise.resolve();
  let isClosed = false;

  const save = () => {
    timer = undefined;
    if (!file) return;
    forgetExpired(state, now());
    // Chained, so that an older picture of the state never replaces a newer one.
    writing = writing.catch(() => undefined).then(() => replaceFile(file, JSON.stringify(state)));
  };

  return {
    state,
    nextId: (prefix) => `${prefix}${++state.sequence}`,
    changed() {
      // A late answer to a message finds nobody who would wait for the file.
      if (file && !isClosed) timer ??= setTimeout(save, WRITE_AFTER_MS).unref();
    },
    putFile(id, content) {
      bytes.set(id, content);
      if (!folder) return;
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, id), content);
    },
    getFile(id) {
      if (!Object.hasOwn(state.media, id)) return undefined;
      const known = bytes.get(id) ?? (folder ? readIfThere(join(folder, id)) : undefined);
      if (known) bytes.set(id, known);
      return known;
    },
    async close() {
      isClosed = true;
      if (timer) {
        clearTimeout(timer);
        save();
      }
      await writing;
    },
  };
}

function empty(): Remembered {
  return { sequence: 0, messages: [], tickets: {}, taskIds: {}, sends: {}, entered: {}, media: {} };
}

function load(file: string): Remembered | undefined {
  mkdirSync(dirname(file), { recursive: true });
  const text = readIfThere(file)?.toString('utf8');
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    renameSync(file, `${file}.unreadable`);
    return undefined;
  }
}

function readIfThere(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function replaceFile(file: string, text: string): Promise<void> {
  await writeFile(`${file}.new`, text);
  await rename(`${file}.new`, file);
}

function forgetExpired(state: Remembered, now: number): void {
  for (const kept of [state.tickets, state.sends])
    for (const [key, entry] of Object.entries(kept)) if (entry.until < now) delete kept[key];
}
