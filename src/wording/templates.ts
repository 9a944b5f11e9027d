import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Liquid } from 'liquidjs';
import { parse } from 'yaml';
import { StartError } from '../domain/errors.ts';
import { compileSimple, type Data, type Render } from './compile.ts';
import { type Filter, FORMAT_NAMES, wordingFilters } from './filters.ts';

// All wording: templates/<area>.yaml maps message names to Liquid sentences, told apart as `area.name`.
// Filters beside Liquid's own: date, time, dateShort, list, percent, minutes, days (their look: templates/format.yaml).

export type TemplateData = Data;

/** Fills a sentence: `Templates.render`, for those who need nothing else of it. */
export type Wording = (name: string, data?: TemplateData) => string;

export interface Templates {
  /** The sentence filled in, without trailing blank lines. @throws Error for an unknown name or missing data */
  render(name: string, data?: TemplateData): string;
  /** Called once at start with every name in use. @throws StartError `templates_missing` naming those that do not exist */
  assertNames(names: Iterable<string>): void;
  readonly names: ReadonlySet<string>;
}

/**
 * Reads and parses every message once; rendering afterwards is synchronous and touches no file.
 * @param dir folder with the <area>.yaml files; folders below it are left alone
 * @throws StartError `templates_broken` with one line per message that cannot be used
 */
export function loadTemplates(dir: string): Templates {
  const problems: string[] = [];
  const sources = new Map<string, string>();
  const files = readdirSync(dir).filter((file) => file.endsWith('.yaml'));
  for (const file of files.sort()) {
    try {
      // failsafe: every sentence is text, also one that looks like a number or says `no`
      collect(
        file.slice(0, -'.yaml'.length),
        parse(readFileSync(join(dir, file), 'utf8'), { schema: 'failsafe' }),
        sources,
      );
    } catch (error) {
      problems.push(`templates/${file}: ${firstLine(error)}`);
    }
  }
  const renders = compileAll(sources, problems);
  if (problems.length > 0) throw new StartError('templates_broken', { problems: problems.join('\n') });
  const templates = templatesOf(renders);
  templates.assertNames(FORMAT_NAMES);
  return templates;
}

/** Nested maps only group: `problem: {name: …}` in roster.yaml is `roster.problem.name`. */
function collect(path: string, node: unknown, sources: Map<string, string>): void {
  if (typeof node === 'string') sources.set(path, withoutTagLines(node).trimEnd());
  else if (Array.isArray(node)) throw new Error(`${path} is a list`);
  else for (const [key, child] of Object.entries(node ?? {})) collect(`${path}.${key}`, child, sources);
}

/** A line of nothing but tags leaves no empty line behind. */
function withoutTagLines(source: string): string {
  return source.replace(/^[ \t]*(?:\{%(?:[^%]|%(?!\}))*%\}[ \t]*)+\n/gm, (line) => line.trim());
}

function compileAll(sources: ReadonlyMap<string, string>, problems: string[]): Map<string, Render> {
  const renders = new Map<string, Render>();
  const filters = wordingFilters((name, data) => renders.get(name)!(data));
  const liquid = liquidWith(filters, sources);
  for (const [name, source] of sources) {
    try {
      renders.set(name, compile(source, filters, liquid));
    } catch (error) {
      problems.push(`templates/${name.replace('.', '.yaml ')}: ${firstLine(error)}`);
    }
  }
  return renders;
}

function liquidWith(filters: Readonly<Record<string, Filter>>, sources: ReadonlyMap<string, string>): Liquid {
  const liquid = new Liquid({
    strictFilters: true,
    strictVariables: true,
    // a value that may be absent can be asked for with {% if %}
    lenientIf: true,
    // {% render 'area.name' %} finds other messages and no files
    templates: Object.fromEntries(sources),
  });
  for (const [name, filter] of Object.entries(filters)) liquid.registerFilter(name, filter);
  return liquid;
}

function compile(source: string, filters: Readonly<Record<string, Filter>>, liquid: Liquid): Render {
  const nodes = liquid.parse(source);
  return compileSimple(nodes, filters) ?? ((data) => String(liquid.renderSync(nodes, data)));
}

function templatesOf(renders: ReadonlyMap<string, Render>): Templates {
  return {
    names: new Set(renders.keys()),
    render(name, data = {}) {
      const render = renders.get(name);
      if (!render) throw new Error(`no template ${name}`);
      try {
        return render(data).trimEnd();
      } catch (error) {
        throw new Error(`template ${name}: ${firstLine(error)}`, { cause: error });
      }
    },
    assertNames(names) {
      const missing = [...new Set(names)].filter((name) => !renders.has(name));
      if (missing.length > 0) throw new StartError('templates_missing', { names: missing.join(' ') });
    },
  };
}

const firstLine = (error: unknown) => String((error as Error).message).split('\n')[0];
