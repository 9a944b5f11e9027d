import { filingKindsInUse, wordsOfFiling } from '../../../domain/filing/kinds.ts';
import { processesInUse } from '../../../domain/process/kinds.ts';
import { simply } from '../../act.ts';
import { meaning, type Turn, whoMay } from '../../turn.ts';
import { homeUnit } from '../../units.ts';
import { tellReport } from '../filing/ask.ts';
import { tellProcess } from '../process/list.ts';

/** 党费怎么交, 民情日记, 人均几次: no figure is kept of it here; the answer says who knows, and what there is. */
export const elsewhere = simply<'elsewhere'>(async (turn) => {
  const { topic = '' } = turn.intent;
  const { what } = turn.intent;
  const unkept = UNKEPT.find((one) => one === what) ?? unkeptBy(topic, turn.text);
  if (unkept) return turn.say(`figures.unkept_${unkept}`, { topic, who: asksWhom(turn) });
  if (topic === '人均') return turn.say('figures.no_such', { topic });
  const filing = filingKindsInUse().find((row) =>
    wordsOfFiling(row).some((word) => topic.includes(word)),
  )?.key;
  // It is registered here after all: then how, and what is kept of it.
  if (filing !== undefined) {
    const isMoney = /(?:多少|几)(?:钱|块|元)|金额|(?:交|缴)多少(?!个?[人户次])/u.test(turn.text);
    return tellReport.perform(
      meaning(turn, { intent: 'filing_how', filing, ...(isMoney && { what: 'money' }) }),
    );
  }
  const process = processesInUse().find((row) =>
    [row, ...row.steps].some(({ name, words }) => [name, ...words].some((word) => topic.includes(word))),
  )?.key;
  if (process !== undefined) return tellProcess.perform(meaning(turn, { intent: 'process_how', process }));
  const told = what === 'plan' ? 'not_planned' : what === 'contact' ? 'no_contact' : 'elsewhere';
  return turn.say(`figures.${told}`, {
    topic,
    who: asksWhom(turn),
  });
});

/** 支部今年慰问花了多少: of the money, whatever it went to. */
function unkeptBy(topic: string, text: string): (typeof UNKEPT)[number] | undefined {
  if (OF_PERSONS.test(topic)) return 'person';
  return topic === '慰问' && OF_MONEY.test(text) ? 'money' : undefined;
}
const OF_MONEY = /花了?多少|多少钱|[金款费](?:发|花|用|有|是|了)*多少|经费/u;
const OF_PERSONS = /年龄|年纪|学历|文化程度|职称|党龄|工龄|入党/u;

/** What is kept of nobody, with words of its own that say what is kept instead. */
const UNKEPT = ['person', 'money', 'score', 'team', 'rank', 'promise'] as const;

function asksWhom(turn: Turn) {
  const unitId = (homeUnit(turn) ?? turn.org.roots()[0])?.id;
  const who = unitId === undefined ? [] : whoMay(turn, 'see_figures', { unitId });
  return who.slice(0, 2);
}
