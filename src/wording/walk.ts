import {
  AssignTag,
  CaptureTag,
  CaseTag,
  CommentTag,
  ForTag,
  type Hash,
  IfTag,
  Output,
  RawTag,
  RenderTag,
  type Template,
  type Token,
  TypeGuards,
  UnlessTag,
  Value,
} from 'liquidjs';
import type { Fault } from './faults.ts';
import { filterFault, printFault, resultOf } from './filter-rules.ts';
import type { Sentence } from './read.ts';
import { type Fields, flag, inner, isLeaf, number, type Shape, text } from './shape.ts';

/** Where something stands in a sentence. */
export interface Place {
  sentence: Sentence;
  begin: number;
  written: string;
}

interface Walker {
  /** names of the filters that exist */
  filters: ReadonlySet<string>;
  report(place: Place, what: Fault['what'], details?: Fault['details']): void;
  /** another sentence stands here and is handed these values */
  render(place: Place, name: string, handed: Given): void;
}

/** What a value is; undefined when it cannot be known. */
type Known = Shape | undefined;
type Scope = Map<string, Known>;
/** The values a sentence is filled with. */
export type Given = ReadonlyMap<string, Known>;

/** Those of our own, for who looks for one. */
const OWN_FILTERS = 'date、dateShort、time、minutes、days、list、percent';

const FORLOOP: Fields = {
  first: flag,
  last: flag,
  index: number,
  index0: number,
  rindex: number,
  rindex0: number,
  length: number,
};

