// Group text carries the mention of the bot literally and without any mark (doc 100719); the only safe way to remove
// it is by the bot's known names: they may contain blanks, and other people may be mentioned before it.

/**
 * Removes `@name` and `＠name` of every given display name anywhere in a text, with the blanks around it (also U+2005,
 * which WeChat puts there).
 */
export function mentionStripper(names: readonly string[]): (text: string) => string {
  const patterns = names
    .map((name) => name.trim())
    .filter((name) => name !== '')
    // The longer name first, or 党建 would leave 助手 of 党建助手 behind.
    .sort((a, b) => b.length - a.length)
    .map((name) => name.split(/\s+/).map(escaped).join('\\s+'));
  const mention = patterns.length > 0 ? new RegExp(`[@＠](?:${patterns.join('|')})`) : undefined;
  return (text) => {
    const plain = text.replaceAll('\u200b', '');
    return (mention ? plain.split(mention).reduce(join) : plain).trim();
  };
}

function join(left: string, right: string): string {
  const head = left.trimEnd();
  const tail = right.trimStart();
  const gap = left.slice(head.length) + right.slice(0, right.length - tail.length);
  // A mention on a line of its own must not glue two form fields together.
  return head + (gap.includes('\n') ? '\n' : ' ') + tail;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
