// Where a picture or file goes that was asked for: into the answer where that carries it, into the group by whatever
// reaches it, else to whoever asked, in private, and the group is told.
import type { Unit } from '../domain/organisation/organisation.ts';
import type { IncomingMessage } from '../ports/channels.ts';
import type { FileContent } from '../ports/outbox.ts';
import type { Picture } from '../ports/pictures.ts';
import { type GroupsBy, type PushAddress, pushAddressOf } from '../ports/push-address.ts';
import type { Turn } from './turn.ts';

/**
 * How whoever asked is told where it comes: below the words; into this chat, as a message of its own; into the group
 * that was named in private; to them alone; to them alone, as the group has no address; nowhere, as nothing carries it.
 */
type Way = 'below' | 'here' | 'group' | 'private' | 'no_group' | 'nowhere';

/** The callback's stream carries pictures at its end (doc 101031); a press is answered with its card alone. */
const answerShowsPictures = ({ channel, content }: IncomingMessage, groupsBy: GroupsBy): boolean =>
  channel === 'bot' && groupsBy === 'webhook' && content.kind !== 'button' && content.kind !== 'enter';

interface ForGroup {
  /** 发到群里 */
  toGroup?: boolean | undefined;
  /** what it is about */
  tops: readonly Unit[];
}

/**
 * A file after the commit: in private, unless the group was named.
 * @param what tells it from others of the same message
 */
export async function sendFile(
  turn: Turn,
  what: string,
  name: string,
  content: FileContent,
  forGroup?: ForGroup,
): Promise<Way> {
  const address = forGroup?.toGroup ? await groupAddress(turn, forGroup.tops) : undefined;
  if (!address && turn.noFiles) return 'nowhere';
  await push(turn, what, name, content, address);
  if (address) return turn.chat === '' ? 'group' : 'here';
  return forGroup?.toGroup ? 'no_group' : inPrivate(turn);
}

interface PictureSent {
  way: Way;
  /** to be shown with the reply */
  pictures?: readonly Picture[];
}

/** A picture asked for in a group is for the group. */
export async function sendPicture(turn: Turn, drawn: Picture, forGroup: ForGroup): Promise<PictureSent> {
  const isHere = turn.chat !== '' || !forGroup.toGroup;
  if (isHere && answerShowsPictures(turn.message, turn.groupsBy)) return { way: 'below', pictures: [drawn] };
  const name = turn.say('pictures.file_name', { title: drawn.title }).text;
  const isForGroup = turn.chat !== '' || forGroup.toGroup;
  const address = isForGroup ? await groupAddress(turn, forGroup.tops) : undefined;
  if (!address && turn.noFiles) return { way: 'nowhere' };
  await push(turn, 'picture', name, { picture: drawn }, address);
  if (address) return { way: turn.chat === '' ? 'group' : 'here' };
  return { way: forGroup.toGroup ? 'no_group' : inPrivate(turn) };
}

const inPrivate = ({ chat }: Turn): Way => (chat === '' ? 'here' : 'private');

const push = (turn: Turn, what: string, name: string, content: FileContent, group?: PushAddress) =>
  turn.tx.addFilePushes([
    {
      key: `${what}:${turn.message.key}`,
      at: turn.now,
      users: [turn.sender.userId],
      name,
      content,
      ...(group && { group }),
    },
  ]);

/** In a group that group's own; in private that of the unit it is about, or of the unit that is asked from. */
async function groupAddress(turn: Turn, tops: readonly Unit[]): Promise<PushAddress | undefined> {
  const { chat, groupsBy, tx } = turn;
  // The bot speaks wherever somebody has just spoken to it.
  if (chat !== '' && turn.message.channel === 'bot' && groupsBy === 'bot') return { channel: 'bot', chat };
  const all = await tx.bindings();
  if (chat !== '')
    return pushAddressOf(
      all.find((b) => b.chatId === chat),
      groupsBy,
    );
  const [top, ...others] = tops;
  if (!top || others.length > 0) return undefined;
  return pushAddressOf(
    all.find((b) => b.unitId === top.id),
    groupsBy,
  );
}