/** Goes through a sentence, every branch of it, and reports what does not fit the values it is given. */
export function walk(
  { sentence, nodes }: { sentence: Sentence; nodes: readonly Template[] },
  given: Given,
  walker: Walker,
): void {
  const placeOf = (token: Token): Place => ({ sentence, begin: token.begin, written: token.getText() });

  function through(templates: readonly Template[] | undefined, outer: Scope): void {
    // What a branch sets is not there after it: the branch may not be taken.
    const scope = new Map(outer);
    for (const node of templates ?? []) step(node, scope);
  }

  function step(node: Template, scope: Scope): void {
    if (node instanceof Output) {
      print(node, scope);
    } else if (node instanceof IfTag || node instanceof UnlessTag) {
      for (const branch of node.branches) {
        shapeOfValue(branch.value, scope);
        through(branch.templates, scope);
      }
      through(node.elseTemplates, scope);
    } else if (node instanceof CaseTag) {
      shapeOfValue(node.value, scope);
      for (const branch of node.branches) {
        for (const value of branch.values) shapeOf(value, scope);
        through(branch.templates, scope);
      }
      through(node.elseTemplates, scope);
    } else if (node instanceof ForTag) {
      loop(node, scope);
    } else if (node instanceof RenderTag) {
      renderOther(node, scope);
    } else if (node instanceof AssignTag) {
      const [value] = node.arguments() as Iterable<Value>;
      const [name] = node.localScope();
      scope.set(name!.content, shapeOfValue(value!, scope));
    } else if (node instanceof CaptureTag) {
      through(node.templates, scope);
      scope.set(node.variable, text);
    } else if (
      !(node instanceof CommentTag || node instanceof RawTag || TypeGuards.isHTMLToken(node.token))
    ) {
      walker.report(placeOf(node.token), 'fault_tag', { got: node.token.getText() });
    }
  }

  function print(node: Output, scope: Scope): void {
    const shape = shapeOfValue(node.value, scope);
    const place = placeOf(node.token);
    const what = shape && printFault(shape);
    if (what) walker.report(place, what, { got: written(node.value) });
    // Liquid reads {{ a b }} as {{ a }}.
    const { postfix } = node.value.initial;
    const read = postfix.some(TypeGuards.isOperatorToken) ? postfix : postfix.slice(0, 1);
    const end = Math.max(...read.map((token) => token.end));
    const rest = node.token.input.slice(end, node.token.end).replace(/-?\}\}$/, '');
    if (/^\s*[^\s|]/.test(rest)) walker.report(place, 'fault_rest', { got: rest.split('|')[0]!.trim() });
  }

  function loop(node: ForTag, scope: Scope): void {
    const shape = shapeOf(node.collection, scope);
    for (const limit of Object.values(node.hash.hash)) if (limit) shapeOf(limit, scope);
    const known = shape && inner(shape);
    if (known && !(isLeaf(known) && known.is === 'list'))
      walker.report(placeOf(node.collection), 'fault_loop', { got: node.collection.getText() });
    const inside: Scope = new Map(scope).set('forloop', FORLOOP);
    inside.set(node.variable, known && isLeaf(known) ? known.of : undefined);
    through(node.templates, inside);
    through(node.elseTemplates, scope);
  }

  function renderOther(node: RenderTag, scope: Scope): void {
    const place = placeOf(node.token);
    const partial = node.partialScope();
    if (!partial) {
      walker.report(place, 'fault_tag', { got: node.token.getText() });
      return;
    }
    const handed: Scope = new Map();
    const { hash } = (node as unknown as { hash: Hash }).hash;
    for (const [name, value] of Object.entries(hash)) handed.set(name, value && shapeOf(value, scope));
    walker.render(place, partial.name, handed);
  }

  function shapeOfValue(value: Value, scope: Scope): Known {
    const operands: Known[] = [];
    for (const token of value.initial.postfix) {
      if (!TypeGuards.isOperatorToken(token)) operands.push(shapeOf(token, scope));
      else if (token.operator === 'not') operands.splice(-1, 1, flag);
      else operands.splice(-2, 2, flag);
    }
    let shape = operands.at(-1);
    for (const filter of value.filters) {
      const place = { ...placeOf(value.initial.postfix[0]!), written: filter.name };
      for (const arg of filter.args) shapeOf((Array.isArray(arg) ? arg[1] : arg) as Token, scope);
      if (!walker.filters.has(filter.name)) {
        walker.report(place, 'fault_filter', { got: filter.name, known: OWN_FILTERS });
        return undefined;
      }
      const what = shape && filterFault(filter.name, shape);
      if (what) walker.report(place, what, { got: written(value), filter: filter.name });
      shape = resultOf(filter.name);
    }
    return shape;
  }

  function shapeOf(token: Token | Value, scope: Scope): Known {
    if (token instanceof Value) return shapeOfValue(token, scope);
    if (TypeGuards.isPropertyAccessToken(token)) return shapeAt(token, scope);
    if (TypeGuards.isRangeToken(token)) {
      shapeOf(token.lhs, scope);
      shapeOf(token.rhs, scope);
      return undefined;
    }
    if (TypeGuards.isQuotedToken(token)) return text;
    if (TypeGuards.isNumberToken(token)) return number;
    return typeof (token as { content?: unknown }).content === 'boolean' ? flag : undefined;
  }

  function shapeAt(token: Token & { props: Token[]; variable?: unknown }, scope: Scope): Known {
    if (token.variable) return undefined;
    let known: Known;
    for (const [i, prop] of token.props.entries()) {
      if (TypeGuards.isPropertyAccessToken(prop)) shapeAt(prop, scope);
      const key = keyOf(prop);
      const names = i === 0 ? [...scope.keys()] : namesIn(known!);
      const next = i === 0 ? lookUp(scope, key) : below(known!, key);
      if (next === 'nothing') {
        const got = token.props
          .slice(0, i + 1)
          .map(keyOf)
          .join('.');
        walker.report(placeOf(token), 'fault_unknown_value', { got, known: names.join('、') || '—' });
        return undefined;
      }
      if (next === undefined) return undefined;
      known = next;
    }
    return known;
  }

  through(nodes, new Map(given));
}

const lookUp = (scope: Scope, key: string): Known | 'nothing' =>
  scope.has(key) ? scope.get(key) : 'nothing';

const keyOf = (prop: Token): string =>
  String((prop as { content?: unknown }).content ?? prop.getText().replace(/[[\]]/g, ''));

/** What `.key` of a value is; `nothing` when it has no such thing. */
function below(shape: Shape, key: string): Known | 'nothing' {
  const known = inner(shape);
  if (!isLeaf(known)) return Object.hasOwn(known, key) ? (known as Fields)[key] : 'nothing';
  if (key === 'size') return known.is === 'list' || known.is === 'text' ? number : 'nothing';
  if (known.is !== 'list') return 'nothing';
  return key === 'first' || key === 'last' || /^-?\d+$/.test(key) ? known.of : 'nothing';
}

function namesIn(shape: Shape): string[] {
  const known = inner(shape);
  if (!isLeaf(known)) return Object.keys(known);
  return known.is === 'list' ? ['size', 'first', 'last'] : known.is === 'text' ? ['size'] : [];
}

const written = ({ initial }: Value): string => initial.postfix.map((token) => token.getText()).join(' ');
