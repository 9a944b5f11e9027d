// The corp's contacts with the token of a self-built application, which shows its visible range only: ids of departments
// (doc 95350), the people of each (doc 90200), a department's name (doc 95351), a person alone (doc 90196).
import type { WecomApi } from '../wecom/api.ts';
import type { ApiBody } from '../wecom/http.ts';
import type { ApiFailure, ApiResult } from '../wecom/result.ts';

/** Somebody as WeCom's contacts have them. */
export interface Contact {
  userId: string;
  /** empty where WeCom does not tell it */
  name: string;
  /** numbers of the departments they stand in */
  departments: number[];
}

/** `left`: no such account, or marked as left; `hidden`: outside what the application may see. */
type Standing = 'there' | 'left' | 'hidden';

export interface ContactsReader {
  /** everybody in the visible range, each once */
  everybody(): Promise<ApiResult<Contact[]>>;
  /** of somebody who is not among them */
  standingOf(userId: string): Promise<ApiResult<Standing>>;
  departmentName(id: number): Promise<ApiResult<string>>;
}

/** Far below what one cgi takes in a minute (doc 90312), and what it takes at once is not told. */
const AT_ONCE = 4;
const MOST_TRIES = 4;
const LONGEST_WAIT_MS = 60_000;

/** No such account (doc 90313); outside the visible range, or without the right to it. */
const GONE = new Set([60111, 46004]);
const HIDDEN = new Set([60011, 60021, 50002]);
/** `status` of somebody who left (doc 90196). */
const LEFT = 5;

interface ContactsSettings {
  api: WecomApi;
  /** resolves after so many ms */
  wait?(ms: number): Promise<unknown>;
}

export function createContactsReader({ api, wait = pause }: ContactsSettings): ContactsReader {
  /** Reading changes nothing, so whatever may pass is tried again. */
  async function ask(path: string, params: Record<string, string>): Promise<ApiResult<ApiBody>> {
    for (let tries = 1; ; tries++) {
      const result = await api.call(path, { params });
      if (result.ok || tries === MOST_TRIES || !mayPass(result.failure)) return result;
      await wait(
        'afterMs' in result.failure ? Math.min(result.failure.afterMs, LONGEST_WAIT_MS) : 1000 * tries,
      );
    }
  }

  async function peopleOf(department: number, found: Map<string, Contact>): Promise<ApiFailure | undefined> {
    const listed = await ask('/cgi-bin/user/simplelist', { department_id: String(department) });
    if (!listed.ok) return listed.failure;
    // An answer without its list does not say that nobody is there.
    if (!Array.isArray(listed.value.userlist)) return UNREADABLE;
    for (const entry of listOf(listed.value.userlist)) {
      const { userid: userId, name } = entry;
      if (typeof userId !== 'string' || userId === '') continue;
      const id = userId.toLowerCase();
      const known = found.get(id);
      if (known) known.departments.push(department);
      else found.set(id, { userId, name: nameOf(name, userId), departments: [department] });
    }
    return undefined;
  }

  return {
    async everybody() {
      const listed = await ask('/cgi-bin/department/simplelist', {});
      if (!listed.ok) return listed;
      if (!Array.isArray(listed.value.department_id)) return { ok: false, failure: UNREADABLE };
      const left = listOf(listed.value.department_id).map(({ id }) => Number(id));
      const found = new Map<string, Contact>();
      let failure: ApiFailure | undefined;
      const worker = async () => {
        for (let id = left.shift(); id !== undefined && !failure; id = left.shift()) {
          const own = await peopleOf(id, found);
          // One department that could not be read is enough, whatever the others answer after it.
          failure ??= own;
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, worker));
      if (failure) return { ok: false, failure };
      return { ok: true, value: [...found.values()] };
    },
    async standingOf(userId) {
      const asked = await ask('/cgi-bin/user/get', { userid: userId });
      if (asked.ok) return { ok: true, value: Number(asked.value.status) === LEFT ? 'left' : 'there' };
      const code = 'code' in asked.failure ? asked.failure.code : 0;
      if (GONE.has(code)) return { ok: true, value: 'left' };
      return HIDDEN.has(code) ? { ok: true, value: 'hidden' } : asked;
    },
    async departmentName(id) {
      const asked = await ask('/cgi-bin/department/get', { id: String(id) });
      if (!asked.ok) return asked;
      const { name } = (asked.value.department ?? {}) as { name?: unknown };
      return { ok: true, value: typeof name === 'string' ? name : '' };
    },
  };
}

const UNREADABLE: ApiFailure = { kind: 'unknown', reason: 'unreadable' };

/** A setting that the operator has to mend does not pass by waiting. */
const PASSES = new Set(['busy', 'concurrent_change', 'too_frequent', 'too_many_at_once', 'abnormal_traffic']);
const mayPass = ({ kind, reason }: ApiFailure): boolean => kind === 'unknown' || PASSES.has(reason);

/** Where the name is kept back, some answers carry the account in its place. */
const nameOf = (name: unknown, userId: string): string =>
  typeof name === 'string' && name.toLowerCase() !== userId.toLowerCase() ? name.trim() : '';

const listOf = (value: unknown): Record<string, unknown>[] =>
  Array.isArray(value) ? value.filter((entry) => typeof entry === 'object' && entry !== null) : [];

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
