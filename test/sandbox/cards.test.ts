import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { checkCard } from '../../src/sandbox/card-rules.ts';
import { appReply, botReply, dumpChat, type Loose, openStage, type Stage } from './stage.ts';

let stage: Stage;
let token: string;
let cardNumber = 0;
beforeAll(async () => {
  stage = await openStage();
  token = await stage.token();
});
afterAll(() => stage.close());
beforeEach(() => {
  stage.heard.length = 0;
  stage.hear = () => ({});
});

const button = (title: string, extra = {}) => ({
  card_type: 'button_interaction',
  main_title: { title },
  task_id: `t-${++cardNumber}`,
  button_list: [
    { text: '同意', key: 'yes' },
    { text: '退回', key: 'no' },
  ],
  ...extra,
});

/** Sends a card by the application and gives back WeCom's answer and the message id of each recipient's card. */
async function sendCard(users: string[], card: object): Promise<{ answer: Loose; ids: string[] }> {
  const answer = await stage.api(`message/send?access_token=${token}`, {
    touser: users.join('|'),
    agentid: 1000002,
    msgtype: 'template_card',
    template_card: card,
  });
  const ids = await Promise.all(
    users.map(async (user) => (await stage.state(user)).chats.at(-1).messages.at(-1).id as string),
  );
  return { answer, ids };
}

const press = (as: string, messageId: string | undefined, key: string, selected = {}) =>
  stage.post('press', { as, messageId, key, selected });
const lastLine = async (as: string, chat = 'private') => (await dumpChat(stage, as, chat)).at(-1);

describe('a card of the application', () => {
  it('sends the press as an event and greys its buttons for the presser only', async () => {
    stage.hear = (heard) => appReply(heard, { MsgType: 'update_button', Button: { ReplaceName: '已同意' } });
    const { ids } = await sendCard(['lifang', 'sunli'], button('申请销号', { task_id: 'rect-2' }));
    expect(await press('lifang', ids[0], 'yes')).toMatchObject({ ok: true, reply: { text: '已同意' } });
    expect(stage.heard[0]!.message).toMatchObject({
      MsgType: 'event',
      Event: 'template_card_event',
      EventKey: 'yes',
      TaskId: 'rect-2',
      CardType: 'button_interaction',
      FromUserName: 'lifang',
      ResponseCode: expect.stringMatching(/.{20}/),
    });
    expect(await lastLine('lifang')).toBe('bot: 申请销号→已同意');
    expect(await lastLine('sunli')).toBe('bot: 申请销号');
  });

  it('cannot be pressed again once done, by a wrong key or by somebody else', async () => {
    stage.hear = (heard) => appReply(heard, { MsgType: 'update_button', Button: { ReplaceName: '已退回' } });
    const { ids } = await sendCard(['lifang'], button('一次'));
    expect(await press('lifang', ids[0], 'maybe')).toMatchObject({ error: 'unknown_button' });
    expect(await press('sunli', ids[0], 'yes')).toMatchObject({ error: 'unknown_card' });
    await press('lifang', ids[0], 'no');
    expect(await press('lifang', ids[0], 'yes')).toMatchObject({ error: 'card_done' });
    expect(stage.heard).toHaveLength(1);
  });

  it('stays as it is when the server has nothing to say', async () => {
    const { ids } = await sendCard(['lifang'], button('稍后'));
    expect(await press('lifang', ids[0], 'yes')).toEqual({ ok: true });
    expect(await lastLine('lifang')).toBe('bot: 稍后');
  });

  it('is replaced by the card in the reply', async () => {
    stage.hear = (heard) =>
      appReply(heard, {
        MsgType: 'update_template_card',
        TemplateCard: {
          CardType: 'button_interaction',
          MainTitle: { Title: '新的内容' },
          HorizontalContentList: [{ KeyName: '时限', Value: '明天' }],
          ButtonList: [{ Text: '好', Key: 'ok', Style: 1 }],
          ReplaceText: '已处理',
        },
      });
    const { ids } = await sendCard(['lifang'], button('旧的内容', { task_id: 'swap-1' }));
    await press('lifang', ids[0], 'yes');
    const { chats } = await stage.state('lifang');
    expect(chats.at(-1).messages.at(-1).body.card).toMatchObject({
      task_id: 'swap-1',
      main_title: { title: '新的内容' },
      horizontal_content_list: [{ keyname: '时限', value: '明天' }],
      button_list: [{ text: '好', key: 'ok', style: 1 }],
      replace_text: '已处理',
    });
  });

  it('carries what was chosen in its lists', async () => {
    const choice = { question_key: 'who', option_list: [{ id: 'u1', text: '张三' }] };
    const card = button('指派', {
      card_type: 'multiple_interaction',
      button_list: undefined,
      select_list: [choice],
      submit_button: { text: '提交', key: 'go' },
    });
    const { ids } = await sendCard(['lifang'], card);
    await press('lifang', ids[0], 'go', { who: ['u1'] });
    const [item] = stage.heard[0]!.message.SelectedItems.children;
    expect(item.children.map((c: Loose) => [c.name, c.text, c.children[0]?.text])).toEqual([
      ['QuestionKey', 'who', undefined],
      ['OptionIds', '', 'u1'],
    ]);
  });

  it('shows a fault when a press is answered by text, which WeCom would not show', async () => {
    stage.hear = (heard) => appReply(heard, { MsgType: 'text', Content: '好的' });
    const { ids } = await sendCard(['lifang'], button('文字'));
    expect(await press('lifang', ids[0], 'yes')).toMatchObject({ ok: false, error: 'content' });
    expect(await lastLine('lifang')).toBe('system: content');
  });
});

