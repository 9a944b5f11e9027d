// What the page knows: one person, their chats, and where new messages wait.

export const state = {
  as: '',
  bot: '',
  people: [],
  groups: [],
  /** id → {id, kind, name, members?, messages: Map by id} */
  chats: new Map(),
  suggestions: { group: [], private: [] },
  /** id of the chat on the screen */
  chat: '',
};
/** new messages of own chats, and of chats only others see; by chat */
export const unread = new Map();
export const elsewhere = new Map();

export const person = (id) => state.people.find((p) => p.userId.toLowerCase() === id.toLowerCase());
export const nameOf = (id) => person(id)?.name ?? id;
export const currentChat = () => state.chats.get(state.chat);
export const inGroup = () => currentChat()?.kind === 'group';
