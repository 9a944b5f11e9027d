// Looked at before anything else is loaded, so this file is written for any Node that has import: an old one could not
// read the others, and would answer with a stack instead of a line.
import { readFileSync } from 'node:fs';

const root = new URL('../../', import.meta.url);
const textOf = (file) => readFileSync(new URL(file, root), 'utf8');

/** `22.18.0` → 22018 */
const rankOf = (version) => {
  const [major, minor] = version.split('.').map(Number);
  return major * 1000 + minor;
};

/** The line for a Node that cannot run this program; undefined for one that can. */
export function oldNodeLine(version = process.versions.node, features = process.features) {
  const needed = /\d+\.\d+/.exec(JSON.parse(textOf('package.json')).engines.node)[0];
  // Early 23 has a higher number, and reads no TypeScript either.
  if (rankOf(version) >= rankOf(needed) && features.typescript) return undefined;
  // No YAML reader yet: the sentence stands on one line, unquoted.
  const sentence = /^old_node: (.+)$/m.exec(textOf('templates/startup.yaml'));
  return (sentence ? sentence[1] : 'old_node {version} {needed}')
    .replace('{version}', version)
    .replace('{needed}', needed);
}

/** Ends a process that an old Node runs, with one line. */
export function endOldNode() {
  const line = oldNodeLine();
  if (line === undefined) return;
  process.stderr.write(`${line}\n`);
  process.exit(1);
}
