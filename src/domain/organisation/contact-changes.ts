/** The mark that holds what WeCom said of accounts since the contacts were compared last. */
export const CONTACT_CHANGES = 'contact_changes';

/** `renamedTo` absent: the account is gone. */
export interface ContactChange {
  userId: string;
  renamedTo?: string | undefined;
}

export const readContactChanges = (mark: string | undefined): ContactChange[] =>
  mark ? (JSON.parse(mark) as ContactChange[]) : [];