describe('message/update_template_card', () => {
  const update = (request: object) =>
    stage.api(`message/update_template_card?access_token=${token}`, { agentid: 1000002, ...request });

  it('changes the cards of the people named, once per code', async () => {
    const { answer } = await sendCard(['zhaoxiaojun', 'ouyangmingyue'], button('两个人'));
    const request = {
      userids: ['ZhaoXiaojun', 'ghost'],
      response_code: answer.response_code,
      button: { replace_name: '已由李芳处理' },
    };
    expect(await update(request)).toEqual({ errcode: 0, errmsg: 'ok', invaliduser: ['ghost'] });
    expect(await lastLine('zhaoxiaojun')).toBe('bot: 两个人→已由李芳处理');
    expect(await lastLine('ouyangmingyue')).toBe('bot: 两个人');
    expect(await update(request)).toMatchObject({ errcode: 60140 });
  });

  it('takes the code of a press, for everybody who got the card', async () => {
    const { ids } = await sendCard(['zhaoxiaojun', 'ouyangmingyue'], button('全体'));
    await press('zhaoxiaojun', ids[0], 'yes');
    const code = stage.heard[0]!.message.ResponseCode;
    expect(await update({ atall: 1, response_code: code, template_card: button('改过') })).toMatchObject({
      errcode: 0,
    });
    expect(await lastLine('ouyangmingyue')).toBe('bot: 改过');
  });

  it('refuses a code after 72 hours and people who never got the card', async () => {
    const { answer } = await sendCard(['zhaoxiaojun'], button('过期'));
    const request = { response_code: answer.response_code, button: { replace_name: '迟了' } };
    expect(await update({ ...request, userids: ['lifang'] })).toMatchObject({ errcode: 82102 });
    stage.clock.at += 72 * 3600_000 + 1;
    token = await stage.token();
    expect(await update({ ...request, userids: ['zhaoxiaojun'] })).toMatchObject({ errcode: 60140 });
  });
});

