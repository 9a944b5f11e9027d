// What the stand-in of WeCom refuses, and with which errcode (doc 90313): a wrong field fails here and not in a city.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Loose, openStage, type Stage } from './stage.ts';

let stage: Stage;
let token: string;
let serial = 0;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());
beforeEach(async () => {
  stage.clock.at += 61_000;
  token = await stage.token();
});

const call = (path: string, body?: object | string): Promise<Loose> =>
  stage.api(`${path}${path.includes('?') ? '&' : '?'}access_token=${token}`, body as object);
const many = (count: number, id: string | number = 'u') => Array.from({ length: count }, () => id);

const TEXT = { touser: 'sunli', agentid: 1000002, msgtype: 'text', text: { content: '开会' } };
const CARD = () => ({
  card_type: 'button_interaction',
  main_title: { title: '待确认' },
  sub_title_text: '张三申请销号',
  task_id: `t-${++serial}`,
  button_list: [{ text: '同意', style: 1, key: 'ok' }],
});
const sendCard = (over: object) =>
  call('message/send', {
    touser: 'sunli',
    agentid: 1000002,
    msgtype: 'template_card',
    template_card: { ...CARD(), ...over },
  });

describe('message/send', () => {
  it('takes the body as it should be', async () => {
    const whole = {
      ...TEXT,
      safe: 0,
      enable_id_trans: 0,
      enable_duplicate_check: 1,
      duplicate_check_interval: 14_400,
    };
    expect(await call('message/send', whole)).toMatchObject({ errcode: 0 });
    expect(await call('message/send', { ...TEXT, text: { content: 'C:\\\\u0041 \\u' } })).toMatchObject({
      errcode: 0,
    });
  });

  it.each<[string, object, number]>([
    ['a misspelt field', { enable_duplicate_checks: 1 }, 40058],
    ['a list for a string', { touser: ['sunli'] }, 40058],
    ['too many people', { touser: many(1001).join('|') }, 40032],
    ['too many departments', { toparty: many(101, 1).join('|') }, 82002],
    ['too many tags', { totag: many(101, 1).join('|') }, 82003],
    ['nobody', { touser: undefined }, 82001],
    ['an agent in quotes', { agentid: '1000002' }, 40056],
    ['no agent', { agentid: undefined }, 40056],
    ['another agent', { agentid: 7 }, 301002],
    ['true for 1', { enable_duplicate_check: true }, 40058],
    ['an interval in quotes', { enable_duplicate_check: 1, duplicate_check_interval: '600' }, 40058],
    ['an interval over four hours', { enable_duplicate_check: 1, duplicate_check_interval: 14_401 }, 40058],
    ['a secret of another kind', { safe: 2 }, 40058],
    ['a secret card', { msgtype: 'markdown', markdown: { content: 'x' }, text: undefined, safe: 1 }, 40058],
    ['a block of another type', { markdown: { content: 'x' } }, 40058],
    ['a field of another block', { text: { content: 'x', title: 'y' } }, 40058],
    [
      'people called by a text of the application',
      { text: { content: 'x', mentioned_list: ['sunli'] } },
      40058,
    ],
    ['half a character', { text: { content: '党\ud83d' } }, 40033],
    ['a control character', { text: { content: 'a\u0007' } }, 40033],
    ['no text', { text: {} }, 44004],
    ['a number for a text', { text: { content: 12 } }, 44004],
    ['no type', { msgtype: undefined }, 40008],
  ])('refuses %s', async (_, over, errcode) => {
    expect(await call('message/send', { ...TEXT, ...over })).toMatchObject({ errcode });
  });
});

