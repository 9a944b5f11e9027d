// Groups the application makes (docs 90245, 98913, 98914, 90248). What is sent there is seen in the chat of the branch
// that has the same name.
import type { Directory } from '../directory.ts';
import { findPerson } from '../directory.ts';
import type { Json } from '../json.ts';
import type { World } from '../world.ts';
import { type ApiCall, ApiError, done, jsonBody } from './call.ts';
import { readContent } from './content.ts';
import { assertFields } from './fields.ts';

interface OwnGroup {
  name: string;
  owner: string;
  userlist: string[];
}

const MOST_MEMBERS = 2000;
const NAME_CHARS = 50;
const FIELDS = {
  create: ['name', 'owner', 'userlist', 'chatid'],
  update: ['chatid', 'name', 'owner', 'add_user_list', 'del_user_list'],
};

/** Not remembered over a restart of the sandbox: the server then makes its groups anew. */
export function createGroups() {
  const groups = new Map<string, OwnGroup>();
  const groupOf = (chatid: unknown): OwnGroup => {
    const group = groups.get(String(chatid));
    if (!group) throw new ApiError(86003, 'chatid not exist');
    return group;
  };

  return {
    create({ world, ...call }: ApiCall): Json {
      const body = jsonBody({ world, ...call });
      assertFields(body, FIELDS.create);
      const { chatid, name, owner, userlist } = body;
      const members = visible(world.directory(), userlist);
      if (members.length < 2) throw new ApiError(86001, 'userlist has fewer than two members');
      if (members.length >= MOST_MEMBERS) throw new ApiError(86001, 'userlist has too many members');
      if (typeof chatid !== 'string' || !/^[0-9a-zA-Z]{1,32}$/.test(chatid))
        throw new ApiError(40058, 'chatid');
      if (groups.has(chatid)) throw new ApiError(86215, 'chatid already exists');
      if (typeof owner !== 'string' || !has(members, owner)) throw new ApiError(86005, 'owner is no member');
      groups.set(chatid, { name: [...String(name)].slice(0, NAME_CHARS).join(''), owner, userlist: members });
      return done({ chatid });
    },
    update({ world, ...call }: ApiCall): Json {
      const body = jsonBody({ world, ...call });
      assertFields(body, FIELDS.update);
      const group = groupOf(body.chatid);
      const leaving = Array.isArray(body.del_user_list) ? body.del_user_list.map(String) : [];
      const coming = visible(world.directory(), body.add_user_list ?? []);
      const userlist = [...group.userlist.filter((id) => !has(leaving, id)), ...coming];
      const owner = typeof body.owner === 'string' ? body.owner : group.owner;
      if (!has(userlist, owner)) throw new ApiError(86005, 'owner is no member');
      if (userlist.length < 2 || userlist.length >= MOST_MEMBERS)
        throw new ApiError(86004, 'number of members');
      groups.set(String(body.chatid), { ...group, owner, userlist });
      return done();
    },
    get({ query }: ApiCall): Json {
      const chatid = query.get('chatid') ?? '';
      return done({ chat_info: { chatid, ...groupOf(chatid), chat_type: 0 } });
    },
    send(call: ApiCall): Json {
      const message = jsonBody(call);
      assertFields(message, ['chatid', 'msgtype', 'safe', String(message.msgtype)]);
      const group = groupOf(message.chatid);
      // Neither cards nor tables there (doc 90248).
      if (!['text', 'markdown', 'image', 'file'].includes(String(message.msgtype)))
        throw new ApiError(40008, `invalid message type ${message.msgtype}`);
      const content = readContent(call.world, message, 'appchat');
      show(call.world, group, content);
      return done();
    },
  };
}

function show(world: World, { name }: OwnGroup, content: ReturnType<typeof readContent>): void {
  const chat = world.directory().groups.find((g) => g.name === name)?.chatId;
  if (chat) world.log.add({ chat, from: 'bot', via: 'app', ...content });
}

/** @throws ApiError for somebody the application does not see */
function visible(directory: Directory, list: unknown): string[] {
  if (!Array.isArray(list)) throw new ApiError(40058, 'userlist');
  return list.map((id) => {
    const person = findPerson(directory, String(id));
    if (!person) throw new ApiError(60111, `userid not found: ${id}`);
    return person.userId;
  });
}

const has = (list: readonly string[], id: string) =>
  list.some((one) => one.toLowerCase() === id.toLowerCase());