describe('a card of the bot in a group', () => {
  async function groupCard(card: Loose): Promise<string> {
    stage.hear = (heard) => botReply(heard, { msgtype: 'template_card', template_card: card });
    const { reply } = await stage.post('say', { as: 'lifang', chat: 'wrFirst', text: '签到' });
    return reply.messageId;
  }
  const updated = (card: Loose, extra = {}) => ({
    response_type: 'update_template_card',
    template_card: { ...card, replace_text: '已签到' },
    ...extra,
  });

  it('sends the press as JSON and is replaced for everybody', async () => {
    const card = button('签到卡');
    const id = await groupCard(card);
    stage.hear = (heard) => botReply(heard, updated(card));
    expect(await press('sunli', id, 'yes')).toMatchObject({ ok: true, reply: { text: '已签到' } });
    expect(stage.heard.at(-1)!.message).toMatchObject({
      msgtype: 'event',
      chatid: 'wrFirst',
      from: { userid: 'sunli' },
      event: {
        eventtype: 'template_card_event',
        template_card_event: { event_key: 'yes', task_id: card.task_id },
      },
    });
    expect(await press('lifang', id, 'yes')).toMatchObject({ error: 'card_done' });
  });

  it('is replaced only for the people named', async () => {
    const card = button('各签各的');
    const id = await groupCard(card);
    stage.hear = (heard) => botReply(heard, updated(card, { userids: ['SunLi'] }));
    await press('sunli', id, 'yes');
    const seen = async (as: string) => (await stage.state(as)).chats[0].messages.at(-1).body;
    expect((await seen('sunli')).card.replace_text).toBe('已签到');
    expect((await seen('lifang')).card.replace_text).toBeUndefined();
    expect(JSON.stringify(await seen('lifang'))).not.toContain('views');
  });

  it('is not asked twice when the server fails, as WeCom drops such an event', async () => {
    const id = await groupCard(button('一次机会'));
    stage.heard.length = 0;
    stage.hear = () => ({ status: 500 });
    expect(await press('sunli', id, 'yes')).toMatchObject({ ok: false, error: 'status' });
    expect(stage.heard).toHaveLength(1);
  });

  it('may come beside a stream, also in its last refresh', async () => {
    const late = button('最后才来');
    stage.hear = (heard) => {
      const finish = heard.message.msgtype === 'stream';
      const about = { msgtype: 'stream_with_template_card', stream: { id: 's1', finish, content: '好了' } };
      return botReply(heard, finish ? { ...about, template_card: late } : about);
    };
    await stage.post('say', { as: 'lifang', chat: 'wrFirst', text: '统计' });
    expect((await dumpChat(stage, 'sunli', 'wrFirst')).slice(-2)).toEqual(['bot: 好了', 'bot: 最后才来']);
  });

  it('must keep its task_id', async () => {
    const card = button('换了编号');
    const id = await groupCard(card);
    stage.hear = (heard) => botReply(heard, updated({ ...card, task_id: 'other' }));
    expect(await press('sunli', id, 'yes')).toMatchObject({ ok: false, error: 'content' });
  });
});

