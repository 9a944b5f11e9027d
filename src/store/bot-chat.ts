import { type Kysely, type Selectable, sql } from 'kysely';
import { type BotChat, type BotChats, UNSPOKEN } from '../ports/bot-chats.ts';
import type { BotChatTable, Tables } from './tables.ts';

export function botChatStore(db: Kysely<Tables>): BotChats {
  return {
    async noteBotChat({ chat, userId }, at) {
      const before = await db
        .selectFrom('bot_chat')
        .select('dead')
        .where('chat', '=', chat)
        .executeTakeFirst();
      await db
        .insertInto('bot_chat')
        .values({ chat, user_id: userId, first_at: at, last_at: at, dead: null })
        .onConflict((c) => c.column('chat').doUpdateSet({ user_id: userId, last_at: at, dead: null }))
        .execute();
      if (before?.dead === null) return;
      // Persons are written to under their ids as the roster spells them.
      await db
        .updateTable('outbox')
        .set({ at })
        .where('state', '=', 'waiting')
        .where('channel', '=', 'bot')
        .where('outcome', '=', UNSPOKEN)
        .where('at', '>', at)
        .where(sql`lower(recipients)`, '=', JSON.stringify([userId ?? chat]).toLowerCase())
        .execute();
    },
    async loseBotChat(chat, reason) {
      await db.updateTable('bot_chat').set({ dead: reason }).where('chat', '=', chat).execute();
    },
    async botChat(to) {
      const exact = await db.selectFrom('bot_chat').selectAll().where('chat', '=', to).executeTakeFirst();
      if (exact) return toChat(exact);
      const own = await db
        .selectFrom('bot_chat')
        .selectAll()
        .where('user_id', '=', to.toLowerCase())
        .orderBy('last_at', 'desc')
        .executeTakeFirst();
      return own && toChat(own);
    },
    async botChats() {
      return (await db.selectFrom('bot_chat').selectAll().orderBy('chat').execute()).map(toChat);
    },
    async botUser(openId) {
      const row = await db
        .selectFrom('bot_user')
        .select('user_id')
        .where('open_id', '=', openId)
        .executeTakeFirst();
      return row?.user_id;
    },
    async noteBotUser(openId, userId) {
      await db
        .insertInto('bot_user')
        .values({ open_id: openId, user_id: userId })
        .onConflict((c) => c.column('open_id').doUpdateSet({ user_id: userId }))
        .execute();
    },
  };
}

const toChat = (row: Selectable<BotChatTable>): BotChat => ({
  chat: row.chat,
  userId: row.user_id,
  firstAt: row.first_at,
  lastAt: row.last_at,
  dead: row.dead,
});
