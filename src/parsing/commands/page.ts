const VERB =
  '(?:请|麻烦|帮我|给我|我要|我想|想)*(?:打开|看看|看一下|看下|看|查看|进入?|登录|上|发我?|要)?(?:一下|一个|下)?';
const PAGE =
  '(?:(?:数据|管理|支部|统计|党建)?(?:看板|大屏|网页版?)|(?:数据|管理|统计)(?:页面|后台)|后台页面|dashboard)';
const TAIL =
  '(?:的?(?:链接|地址|网址))?(?:发我|给我|发一下|打开)?(?:在哪里?|怎么(?:打开|进去?|看|登录))?(?:一下|吧|呢)?';
const ASKS = new RegExp(`^${VERB}${PAGE}${TAIL}[。!?]*$`, 'i');

/** 看板, 打开看板, 数据页面: a message that asks for the page and nothing else. */
export const asksForPage = (s: string): boolean => ASKS.test(s);