describe('a card', () => {
  it('is taken as it should be', async () => {
    expect(await sendCard({})).toMatchObject({ errcode: 0, response_code: expect.any(String) });
  });

  it.each<[string, object, number]>([
    ['of no type', { card_type: 'button' }, 42031],
    ['without a title', { main_title: {} }, 42033],
    ['without a task', { task_id: undefined }, 42014],
    ['with a task in Chinese', { task_id: '整改12' }, 42014],
    ['with a task too long', { task_id: 'x'.repeat(129) }, 42014],
    ['without buttons', { button_list: [] }, 42039],
    ['with seven buttons', { button_list: many(7).map((_, i) => ({ text: 'x', key: `${i}` })) }, 40058],
    ['with a button that says nothing', { button_list: [{ key: 'k' }] }, 42038],
    ['with a button without a key', { button_list: [{ text: 'x' }] }, 42039],
    ['with a key too long', { button_list: [{ text: 'x', key: '党'.repeat(342) }] }, 42039],
    [
      'with one key twice',
      {
        button_list: [
          { text: 'a', key: 'k' },
          { text: 'b', key: 'k' },
        ],
      },
      42051,
    ],
    ['with a style that is none', { button_list: [{ text: 'x', key: 'k', style: 5 }] }, 40058],
    ['with a button to nowhere', { button_list: [{ text: 'x', type: 1, url: 'a.cn' }] }, 42028],
    ['with a block of another type', { emphasis_content: { title: '12' } }, 40058],
    ['with a misspelt block', { sub_title: 'x' }, 40058],
    ['with a row without a name', { horizontal_content_list: [{ value: 'x' }] }, 42027],
    ['with seven rows', { horizontal_content_list: many(7).map(() => ({ keyname: 'k' })) }, 42035],
    ['with a file that is none', { horizontal_content_list: [{ keyname: 'k', type: 2 }] }, 42029],
    ['with a member that is none', { horizontal_content_list: [{ keyname: 'k', type: 3 }] }, 42050],
    ['with a colour that is none', { source: { desc: '支部', desc_color: 4 } }, 40058],
    ['with a misspelt field of a block', { main_title: { title: '待确认', description: 'x' } }, 40058],
    ['with a number for a text', { main_title: { title: '待确认', desc: 12 } }, 40058],
    ['with a number for its words', { sub_title_text: 12 }, 40058],
    ['with a block for a list', { horizontal_content_list: { keyname: 'k' } }, 40058],
    ['with a row of no kind', { horizontal_content_list: [{ keyname: 'k', type: 4 }] }, 40058],
    ['with a way of no kind', { card_action: { type: 3, url: 'https://a.cn' } }, 40058],
    [
      'with a choice that it does not offer',
      { button_selection: { question_key: 'q', option_list: [{ id: 'a', text: '甲' }], selected_id: 'b' } },
      40058,
    ],
    [
      'with boxes of which nobody knows whether they are ticked',
      {
        card_type: 'vote_interaction',
        button_list: undefined,
        sub_title_text: undefined,
        checkbox: { question_key: 'q', mode: 0, option_list: [{ id: 'a', text: '甲' }] },
        submit_button: { text: '提交', key: 'ok' },
      },
      42041,
    ],
    [
      'of pictures with one that is too narrow',
      {
        card_type: 'news_notice',
        task_id: undefined,
        button_list: undefined,
        sub_title_text: undefined,
        card_action: { type: 1, url: 'https://a.cn' },
        card_image: { url: 'https://a.cn/p.jpg', aspect_ratio: 1 },
      },
      40058,
    ],
    [
      'of notice without a link',
      { card_type: 'text_notice', task_id: undefined, button_list: undefined },
      42045,
    ],
  ])('%s is refused', async (_, over, errcode) => {
    expect(await sendCard(over)).toMatchObject({ errcode });
  });

  it('is taken once by its task', async () => {
    const card = CARD();
    expect(await sendCard(card)).toMatchObject({ errcode: 0 });
    expect(await sendCard({ ...card, sub_title_text: '别的' })).toMatchObject({ errcode: 42014 });
  });
});

describe('a vote and a choice', () => {
  it('are taken as they should be', async () => {
    const submit_button = { text: '提交', key: 'ok' };
    const options = [{ id: 'a', text: '甲', is_checked: false }];
    const [button_list, sub_title_text] = [undefined, undefined];
    const vote = { checkbox: { question_key: 'q', mode: 1, option_list: options }, submit_button };
    const select = { question_key: 'q', selected_id: 'a', option_list: [{ id: 'a', text: '甲' }] };
    for (const over of [
      { card_type: 'vote_interaction', ...vote },
      { card_type: 'multiple_interaction', select_list: [select], submit_button },
    ])
      expect(await sendCard({ ...over, button_list, sub_title_text })).toMatchObject({ errcode: 0 });
  });
});

describe('a webhook', () => {
  const send = (body: object) => stage.api('webhook/send?key=hook-first', body);
  const NOTICE = {
    card_type: 'text_notice',
    main_title: { title: '通知' },
    card_action: { type: 1, url: 'https://a.cn' },
  };
  it.each<[string, object, number]>([
    ['a notice', { msgtype: 'template_card', template_card: NOTICE }, 0],
    ['people called', { msgtype: 'text', text: { content: 'x', mentioned_list: ['@all'] } }, 0],
    ['people called in one text', { msgtype: 'text', text: { content: 'x', mentioned_list: '@all' } }, 40058],
    ['a card with a task', { msgtype: 'template_card', template_card: { ...NOTICE, task_id: 'w' } }, 40058],
    [
      'a card of pictures without one',
      {
        msgtype: 'template_card',
        template_card: {
          ...NOTICE,
          card_type: 'news_notice',
          image_text_area: { image_url: 'https://a.cn' },
        },
      },
      42044,
    ],
    [
      'a text that asks to be rated',
      { msgtype: 'markdown', markdown: { content: 'x', feedback: { id: 'f' } } },
      40058,
    ],
  ])('answers %s by %s %i', async (_, body, errcode) => {
    expect(await send(body)).toMatchObject({ errcode });
  });

  it.each<[string, string, boolean]>([
    ['markdown', '**开会**\n>时间：<font color="info">三点</font>', false],
    ['markdown', '| 支部 | 到会 |\n| --- | --- |\n| 一 | 5 |', true],
    ['markdown', '- 一\n- 二', true],
    ['markdown', '1. 一', false],
    ['markdown_v2', '| 支部 | 到会 |\n| --- | --- |\n| 一 | 5 |', false],
    ['markdown_v2', '<@sunli> 开会', true],
  ])('%s %j is marked as shown raw: %s', async (msgtype, content, raw) => {
    expect(await send({ msgtype, [msgtype]: { content } })).toMatchObject({ errcode: 0 });
    const { chats } = await stage.state('sunli');
    const last = chats.find(({ id }: Loose) => id === 'wrFirst').messages.at(-1);
    expect(last.warnings).toEqual(raw ? ['markdown_raw'] : undefined);
  });
});

