import { describe, expect, it } from 'vitest';
import { circlesIn, exportsOf, filesBelow, importsOf, textOf } from './support/imports.ts';

// The house of README "Architecture", as a test. A room stands above all that it imports; nothing climbs, nothing circles.

interface Room {
  /** rooms it may import; all of them stand below it in this list */
  rooms: readonly string[];
  /** packages and node modules it may import */
  packages: readonly string[];
}

/** From the top floor down. `/` stands for the files at the root of src, which start the program. */
const HOUSE: Readonly<Record<string, Room>> = {
  '/': { rooms: ['app'], packages: [] },
  cli: {
    rooms: [
      'app',
      'reports',
      'reminders',
      'parsing',
      'documents',
      'channels',
      'coordination',
      'store',
      'settings',
      'wording',
      'observe',
      'ports',
      'domain',
    ],
    packages: ['node:fs', 'node:path', 'node:util', 'node:readline', 'node:crypto'],
  },
  app: {
    rooms: [
      'conversation',
      'reminders',
      'delivery',
      'dashboard',
      'reports',
      'sandbox',
      'http',
      'channels',
      'store',
      'coordination',
      'documents',
      'settings',
      'wording',
      'observe',
      'ports',
      'domain',
    ],
    packages: [
      'node:crypto',
      'node:fs',
      'node:path',
      'node:url',
      'node:net',
      'node:module',
      'koa',
      'node-cron',
    ],
  },
  dashboard: {
    rooms: ['http', 'reports', 'settings', 'wording', 'ports', 'domain'],
    packages: ['node:crypto', 'node:fs', 'node:path', 'node:http', 'koa', '@koa/router'],
  },
  conversation: {
    rooms: ['reports', 'parsing', 'settings', 'wording', 'ports', 'domain'],
    packages: [],
  },
  sandbox: {
    rooms: ['channels', 'domain'],
    packages: ['node:fs', 'node:path', 'node:crypto', 'node:fs/promises', 'node:http', 'koa'],
  },
  http: { rooms: ['channels', 'ports', 'domain'], packages: ['koa', '@koa/router', 'node:http'] },
  delivery: { rooms: ['wording', 'ports', 'domain'], packages: ['node:crypto'] },
  reminders: { rooms: ['settings', 'wording', 'ports', 'domain'], packages: [] },
  reports: { rooms: ['documents', 'settings', 'wording', 'ports', 'domain'], packages: [] },
  channels: {
    rooms: ['observe', 'ports', 'domain'],
    packages: ['node:crypto', 'node:http', 'node:https', 'fast-xml-parser', 'ws', 'zod'],
  },
  store: {
    rooms: ['ports', 'domain'],
    packages: [
      'node:crypto',
      'node:fs',
      'node:path',
      'node:module',
      'node:timers/promises',
      'node:os',
      'node:worker_threads',
      'kysely',
      'better-sqlite3',
      'pg',
    ],
  },
  coordination: {
    rooms: ['observe', 'ports'],
    packages: ['ioredis', 'node:crypto', 'node:timers/promises'],
  },
  documents: {
    rooms: ['wording', 'ports', 'domain'],
    packages: [
      'node:crypto',
      'node:fs',
      'node:fs/promises',
      'node:module',
      'node:path',
      'node:os',
      'node:worker_threads',
      'node:zlib',
      '@resvg/resvg-wasm',
      'csv-parse/sync',
      'csv-stringify/sync',
      'docx',
      'echarts',
      'saxen',
    ],
  },
  settings: {
    // observe: a stored setting that cannot be read is passed over, and must not be so in silence
    rooms: ['wording', 'observe', 'ports', 'domain'],
    packages: ['node:fs', 'node:path', 'node:net', 'yaml', 'zod'],
  },
  wording: { rooms: ['domain'], packages: ['node:fs', 'node:path', 'node:url', 'yaml', 'liquidjs'] },
  // The weights and the corpus are files; the sound of a name comes from a library.
  parsing: { rooms: ['domain'], packages: ['node:fs', 'node:crypto', 'node:module', 'pinyin-pro'] },
  observe: { rooms: [], packages: ['pino', 'prom-client'] },
  ports: { rooms: ['domain'], packages: [] },
  domain: { rooms: [], packages: [] },
};
const FLOORS = Object.keys(HOUSE);

/** Channels that others may speak through; each wire format is known to its own folder and the shared one only. */
const SHARED_CHANNEL = 'src/channels/wecom/';

const files = filesBelow('src');
/** what a browser runs */
const PAGE = 'src/sandbox/page/';
const roomOf = (file: string): string => /^src\/([^/]+)\//.exec(file)?.[1] ?? '/';

