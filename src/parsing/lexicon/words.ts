/** A list written as words between blanks. */
export const words = (list: string): readonly string[] => list.trim().split(/\s+/);
