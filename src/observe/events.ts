// One function per business event: a counter, and a log line where an operator would want one. No names, no text.
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { logger } from './log.ts';

export interface Events {
  callbackRefused(product: 'app' | 'bot', reason: string): void;
  callbackAnswered(product: 'app' | 'bot', status: number, seconds: number): void;
  messagesAnswered(count: number): void;
  handlerFailed(error: unknown): void;
  /** `channel`: of a push, else the kind of work (card, file, evidence) */
  pushSettled(channel: string, outcome: string, code?: number): void;
  deliveryFailed(error: unknown): void;
  /** an answer or push went out with the plain line instead of this sentence */
  sentenceFailed(name: string, error: unknown): void;
  /** one question to the second reader; `seconds` only where a request was made */
  secondCalled(outcome: string, seconds?: number): void;
  /** what became of a second reading: offered, or why not */
  secondSettled(outcome: string): void;
  secondFailed(error: unknown): void;
  tickRan(seconds: number): void;
  tickFailed(error: unknown): void;
  requestFailed(error: unknown): void;
  /** Prometheus text */
  metrics(): Promise<string>;
  readonly contentType: string;
}

export function createEvents(): Events {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const refused = new Counter({
    name: 'zhibutong_callbacks_refused_total',
    help: 'Callbacks refused before anything of them was believed',
    labelNames: ['product', 'reason'],
    registers,
  });
  const answered = new Histogram({
    name: 'zhibutong_callback_seconds',
    help: 'Time to the answer of a callback; WeCom waits 5 s',
    labelNames: ['product', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 1, 2.5, 5],
    registers,
  });
  const messages = new Counter({
    name: 'zhibutong_messages_total',
    help: 'Messages answered and stored',
    registers,
  });
  const failures = new Counter({
    name: 'zhibutong_failures_total',
    help: 'Errors in our own code',
    labelNames: ['where'],
    registers,
  });
  const pushes = new Counter({
    name: 'zhibutong_pushes_total',
    help: 'Pushes by what became of them; accepted is not read',
    labelNames: ['channel', 'outcome'],
    registers,
  });
  const unworded = new Counter({
    name: 'zhibutong_sentences_failed_total',
    help: 'Sentences of templates/ that could not be filled; the act itself was kept',
    labelNames: ['name'],
    registers,
  });
  const secondCalls = new Counter({
    name: 'zhibutong_second_reader_calls_total',
    help: 'Questions to the second reader by what came of them; held and broken were not sent',
    labelNames: ['outcome'],
    registers,
  });
  const secondSeconds = new Histogram({
    name: 'zhibutong_second_reader_seconds',
    help: 'Time to the answer of the second reader; it is given up after 4 s',
    labelNames: ['outcome'],
    buckets: [0.25, 0.5, 1, 2, 3, 4],
    registers,
  });
  const secondOffers = new Counter({
    name: 'zhibutong_second_reader_offers_total',
    help: 'Second readings by whether they were offered, and why not',
    labelNames: ['outcome'],
    registers,
  });
  const unwordedBefore = new Set<string>();
  const tick = new Gauge({ name: 'zhibutong_tick_seconds', help: 'Duration of the last tick', registers });
  // Looking a series up by its labels is dear at thousands a second.
  const series = new Map<string, ReturnType<typeof answered.labels>>();
  const answering = (product: string, status: number) => {
    const key = `${product}${status}`;
    const known = series.get(key) ?? answered.labels(product, String(status));
    series.set(key, known);
    return known;
  };
  const failed = (where: string) => (error: unknown) => {
    failures.inc({ where });
    logger(where).error({ err: error }, 'failed');
  };
  return {
    callbackRefused(product, reason) {
      refused.inc({ product, reason });
      logger('callback').warn({ product, reason }, 'refused');
    },
    callbackAnswered: (product, status, seconds) => answering(product, status).observe(seconds),
    messagesAnswered: (count) => messages.inc(count),
    handlerFailed: failed('conversation'),
    pushSettled(channel, outcome, code) {
      pushes.inc({ channel, outcome });
      if (outcome !== 'accepted') logger('delivery').warn({ channel, outcome, code }, 'not accepted');
    },
    deliveryFailed: failed('delivery'),
    sentenceFailed(name, error) {
      unworded.inc({ name });
      if (unwordedBefore.has(name)) return;
      unwordedBefore.add(name);
      logger('wording').error({ sentence: name, reason: (error as Error).message }, 'not filled');
    },
    secondCalled(outcome, seconds) {
      secondCalls.inc({ outcome });
      if (seconds !== undefined) secondSeconds.observe({ outcome }, seconds);
    },
    secondSettled: (outcome) => secondOffers.inc({ outcome }),
    secondFailed: failed('second-reader'),
    tickRan: (seconds) => tick.set(seconds),
    tickFailed: failed('tick'),
    requestFailed: failed('http'),
    metrics: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
