/** What somebody is away for, as far as it may be told where the reason itself may not. */
export const LEAVE_KINDS = ['sick', 'work', 'private', 'unsaid'] as const;
type LeaveKind = (typeof LEAVE_KINDS)[number];

const SICK = /病|医|住院|手术|发烧|感冒|头疼|头痛|不舒服|不适|体检|产假|产检|伤/;
const WORK = /出差|公务|公干|工作|值班|加班|当班|上班|培训|开会|会议|任务|调研|下乡|驻村|执勤|轮班|项目/;

/** By the words of the reason; what is neither is private. */
export function leaveKindOf(reason: string | null): LeaveKind {
  if (reason === null || reason.trim() === '') return 'unsaid';
  if (SICK.test(reason)) return 'sick';
  return WORK.test(reason) ? 'work' : 'private';
}

/** So few of a kind point at persons: above their branch they are told as fewer than this. */
export const FEW = 3;
