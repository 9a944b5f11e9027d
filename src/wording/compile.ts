import { IfTag, Output, type Template, type Token, TypeGuards, type Value } from 'liquidjs';
import { type Filter, written } from './filters.ts';

// Parsed sentences turned into plain functions: a check-in's words cost 4 µs so and 60 µs through LiquidJS (11 and 120
// on a busy machine), which would be a third more for every check-in.
// What is not understood here (loops, other filters) is left to LiquidJS; the result is the same, a test compares them.

export type Data = Readonly<Record<string, unknown>>;
export type Render = (data: Data) => string;
type Evaluate = (data: Data) => unknown;
type Filters = Readonly<Record<string, Filter>>;

/** A function for texts, outputs with our own filters, and if / elsif / else; undefined for anything else. */
export function compileSimple(nodes: readonly Template[], filters: Filters): Render | undefined {
  const parts = allOrNone(nodes.map((node) => compileNode(node, filters)));
  return (
    parts &&
    ((data) => {
      let text = '';
      for (const part of parts) text += typeof part === 'string' ? part : part(data);
      return text;
    })
  );
}

/** A text as it is, anything else as a function. */
function compileNode(node: Template, filters: Filters): Render | string | undefined {
  if (node instanceof Output) {
    const value = compileValue(node.value, filters, false);
    return value && ((data) => written(value(data)));
  }
  if (node instanceof IfTag) return compileIf(node, filters);
  // The class of plain text is not exported; its nodes are those made of an HTML token.
  if (!TypeGuards.isHTMLToken(node.token)) return undefined;
  return node.token.getContent();
}

function compileIf(tag: IfTag, filters: Filters): Render | undefined {
  const conditions = allOrNone(tag.branches.map((branch) => compileValue(branch.value, filters, true)));
  const bodies = allOrNone(tag.branches.map((branch) => compileSimple(branch.templates, filters)));
  const otherwise = compileSimple(tag.elseTemplates ?? [], filters);
  if (!conditions || !bodies || !otherwise) return undefined;
  return (data) => {
    const chosen = conditions.findIndex((condition) => isTruthy(condition(data)));
    return chosen < 0 ? otherwise(data) : bodies[chosen]!(data);
  };
}

/** @param lenient a condition may ask for what is not there (lenientIf); it counts as null */
function compileValue(value: Value, filters: Filters, lenient: boolean): Evaluate | undefined {
  const initial = compileExpression(value.initial.postfix, lenient);
  const known = value.filters.every(({ name, args }) => Object.hasOwn(filters, name) && args.length === 0);
  if (!initial || !known) return undefined;
  const applied = value.filters.map(({ name }) => filters[name]!);
  if (applied.length === 0) return initial;
  return (data) => {
    let result = initial(data);
    for (const filter of applied) result = filter(result);
    return result;
  };
}

function compileExpression(postfix: readonly Token[], lenient: boolean): Evaluate | undefined {
  const stack: Evaluate[] = [];
  for (const token of postfix) {
    if (TypeGuards.isOperatorToken(token)) {
      const operator = OPERATORS[token.operator];
      const right = stack.pop();
      const left = stack.pop();
      if (!operator || !left || !right) return undefined;
      stack.push((data) => operator(left(data) as Operand, right(data) as Operand));
    } else {
      const operand = compileOperand(token, lenient);
      if (!operand) return undefined;
      stack.push(operand);
    }
  }
  return stack.length === 1 ? stack[0] : undefined;
}

// Values come from templates unchecked; they are compared as JavaScript does, like in LiquidJS.
type Operand = number;
const OPERATORS: Readonly<Record<string, (l: Operand, r: Operand) => boolean>> = {
  '==': isSame,
  '!=': (l, r) => !isSame(l, r),
  '>': (l, r) => l > r,
  '<': (l, r) => l < r,
  '>=': (l, r) => l >= r,
  '<=': (l, r) => l <= r,
  and: (l, r) => isTruthy(l) && isTruthy(r),
  or: (l, r) => isTruthy(l) || isTruthy(r),
};

function isSame(l: unknown, r: unknown): boolean {
  if (!Array.isArray(l)) return l === r;
  return Array.isArray(r) && l.length === r.length && l.every((value, i) => isSame(value, r[i]));
}

/** In Liquid 0, '' and [] are true. */
function isTruthy(value: unknown): boolean {
  return value !== false && value !== null && value !== undefined;
}

function compileOperand(token: Token, lenient: boolean): Evaluate | undefined {
  if (TypeGuards.isPropertyAccessToken(token)) {
    const keys = allOrNone(
      token.props.map((prop) => (TypeGuards.isWordToken(prop) ? prop.content : undefined)),
    );
    const special = keys?.some((key, i) => key === 'first' || key === 'last' || (i === 0 && key === 'size'));
    if (!keys || token.variable || special) return undefined;
    return (data) => valueAt(data, keys, lenient);
  }
  if (TypeGuards.isNumberToken(token) || TypeGuards.isQuotedToken(token)) return () => token.content;
  if (!TypeGuards.isLiteralToken(token) || typeof token.content !== 'boolean') return undefined;
  return () => token.content;
}

/** What is below null is null; what is not there is an error, or null when asked leniently. */
function valueAt(data: Data, keys: readonly string[], lenient: boolean): unknown {
  let value: unknown = data;
  for (const key of keys) {
    if (value === null) return null;
    if (Object.hasOwn(value as object, key)) value = (value as Record<string, unknown>)[key];
    else value = key === 'size' ? sizeOf(value) : undefined;
    if (value !== undefined) continue;
    if (lenient) return null;
    throw new Error(`no value for ${keys.join('.')}`);
  }
  return value;
}

function sizeOf(value: unknown): number | undefined {
  if (Array.isArray(value) || typeof value === 'string') return value.length;
  return typeof value === 'object' ? Object.keys(value as object).length : undefined;
}

function allOrNone<T>(items: readonly (T | undefined)[]): T[] | undefined {
  return items.includes(undefined) ? undefined : (items as T[]);
}
