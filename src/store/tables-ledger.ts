import type { Generated } from 'kysely';

export interface ItemTable {
  id: Generated<number>;
  no: number;
  kind: string;
  code: string | null;
  unit_id: number;
  problem: string;
  source: string | null;
  type: string | null;
  measure: string | null;
  owner_id: string | null;
  leader_id: string | null;
  owner_name: string | null;
  leader_name: string | null;
  department: string | null;
  supervision: string | null;
  supervisor_id: string | null;
  supervisor_name: string | null;
  prevention: string | null;
  due_at: number | null;
  first_due_at: number | null;
  review_at: number | null;
  state: string;
  nodes: Generated<string>;
  node_due_at: number | null;
  progress: number;
  progress_text: string | null;
  progress_at: number | null;
  extension_to: number | null;
  extension_reason: string | null;
  asked_by: string | null;
  asked_at: number | null;
  decided_by: string | null;
  opinion: string | null;
  grade: string | null;
  returned_at: number | null;
  opened_by: string;
  opened_at: number;
  closed_at: number | null;
  moved_at: number;
  batch: string | null;
  gone: string | null;
  related: string;
  revision: number;
}
/** 责任人 of an item; rank 0 is the first, who stands in the item as well */
interface ItemOwnerTable {
  item_id: number;
  person_id: string;
  rank: number;
}
interface ItemEventTable {
  id: Generated<number>;
  item_id: number;
  at: number;
  by_person: string;
  message_key: string | null;
  what: string;
  note: string | null;
  before: string;
  after: string;
}
export interface EvidenceTable {
  id: Generated<number>;
  item_id: number | null;
  activity_id: number | null;
  by_person: string;
  at: number;
  message_key: string;
  kind: string;
  state: string;
  media: string | null;
  valid_until: number;
  name: string | null;
  size: number | null;
  sha256: string | null;
  reason: string | null;
}
interface EvidenceContentTable {
  sha256: string;
  part: number;
  content: Buffer;
}

export interface LedgerTables {
  item: ItemTable;
  item_owner: ItemOwnerTable;
  item_event: ItemEventTable;
  evidence: EvidenceTable;
  evidence_content: EvidenceContentTable;
}
