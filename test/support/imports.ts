// What stands in the import lines of our own files: the house rules are checked on these.
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

export interface Import {
  /** as written: a package, a node module or a relative path */
  from: string;
  /** path below the project's root of a file of ours */
  to: string | undefined;
  /** names taken; `*` for all of them or for a module loaded whole */
  names: string[];
  /** a script's `@import` in a comment: types only, nothing is loaded */
  inComment: boolean;
}

/** Source files below a folder of the project, as paths from its root. */
export function filesBelow(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(ts|mjs|js)$/.test(file))
    .map((file) => posix.join(folder, file.replaceAll('\\', '/')))
    .sort();
}

export const textOf = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

const CLAUSE = String.raw`(?:\w+\s*,\s*)?(?:\{[^}]*\}|\*(?:\s+as\s+\w+)?|\w+)`;
const STATIC = new RegExp(String.raw`^(?:import|export)\s+(?:type\s+)?(${CLAUSE})\s+from\s+'([^']+)'`, 'gm');
const BARE = /^import\s+()'([^']+)'/gm;
const DYNAMIC = /(?:const\s+(\{[^}]*\}|\w+)\s*=\s*await\s+|^)?(?<!typeof )\bimport\(\s*'([^']+)'\s*\)/gm;

const IN_COMMENT = new RegExp(String.raw`@import\s+(${CLAUSE})\s+from\s+'([^']+)'`, 'g');
const REQUIRED = /createRequire\(import\.meta\.url\)()\('([^']+)'\)/g;

export function importsOf(file: string): Import[] {
  const text = textOf(file);
  const read = (pattern: RegExp, inComment = false) =>
    [...text.matchAll(pattern)].map(([, what, from]) => ({
      from: from!,
      to: from!.startsWith('.') ? posix.join(posix.dirname(file), from!) : undefined,
      names: namesIn(what ?? '*'),
      inComment,
    }));
  return [
    ...[STATIC, BARE, DYNAMIC, REQUIRED].flatMap((pattern) => read(pattern)),
    ...read(IN_COMMENT, true),
  ];
}

function namesIn(clause: string): string[] {
  const braces = /\{([^}]*)\}/.exec(clause)?.[1];
  if (braces === undefined) return ['*'];
  return braces
    .split(',')
    .map((part) => part.replace(/\btype\s+/, '').trim())
    .map((part) => part.split(/\s+as\s+|\s*:\s*/)[0]!)
    .filter((name) => name !== '');
}

/** Names a file gives away. */
export function exportsOf(file: string): string[] {
  const text = textOf(file);
  const declared = text.matchAll(
    /^export\s+(?:default\s+)?(?:async\s+)?(?:abstract\s+)?(?:const|let|function\*?|class|interface|type|enum)\s+(\w+)/gm,
  );
  const listed = text.matchAll(/^export\s+(?:type\s+)?\{([^}]*)\}(?!\s*from)/gm);
  return [...[...declared].map((m) => m[1]!), ...[...listed].flatMap((m) => namesIn(`{${m[1]}}`))];
}

/** Groups of files that import each other in a loop (Tarjan's strongly connected components of two files or more). */
export function circlesIn(files: readonly string[]): string[][] {
  const known = new Set(files);
  const next = new Map(
    files.map((file) => [file, importsOf(file).flatMap(({ to }) => (to && known.has(to) ? [to] : []))]),
  );
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const circles: string[][] = [];
  function visit(file: string): void {
    order.set(file, order.size);
    low.set(file, order.get(file)!);
    stack.push(file);
    for (const to of next.get(file)!) {
      if (!order.has(to)) visit(to);
      if (stack.includes(to)) low.set(file, Math.min(low.get(file)!, low.get(to)!));
    }
    if (low.get(file) !== order.get(file)) return;
    const group = stack.splice(stack.indexOf(file));
    if (group.length > 1 || next.get(file)!.includes(file)) circles.push(group.sort());
  }
  for (const file of files) if (!order.has(file)) visit(file);
  return circles;
}
