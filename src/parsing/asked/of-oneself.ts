// 昨天的假登上没, 上周五没去给我记的啥: what somebody asks of their own part in meetings that are over.

/** UTF-16 units */
const LONGEST = 40;
/** 我11月缺了几回, 给我记的啥, 昨天的假登上没: the sender is whose part it is, and not who wants to know it. */
const SELF =
  /(?<![给帮问找催叫让跟对])我(?!们|党委|县|镇|村|[核记查看写补打想怕好要带先得找上准])(?![^,，。]{0,6}(?:记得|想|打算|听说))[^,，。]{0,14}(?:缺|没[去到来]|未[到去]|去了|去过|[来到]了|到过|参加|迟[到道]|晚|请[过了的]|请[^,，。]{0,3}假|假|出勤|到会|算|签)|[给把]我[^,，。]{0,4}[记算登签]|(?:自己|本人)的?[^,，。]{0,6}(?:出勤|到会|参加|缺|假)|(?:^|[,，\s的])假[^,，。]{0,3}[记登签]上/u;
const OF_ATTENDANCE =
  /缺(?!啥|什么)|[没未][去到来参](?!期)|去了|来了?几|参加|迟[到道]|晚(?:到|了)|请(?:过|了|的|几|多)?[^,，。\s]{0,4}假|的假|假[记登]|[记算登](?:的|成|上|了|我)|[记算]是?(?:请假|缺席|到)|到会|出勤|出席|列席/u;
const ASKS =
  /[?？吗么嘛]|[记登签算]上(?:了)?没|对不(?:对)?|[了的对是]吧[。\s]*$|[没呢][。\s]*$|来着|谁|哪|几|多少|啥|什么|咋|怎么|还是|有没有|没有$/u;
/** To come, to be stored, or of others. */
const OTHER =
  /明天|后天|下周|下个?月|下次|想请|要请|请个假|请假[,，\s]|能不能|可不可以|去不了|来不了|帮|替|代|大家|谁(?:没|还|请|缺)|支部(?:的)?(?:到会|出勤|每|一共|总)|每个人|整改|销号|党费|转正|预备期|通知|记录(?:在|没)/u;

/** Whether a line asks that, and nothing is to be recorded. */
export const asksOfOneself = (line: string): boolean =>
  line.length <= LONGEST &&
  !line.includes('\n') &&
  SELF.test(line) &&
  OF_ATTENDANCE.test(line) &&
  ASKS.test(line) &&
  !OTHER.test(line);
