// Everything the page says by itself.

/** What went wrong, by the code of the stand-in. */
export const FAULTS = {
  status: '服务器没有接收这条消息（已按企业微信的规则重试）',
  timeout: '服务器没有在 5 秒内答复（已按企业微信的规则重试）',
  connection: '连不上服务器的回调地址',
  envelope: '服务器的答复格式不对，企业微信不会显示',
  signature: '服务器答复的签名不对，企业微信不会显示',
  decrypt: '服务器的答复解不开，企业微信不会显示',
  content: '服务器的答复内容不合规定，企业微信不会显示',
  card: '卡片不合规定，企业微信不会显示',
  stream_unfinished: '回复超过 6 分钟没有结束，企业微信已停止等待',
  dropped: '给这个人的消息太密，超出的部分企业微信已丢弃',
};

export const WARNINGS = {
  truncated: '内容超过 2048 字节，后面的被企业微信截断了',
  card_text_long: '卡片里有文字过长，手机上会显示成省略号',
};

export const REFUSALS = {
  unknown_person: '没有这个人',
  unknown_chat: '您不在这个群里',
  empty: '还没有写内容',
  too_long: '内容太长了',
  too_large: '图片不能超过 10 MB',
  not_a_picture: '只能发 JPG 或 PNG 图片',
  unknown_card: '找不到这张卡片',
  card_done: '这张卡片已经处理过了',
  unknown_button: '卡片上没有这个按钮',
  clock_backwards: '时间只能往前走',
  clock_too_far: '一次最多前进一年',
  clock_moving: '时间正在前进，请稍等',
  bad_request: '没有看懂这个请求',
  offline: '连不上服务器，正在重新连接…',
};

export const STATUS = {
  sending: '正在送出…',
  delivered: '✓ 已送达企业微信',
  unheard: '没有 @ 机器人，它收不到',
  failed: '没有送到服务器',
};

export const VIA = { app: '应用消息', webhook: '群推送', response_url: '补充回复' };

export const T = {
  bot: '机器人',
  image: '图片',
  recalled: (bot) => `${bot} 撤回了一条消息`,
  welcome: (office, name) => [
    `您现在是${office}${name}，正在支部群里。`,
    '先点一条“可以试试”，按 Enter；再换人、拨时间，看谁收到什么。',
  ],
  welcomeClose: '知道了',
  noMessages: '还没有消息',
  privateChat: '私聊',
  group: '群聊',
  members: (n) => `${n} 人`,
  placeholder: '说一句话，Enter 发送',
  silentPlaceholder: '不 @ 机器人，只在群里说（机器人听不到）',
  mentionOnLabel: (bot) => `正在 @${bot}，按一下取消；输入框空着时按退格键也可以取消`,
  mentionOffLabel: (bot) => `加上 @${bot}；在输入框开头打 @ 也可以`,
  unread: (n) => `${n} 条新消息`,
  elsewhere: (n) => `${n} 条`,
  elsewhereMore: (n) => `另有 ${n} 人`,
  moving: (when) => `正在前进… ${when}`,
  arrived: (when, count) =>
    count > 0 ? `已到 ${when}，期间发出 ${count} 条消息。` : `已到 ${when}，期间没有消息发出。`,
  thisMorning: '今早 8:31',
  nextMorning: '明早 8:31',
  noOne: '没有找到',
  file: (size) =>
    size < 1024 * 1024 ? `${Math.max(1, Math.round(size / 1024))} KB` : `${(size / 1048576).toFixed(1)} MB`,
  choose: '请选择',
};
