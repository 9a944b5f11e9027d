import { openCore } from '../app/core.ts';
import { isoShanghai } from '../domain/calendar/time.ts';
import { verifyAudit } from '../store/audit-verify.ts';
import { startupMessage } from '../wording/startup.ts';
import { type Command, print, readArgs } from './command.ts';

/** `audit verify`: whether the audit trail is what was written; exit 1 where it is not. */
export const auditVerify: Command = async ({ args, config }) => {
  readArgs(args, {}, 0);
  const { store } = await openCore(config);
  try {
    const { entries, head, erased, adopted, broken } = await verifyAudit(store.db);
    if (broken) {
      const told = { id: String(broken.id), at: isoShanghai(broken.at), before: String(entries) };
      print(startupMessage(broken.what === 'entry' ? 'audit_broken' : 'audit_message_changed', told));
      return 1;
    }
    print(startupMessage('audit_whole', { entries: String(entries), head }));
    if (erased > 0) print(startupMessage('audit_erased', { erased: String(erased) }));
    if (adopted > 0) print(startupMessage('audit_adopted', { adopted: String(adopted) }));
    return 0;
  } finally {
    await store.close();
  }
};