describe('the rules of cards', () => {
  const base = {
    card_type: 'button_interaction',
    main_title: { title: '标题' },
    task_id: 'a',
    button_list: [{ text: '好', key: 'k' }],
  };
  const notice = {
    card_type: 'text_notice',
    main_title: { title: '标题' },
    card_action: { type: 1, url: 'https://h/x' },
  };
  const news = {
    card_type: 'news_notice',
    main_title: { title: '标题' },
    card_image: { url: 'https://h/p', aspect_ratio: 1.3 },
    card_action: { type: 1, url: 'https://h/x' },
  };
  const asked = (card_type: string, more: object) => ({
    card_type,
    main_title: { title: '标题' },
    task_id: 'a',
    submit_button: { text: '提交', key: 'k' },
    ...more,
  });
  const vote = (is_checked: unknown) =>
    asked('vote_interaction', {
      checkbox: { question_key: 'q', mode: 1, option_list: [{ id: 'a', text: '项', is_checked }] },
    });
  const several = (one: string, other: string, more: object = {}) =>
    asked('multiple_interaction', {
      select_list: [one, other].map((question_key) => ({ question_key, option_list: options(1), ...more })),
    });
  const many = (n: number, item: object) => Array.from({ length: n }, (_, i) => ({ key: `k${i}`, ...item }));
  const options = (n: number) => Array.from({ length: n }, (_, i) => ({ text: '项', id: `o${i}` }));

  it.each<[string, object, number | undefined]>([
    ['a plain button card', base, undefined],
    ['a notice', notice, undefined],
    ['an unknown type', { ...base, card_type: 'constructor' }, 42031],
    ['no title', { ...base, main_title: {} }, 42033],
    ['a notice with a subtitle only', { ...notice, main_title: undefined, sub_title_text: '文' }, undefined],
    ['a notice without action', { ...notice, card_action: undefined }, 42045],
    ['an action without scheme', { ...notice, card_action: { type: 1, url: 'h/x' } }, 42028],
    ['no task_id', { ...base, task_id: undefined }, 42014],
    ['a Chinese task_id', { ...base, task_id: '整改' }, 42014],
    ['a task_id of 129 bytes', { ...base, task_id: 'a'.repeat(129) }, 42014],
    ['a task_id used before', { ...base, task_id: 'used' }, 42014],
    ['six buttons', { ...base, button_list: many(6, { text: '好' }) }, undefined],
    ['seven buttons', { ...base, button_list: many(7, { text: '好' }) }, 40058],
    ['a button without text', { ...base, button_list: [{ key: 'k' }] }, 42038],
    ['a button without key', { ...base, button_list: [{ text: '好' }] }, 42039],
    ['a key of 1025 bytes', { ...base, button_list: [{ text: '好', key: 'k'.repeat(1025) }] }, 42039],
    [
      'the same key twice',
      {
        ...base,
        button_list: [
          { text: '好', key: 'k' },
          { text: '坏', key: 'k' },
        ],
      },
      42051,
    ],
    ['a link button without address', { ...base, button_list: [{ text: '看', type: 1 }] }, 42028],
    ['seven rows', { ...base, horizontal_content_list: many(7, { keyname: '时限' }) }, 42035],
    ['a row without name', { ...base, horizontal_content_list: [{ value: '明天' }] }, 42027],
    ['four jumps', { ...notice, jump_list: many(4, { title: '看' }) }, 42042],
    ['a news card without picture', { ...notice, card_type: 'news_notice' }, 42044],
    ['eleven options', { ...base, button_selection: { question_key: 'q', option_list: options(11) } }, 42037],
    [
      'an option id of 129 bytes',
      {
        ...base,
        button_selection: { question_key: 'q', option_list: [{ id: 'o'.repeat(129), text: '项' }] },
      },
      42040,
    ],
    ['a question without key', { ...base, button_selection: { option_list: options(1) } }, 42043],
    ['four explained rows', { ...news, vertical_content_list: Array(4).fill({ title: '题' }) }, undefined],
    ['an explained row without title', { ...news, vertical_content_list: [{ desc: '文' }] }, 42033],
    ['a picture that is too flat', { ...news, card_image: { url: 'https://h/p', aspect_ratio: 2.3 } }, 40058],
    ['a jump without address', { ...notice, jump_list: [{ type: 1, title: '看' }] }, 42028],
    ['a jump that asks', { ...notice, jump_list: [{ type: 3, title: '问', question: '几号' }] }, undefined],
    ['a jump that asks nothing', { ...notice, jump_list: [{ type: 3, title: '问' }] }, 42042],
    [
      'a jump that asks 201 bytes',
      { ...notice, jump_list: [{ type: 3, title: '问', question: '问'.repeat(67) }] },
      42042,
    ],
    ['a vote', vote(true), undefined],
    ['a vote that does not say what is checked', vote(undefined), 42041],
    ['a vote with a word for a mark', vote('false'), 40058],
    ['two questions', several('q1', 'q2'), undefined],
    ['two questions of one key', several('q1', 'q1'), 42043],
    ['a title that is no object', { ...base, main_title: '标题' }, 42033],
    ['a title that is a number', { ...base, main_title: { title: 5 } }, 40058],
    ['a subtitle that is an object', { ...base, sub_title_text: { content: '文' } }, 40058],
    ['buttons that are no list', { ...base, button_list: { text: '好', key: 'k' } }, 40058],
    ['a button that is a word', { ...base, button_list: ['好'] }, 40058],
    [
      'a button with a key of its own',
      { ...base, button_list: [{ text: '好', key: 'k', value: '1' }] },
      40058,
    ],
    ['a style in words', { ...base, button_list: [{ text: '好', key: 'k', style: '1' }] }, 40058],
    ['a fifth style', { ...base, button_list: [{ text: '好', key: 'k', style: 5 }] }, 40058],
    ['a row of a fourth kind', { ...base, horizontal_content_list: [{ keyname: '限', type: 4 }] }, 40058],
    ['a fourth colour', { ...base, source: { desc: '支部', desc_color: 4 } }, 40058],
    ['a key inherited by every object', { ...base, source: { constructor: '支部' } }, 40058],
    ['an action of a third kind', { ...base, card_action: { type: 3 } }, 40058],
    ['a disabled choice', { ...several('q1', 'q2', { disable: true }) }, 40058],
  ])('%s', (_, card, errcode) => {
    expect(checkCard(card as Record<string, unknown>, 'app', { 'app:used': 'x' }).problem?.errcode).toBe(
      errcode,
    );
  });

  it('let the card that replaces one grey its choices', () => {
    expect(checkCard(several('q1', 'q2', { disable: true }), 'bot', {}, true).problem).toBeUndefined();
    expect(checkCard({ ...base, replace_text: '已办' }, 'bot', {}, true).problem).toBeUndefined();
    expect(checkCard({ ...base, replace_text: '已办' }, 'bot', {}).problem?.errcode).toBe(40058);
  });

  it('are stricter for a webhook, which has no callbacks', () => {
    expect(checkCard(base, 'webhook', {}).problem?.errcode).toBe(42031);
    expect(checkCard(notice, 'webhook', {}).problem).toBeUndefined();
  });

  it('warn of texts a phone would cut', () => {
    expect(
      checkCard({ ...base, button_list: [{ text: '十一个字的按钮文字太长', key: 'k' }] }, 'app', {}).warnings,
    ).toEqual(['card_text_long']);
  });
});