describe('house', () => {
  it('has a row for every room, and a room for every row', () => {
    expect([...new Set(files.map(roomOf))].sort()).toEqual([...FLOORS].sort());
  });

  it('has folders and the entry file at the root of src', () => {
    expect(files.filter((file) => roomOf(file) === '/')).toEqual(['src/start.mjs']);
  });

  it('lets nothing climb: the rows stand from the top floor down', () => {
    const climbing = FLOORS.flatMap((room, i) =>
      HOUSE[room]!.rooms.filter((to) => FLOORS.indexOf(to) <= i).map((to) => `${room} → ${to}`),
    );
    expect(climbing).toEqual([]);
  });

  it('lets every file import only what its room may', () => {
    const wrong = files.flatMap((file) =>
      importsOf(file)
        .filter(({ to }) => to !== undefined && roomOf(to) !== roomOf(file))
        .filter(({ to }) => !HOUSE[roomOf(file)]!.rooms.includes(roomOf(to!)))
        .map(({ to }) => `${file} → ${to}`),
    );
    expect(wrong).toEqual([]);
  });

  it('names no right that nobody uses', () => {
    const used = new Set(
      files.flatMap((file) =>
        importsOf(file).map(({ to, from }) => `${roomOf(file)} → ${to === undefined ? from : roomOf(to)}`),
      ),
    );
    const idle = FLOORS.flatMap((room) =>
      [...HOUSE[room]!.rooms, ...HOUSE[room]!.packages].map((to) => `${room} → ${to}`),
    ).filter((right) => !used.has(right));
    expect(idle).toEqual([]);
  });

  it('keeps the channels apart from each other', () => {
    const folder = (path: string) => path.split('/').slice(0, 3).join('/');
    const wrong = files
      .filter((file) => file.startsWith('src/channels/'))
      .flatMap((file) =>
        importsOf(file)
          .filter(({ to }) => to?.startsWith('src/channels/') && !to.startsWith(SHARED_CHANNEL))
          .filter(({ to }) => folder(to!) !== folder(file))
          .map(({ to }) => `${file} → ${to}`),
      );
    expect(wrong).toEqual([]);
  });

  it('keeps the page in the browser: its scripts load each other only, and nothing else loads them', () => {
    const wrong = files.flatMap((file) =>
      importsOf(file)
        .filter(({ inComment }) => !inComment)
        .filter(({ to }) => file.startsWith(PAGE) !== Boolean(to?.startsWith(PAGE)))
        .map(({ from }) => `${file} → ${from}`),
    );
    expect(wrong).toEqual([]);
  });

  it('has no circle, neither of files nor of rooms', () => {
    expect(circlesIn(files)).toEqual([]);
  });

  it('takes packages, the disk and the network where they belong, by import', () => {
    const wrong = files.flatMap((file) =>
      importsOf(file)
        .filter(({ to, from }) => to === undefined && !HOUSE[roomOf(file)]!.packages.includes(from))
        .map(({ from }) => `${file} → ${from}`),
    );
    expect(wrong).toEqual([]);
  });

  it('gives nothing away that nobody takes', () => {
    const readers = [...filesBelow('src'), ...filesBelow('test')];
    const taken = new Set(
      readers.flatMap((file) =>
        importsOf(file).flatMap(({ to, names }) => (to ? names.map((name) => `${to} ${name}`) : [])),
      ),
    );
    const idle = files
      .filter((file) => !taken.has(`${file} *`))
      .flatMap((file) => exportsOf(file).map((name) => `${file} ${name}`))
      .filter((given) => !taken.has(given));
    expect(idle).toEqual([]);
  });
});

describe('habits', () => {
  it('reads the environment in one file', () => {
    expect(files.filter((file) => textOf(file).includes('process.env'))).toEqual([
      'src/settings/environment.ts',
    ]);
  });

  // The rest of this kind (fetch, WebSocket, timers) is a lint rule: config/biome.json, noRestrictedGlobals.
  it('asks the machine for the time in adapters only', () => {
    const rules = /^src\/(domain|parsing|conversation|reminders|reports|delivery|settings|wording|ports)\//;
    const impure = /\bDate\.now\(\)|\bnew Date\(\)/;
    expect(files.filter((file) => rules.test(file) && impure.test(textOf(file)))).toEqual([]);
  });

  it('keeps Chinese wording in templates/, vocabulary of the language in parsing and domain apart', () => {
    const wrong = files
      .filter((file) => !/^src\/(parsing|domain)\//.test(file))
      .flatMap((file) =>
        textOf(file)
          .split('\n')
          .map((line, i) => ({
            line: line.replace(/\/\/.*|^\s*(\/?\*).*|\/\*.*?\*\//g, ''),
            at: `${file}:${i + 1}`,
          }))
          // Names of offices, kinds and states are values of the domain; sentences are not.
          .filter(({ line }) => /[\u4e00-\u9fff]{2,}[，。：；！？]/.test(line))
          .map(({ at }) => at),
      );
    expect(wrong).toEqual([]);
  });

  it('keeps files small', () => {
    const sizes = files.map((file) => ({ file, lines: textOf(file).split('\n').length - 1 }));
    const sorted = sizes.map((s) => s.lines).sort((a, b) => a - b);
    expect(sorted[Math.ceil(sorted.length * 0.5) - 1]).toBeLessThanOrEqual(80);
    expect(sorted[Math.ceil(sorted.length * 0.9) - 1]).toBeLessThanOrEqual(200);
    const long = sizes.filter(({ file, lines }) => {
      const head = textOf(file).split('\n').slice(0, 3).join('\n');
      return lines > 300 && !/^\/\/ .*(long|one table|list)/m.test(head);
    });
    expect(long).toEqual([]);
  });
});
