import { startupMessage } from './startup.ts';

/** What is wrong with a sentence of templates/, and where. */
export interface Fault {
  file: string;
  /** null where the whole file is meant */
  line: number | null;
  /** `area.name`, or the area */
  name: string;
  /** sentence of templates/startup.yaml */
  what: FaultName;
  details?: Readonly<Record<string, string>>;
}

type FaultName = `fault_${string}`;

/** One line per fault, each once, in the order of the files. */
export function faultLines(faults: readonly Fault[]): string[] {
  const sorted = [...faults].sort(
    (a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) || (a.line ?? 0) - (b.line ?? 0),
  );
  return [...new Set(sorted.map(lineOf))];
}

function lineOf({ file, line, name, what, details = {} }: Fault): string {
  const said = startupMessage(what, details);
  return line === null
    ? startupMessage('fault_in_file', { file, name, what: said })
    : startupMessage('fault_at', { file, line, name, what: said });
}
