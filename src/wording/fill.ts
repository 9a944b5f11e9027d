import { Liquid, type Template } from 'liquidjs';
import { compileSimple, type Render } from './compile.ts';
import { wordingFilters } from './filters.ts';

interface Filler {
  /** names of the filters that exist */
  filters: ReadonlySet<string>;
  /** @throws LiquidError */
  parse(source: string): Template[];
  /** The sentence as a function, which throws for data it cannot write. */
  compile(nodes: readonly Template[]): Render;
}

/**
 * @param sources what {% render 'area.name' %} finds: other sentences and no files
 * @param format fills a sentence of templates/format.yaml
 */
export function createFiller(
  sources: Readonly<Record<string, string>>,
  format: Parameters<typeof wordingFilters>[0],
): Filler {
  const own = wordingFilters(format);
  const liquid = new Liquid({
    strictVariables: true,
    // a value that may be absent can be asked for with {% if %}
    lenientIf: true,
    templates: sources,
    // What one sentence has in common with others is parsed once, and not each time it is said.
    cache: true,
  });
  for (const [name, filter] of Object.entries(own)) liquid.registerFilter(name, filter);
  return {
    filters: new Set(Object.keys(liquid.filters)),
    parse: (source) => liquid.parse(source),
    compile: (nodes) => compileSimple(nodes, own) ?? ((data) => String(liquid.renderSync([...nodes], data))),
  };
}
