/** Tenths of a percent, half up, in integers; 1000 and 0 only for exactly all and exactly none. */
export function tenthsOf(part: number, whole: number): number {
  const tenths = Math.floor((2000 * part + whole) / (2 * whole));
  if (tenths === 1000 && part < whole) return 999;
  return tenths === 0 && part > 0 ? 1 : tenths;
}

/** Quotients of counts lie far enough apart that so many parts of one still tell a half from what is none. */
const PARTS = 1e12;

/** The same of a rate 0…1 that is the quotient of two counts. */
export const tenthsOfRate = (rate: number): number => tenthsOf(Math.round(rate * PARTS), PARTS);
