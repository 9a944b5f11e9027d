// The sample alert file asks for nothing that the server does not count.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { createEvents } from '../../src/observe/events.ts';
import { setLogLevel } from '../../src/observe/log.ts';

interface Rule {
  alert: string;
  expr: string;
  annotations: { summary: string };
}
const { groups } = parse(readFileSync('config/alerts.yaml', 'utf8')) as { groups: { rules: Rule[] }[] };
const rules = groups.flatMap((group) => group.rules);

it('every metric of the sample alerts is one of ours, with the labels it is asked by', async () => {
  setLogLevel('silent');
  const events = createEvents();
  events.watchOutbox(async () => [{ kind: 'push', state: 'waiting', count: 1, oldestAt: 0 }]);
  events.callbackAnswered('app', 200, 0.1);
  events.callbackRefused('app', 'timestamp');
  events.wecomFailed('/x', 'busy', -1);
  events.pushSettled('app', 'unknown');
  events.tickFailed(new Error('x'));
  const known = await events.metrics();
  for (const { alert, expr } of rules)
    for (const [, name, labels = ''] of expr.matchAll(/(zhibutong_\w+)(\{[^}]*\})?/g)) {
      const line = known.split('\n').find((l) => l.startsWith(name!));
      expect([alert, name, line !== undefined]).toEqual([alert, name, true]);
      for (const [, label] of labels.matchAll(/(\w+)=/g)) expect(line).toContain(`${label}=`);
    }
});

it('each says in Chinese what happened and what to do first', () => {
  for (const { annotations } of rules) expect(annotations.summary).toMatch(/\p{Script=Han}.*[：:]/u);
});