describe('update_template_card', () => {
  const update = async (over: object) => {
    const { response_code } = await sendCard({});
    const body = { userids: ['sunli'], agentid: 1000002, response_code, button: { replace_name: '已销号' } };
    return call('message/update_template_card', { ...body, ...over });
  };

  it('takes the body as it should be', async () => {
    expect(await update({})).toEqual({ errcode: 0, errmsg: 'ok' });
    expect(await update({ userids: undefined, atall: 1 })).toMatchObject({ errcode: 0 });
    expect(await update({ userids: ['sunli', 'LIFANG'] })).toMatchObject({ invaliduser: ['lifang'] });
  });

  it.each<[string, object, number]>([
    ['people as message/send writes them', { userids: 'sunli|lifang' }, 40058],
    ['a misspelt field', { touser: 'sunli' }, 40058],
    ['numbers for people', { userids: [1] }, 40058],
    ['too many people', { userids: many(1001) }, 40032],
    ['too many departments', { partyids: many(101, 1) }, 82002],
    ['too many tags', { tagids: many(101, 1) }, 82003],
    ['nobody', { userids: [] }, 82101],
    ['people who did not get it', { userids: ['lifang'] }, 82102],
    ['another agent', { agentid: 7 }, 42015],
    ['no code', { response_code: undefined }, 60140],
    ['a code that is none', { response_code: 'x' }, 60140],
    ['no new name', { button: {} }, 42038],
    ['neither name nor card', { button: undefined }, 40058],
    ['both name and card', { template_card: CARD() }, 40058],
    ['a misspelt name', { button: { replaceName: 'x' } }, 40058],
    ['a card that is none', { button: undefined, template_card: { card_type: 'x' } }, 42031],
  ])('refuses %s', async (_, over, errcode) => {
    expect(await update(over)).toMatchObject({ errcode });
  });

  it('takes a code once, and for three days', async () => {
    const { response_code } = await sendCard({});
    const body = { userids: ['sunli'], agentid: 1000002, response_code, button: { replace_name: '已销号' } };
    expect(await call('message/update_template_card', body)).toMatchObject({ errcode: 0 });
    expect(await call('message/update_template_card', body)).toMatchObject({ errcode: 60140 });
    const late = (await sendCard({})).response_code;
    stage.clock.at += 72 * 3_600_000 + 1;
    token = await stage.token();
    const again = { ...body, response_code: late };
    expect(await call('message/update_template_card', again)).toMatchObject({ errcode: 60140 });
  });
});

describe('message/recall', () => {
  it.each<[string, object, number]>([
    ['no message', {}, 40058],
    ['a number', { msgid: 12 }, 40058],
    ['a message nobody sent', { msgid: 'x' }, 40058],
    ['a misspelt field', { msg_id: 'x' }, 40058],
  ])('refuses %s', async (_, body, errcode) => {
    expect(await call('message/recall', body)).toMatchObject({ errcode });
  });
});

describe('contacts', () => {
  it.each<[string, number]>([
    ['department/simplelist?id=x', 40066],
    ['department/simplelist?id=999', 60003],
    ['department/get', 40066],
    ['department/get?id=999', 60003],
    ['user/simplelist', 40066],
    ['user/simplelist?department_id=1|2', 40066],
    ['user/simplelist?department_id=999', 60003],
    ['user/get', 40003],
    ['user/get?userid=ghost', 60111],
  ])('%s gets %i', async (path, errcode) => {
    expect(await call(path)).toMatchObject({ errcode });
  });

  it('are not listed by id for an application, whose secret may not', async () => {
    expect(await call('user/list_id', { limit: 10 })).toMatchObject({ errcode: 48002 });
  });

  it('are read, and not written', async () => {
    expect(await call('user/get?userid=sunli', {})).toMatchObject({ errcode: 43001 });
    expect(await call('message/recall')).toMatchObject({ errcode: 43002 });
  });
});
