// A stand-in that lets through what WeCom refuses would make every test on it worth nothing.
import { expect, it } from 'vitest';
import { wrongIn } from './wecom-stand-in.ts';

const APP = '/cgi-bin/message/send';
const GROUP = '/cgi-bin/appchat/send';
const HOOK = '/cgi-bin/webhook/send';
const text = (content: string) => ({ msgtype: 'text', text: { content } });
const markdown = (content: string) => ({ msgtype: 'markdown', markdown: { content } });
const toApp = { touser: 'ZhangSan|lisi', agentid: 7, enable_duplicate_check: 1, ...text('通知') };
const card = {
  card_type: 'button_interaction',
  main_title: { title: '整改' },
  task_id: 'z1',
  button_list: [{ text: '同意', style: 1, key: 'k' }],
};
const users = (count: number) => Array.from({ length: count }, (_, i) => `u${i}`).join('|');

it.each<[string, object]>([
  [APP, toApp],
  [APP, { ...toApp, touser: users(1000), duplicate_check_interval: 14_400 }],
  [APP, { ...toApp, ...text(`${'党'.repeat(682)}ab`) }],
  [APP, { touser: 'lisi', agentid: 7, msgtype: 'template_card', template_card: card }],
  [APP, { touser: 'lisi', agentid: 7, msgtype: 'file', file: { media_id: 'M' } }],
  [GROUP, { chatid: 'zbt1', ...text('通知') }],
  [HOOK, markdown(`${'党'.repeat(1365)}a`)],
  [HOOK, { msgtype: 'image', image: { base64: 'x', md5: 'y' } }],
  ['/cgi-bin/gettoken', {}],
])('%s takes %o', (path, body) => {
  expect(wrongIn(path, body as Record<string, unknown>)).toBeUndefined();
});

it.each<[string, object]>([
  [APP, { ...toApp, touser: users(1001) }],
  [APP, { ...toApp, touser: 'lisi|LiSi' }],
  [APP, { ...toApp, touser: 'lisi|' }],
  [APP, { ...toApp, touser: ['lisi'] }],
  [APP, { ...toApp, agentid: '7' }],
  [APP, { ...toApp, duplicate_check_interval: 14_401 }],
  [APP, { ...toApp, duplicate_check_interval: 0 }],
  [APP, { ...toApp, safe_mode: 1 }],
  [APP, { ...toApp, text: undefined }],
  [APP, { ...toApp, ...text(' \n') }],
  [APP, { ...toApp, ...text(`${'党'.repeat(682)}abc`) }],
  [
    APP,
    { touser: 'lisi', agentid: 7, msgtype: 'template_card', template_card: { ...card, task_id: '整改' } },
  ],
  [
    APP,
    { touser: 'lisi', agentid: 7, msgtype: 'template_card', template_card: { ...card, button_list: [] } },
  ],
  [APP, { touser: 'lisi', agentid: 7, msgtype: 'hologram', hologram: { content: 'x' } }],
  [GROUP, { chatid: 'zbt1', msgtype: 'template_card', template_card: card }],
  [GROUP, { chatid: 'zbt1', agentid: 7, ...text('通知') }],
  [GROUP, { chatid: 'zbt1', ...text('党'.repeat(683)) }],
  [HOOK, markdown('党'.repeat(1366))],
  [HOOK, { ...text('通知'), chatid: 'wr1' }],
])('%s refuses %o', (path, body) => {
  expect(wrongIn(path, body as Record<string, unknown>)).toEqual(expect.any(String));
});
