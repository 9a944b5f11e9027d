import { privateChat, seenBy } from './chat-log.ts';
import { type Directory, findPerson, groupsOf, type SandboxGroup, type SandboxPerson } from './directory.ts';
import type { PageChat, PageState } from './page-contract.ts';
import { branchOf, officeOf, type SuggestionWords, suggestionsFor } from './suggestions.ts';
import { personOf, Refusal, type World } from './world.ts';

/** A page scrolls back this far; older lines stay in the log. */
const SHOWN = 200;

/** @throws Refusal for someone outside the sample organisation, and `nobody` when it is empty */
export function pageState(world: World, words: SuggestionWords, as: unknown): PageState {
  const directory = world.directory();
  const me = as ? personOf(world, as) : firstPerson(directory);
  if (!me) throw new Refusal('nobody', 404);
  const messages = (chat: string) =>
    world.log
      .ofChat(chat)
      .slice(-SHOWN)
      .map((m) => seenBy(m, me.userId));
  const groups = groupsOf(directory, me.userId).map(
    ({ chatId, name, members }): PageChat => ({
      id: chatId,
      kind: 'group',
      name,
      members: members.length,
      messages: messages(chatId),
    }),
  );
  const own: PageChat = {
    id: 'private',
    kind: 'private',
    name: world.credentials.bot.name,
    messages: messages(privateChat(me.userId)),
  };
  return {
    as: me.userId,
    bot: world.credentials.bot.name,
    people: directory.people.toSorted(byBranchAndOffice).map((p) => ({ ...p, branch: branchOf(p.unit) })),
    groups: directory.groups.map((g) => ({ id: g.chatId, name: g.name, as: spokesperson(directory, g) })),
    chats: [...groups, own],
    suggestions: suggestionsFor(words, me, directory, world.now()),
  };
}

/** Who a first visitor is: a secretary with a group, so that everything can be tried at once. */
function firstPerson(directory: Directory): SandboxPerson | undefined {
  const secretaries = directory.people.filter((p) => p.roles.includes('书记') && officeOf(p) === 'secretary');
  const grouped = secretaries.filter((p) => groupsOf(directory, p.userId).length > 0);
  return (
    grouped.find((p) => p.unit.endsWith('第一党支部')) ?? grouped[0] ?? secretaries[0] ?? directory.people[0]
  );
}

/** Whom to be to look into a group: its secretary, or whoever is in it. */
function spokesperson(directory: Directory, { members }: SandboxGroup): string | undefined {
  return members.find((id) => findPerson(directory, id)?.roles.includes('书记')) ?? members[0];
}

const OFFICES = ['管理员', '书记', '副书记', '组织委员', '宣传委员', '纪检委员', '党小组长'];

/** Above the branches first, then branch by branch; officers before members, groups together. */
function byBranchAndOffice(a: SandboxPerson, b: SandboxPerson): number {
  const rank = ({ roles }: SandboxPerson) =>
    Math.min(...roles.map((r) => OFFICES.indexOf(r)), OFFICES.length);
  return (
    inOrder(branchOf(a.unit), branchOf(b.unit)) ||
    rank(a) - rank(b) ||
    inOrder(a.unit, b.unit) ||
    inOrder(a.name, b.name)
  );
}

const DIGITS = '一二三四五六七八九';

/** 第二 before 第十一: collation alone would sort the numerals by their sound. */
function inOrder(a: string, b: string): number {
  const counted = (text: string) =>
    text.replace(
      /(?<=第)([一二三四五六七八九])?(十)?([一二三四五六七八九])?/g,
      (_, tens?: string, ten?: string, ones?: string) => {
        const first = tens ? DIGITS.indexOf(tens) + 1 : 0;
        const last = ones ? DIGITS.indexOf(ones) + 1 : 0;
        return String(ten ? (first || 1) * 10 + last : first || '');
      },
    );
  return counted(a).localeCompare(counted(b), 'zh-CN', { numeric: true });
}
