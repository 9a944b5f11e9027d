// The language in which the catalogue says what a sentence is given: small enough to read, known to the compiler
// (TypeOf) and to the check of templates/ at start.

interface Leaf<T> {
  readonly is: 'text' | 'number' | 'flag' | 'time' | 'rate' | 'list' | 'maybe';
  /** what a list holds, what may be absent */
  readonly of?: Shape;
  /** never set; carries the type to the compiler */
  readonly as?: T;
}

/** Named values; also a sentence's whole data. */
export interface Fields {
  readonly [name: string]: Shape;
}

// biome-ignore lint/suspicious/noExplicitAny: a leaf of any type
export type Shape = Leaf<any> | Fields;

export type TypeOf<S> =
  S extends Leaf<infer T> ? T : S extends Fields ? { readonly [K in keyof S]: TypeOf<S[K]> } : never;

/** Written as it is. */
export const text: Leaf<string> = { is: 'text' };
/** Written as it is. */
export const number: Leaf<number> = { is: 'number' };
/** Only asked for with {% if %}. */
export const flag: Leaf<boolean> = { is: 'flag' };
/** Epoch ms, ISO time or plain date; written through date, dateShort or time. An empty text stands for none. */
export const time: Leaf<number | string> = { is: 'time' };
/** A fraction 0…1; written through percent. */
export const rate: Leaf<number> = { is: 'rate' };
/** Gone through with {% for %}, or written through list when it holds texts. */
export const list = <S extends Shape>(of: S): Leaf<readonly TypeOf<S>[]> => ({ is: 'list', of });
/** Null where there is none; such a value is written as nothing. */
export const maybe = <S extends Shape>(of: S): Leaf<TypeOf<S> | null> => ({ is: 'maybe', of });

/** Of a sentence that takes nothing. */
export type NoFields = Readonly<Record<never, Shape>>;

/** The sentences of one file of templates/, `a.b` for a sentence in a group. */
export type Sentences = Readonly<Record<string, Fields>>;

// biome-ignore lint/suspicious/noExplicitAny: a leaf of any type
export const isLeaf = (shape: Shape): shape is Leaf<any> => typeof shape.is === 'string';

/** The shape of a value that is there. */
export function inner(shape: Shape): Shape {
  return isLeaf(shape) && shape.is === 'maybe' ? inner(shape.of!) : shape;
}

/** Sentences by their whole name, `area.name`. */
export const sentencesOf = (areas: Readonly<Record<string, Sentences>>): Sentences =>
  Object.fromEntries(
    Object.entries(areas).flatMap(([area, sentences]) =>
      Object.entries(sentences).map(([name, fields]) => [`${area}.${name}`, fields] as const),
    ),
  );
