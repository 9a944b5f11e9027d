/** `LONG=1 npm test`: what is made up at random is tried as often as it takes to search, and the weights are learned anew. */
export const isLong = process.env.LONG === '1';

/** How often something made up at random is tried: the seed is another in each run of the suite. */
export const runs = (short: number, long: number): number => (isLong ? long : short);
