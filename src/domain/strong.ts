/**
 * Stands in a sentence before and after the words that it stresses: what templates/ writes as `**`. Everything else of a
 * text is somebody's words or our own plain ones, and every channel sends it as the characters it is; so no value that
 * enters a sentence is ever markup, whatever it holds, and no sentence can forget to say so.
 */
export const STRONG = '\u0002';

/** For whoever shows no stress. */
export const withoutStrong = (text: string): string => text.replaceAll(STRONG, '');
