const MULTIPLIER = 0x9e3779b1;

/** Strings by their UTF-16 units in flat tables: 5,000 names are built in milliseconds and walked without garbage. */
export class Trie {
  #nodes: Int32Array;
  #units: Uint16Array;
  #children: Int32Array;
  #mask: number;
  #values: Int32Array;
  #count = 1;

  /** `units`: how long all keys are together. */
  constructor(units: number) {
    let size = 16;
    while (size < units * 2 + 2) size *= 2;
    this.#nodes = new Int32Array(size);
    this.#units = new Uint16Array(size);
    this.#children = new Int32Array(size);
    this.#mask = size - 1;
    this.#values = new Int32Array(units + 2).fill(-1);
  }

  #slot(node: number, unit: number): number {
    let i = (Math.imul(node * 31 + unit, MULTIPLIER) >>> 7) & this.#mask;
    while (this.#children[i] !== 0 && (this.#nodes[i] !== node || this.#units[i] !== unit))
      i = (i + 1) & this.#mask;
    return i;
  }

  /** Keeps a value at the end of `key`. */
  set(key: string, value: number): void {
    let node = 0;
    for (let k = 0; k < key.length; k++) {
      const unit = key.charCodeAt(k);
      const i = this.#slot(node, unit);
      if (this.#children[i] === 0) {
        this.#nodes[i] = node;
        this.#units[i] = unit;
        this.#children[i] = this.#count++;
      }
      node = this.#children[i]!;
    }
    this.#values[node] = value;
  }

  /** The node behind `node` by `unit`; 0 when there is none. The root is 0. */
  next(node: number, unit: number): number {
    return this.#children[this.#slot(node, unit)]!;
  }

  /** The value kept at a node, −1 when no key ends there. */
  valueAt(node: number): number {
    return this.#values[node]!;
  }

  get(key: string): number {
    let node = 0;
    for (let k = 0; k < key.length; k++) {
      node = this.next(node, key.charCodeAt(k));
      if (node === 0) return -1;
    }
    return this.valueAt(node);
  }
}
