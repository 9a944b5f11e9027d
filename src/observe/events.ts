// One function per business event: a counter, and a log line where an operator would want one. No names, no text.
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { logger } from './log.ts';

/** Rows of the outbox that stand alike; `oldestAt`: epoch ms. */
interface Waiting {
  kind: string;
  state: string;
  count: number;
  oldestAt: number;
}

export interface Events {
  callbackRefused(product: 'app' | 'bot', reason: string, requestId?: string): void;
  callbackAnswered(product: 'app' | 'bot', status: number, seconds: number): void;
  /** turned away because it could not have been answered in time */
  callbackShed(product: 'app' | 'bot'): void;
  messagesAnswered(count: number): void;
  /** somebody said what they think of an answer: right, wrong, or neither any more */
  answerRated(verdict: string): void;
  handlerFailed(error: unknown, requestId?: string): void;
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
  /** rows of the outbox whose holder was not heard of again */
  leasesLost(count: number): void;
  /** a call to WeCom: its path, the word for what went wrong, and the code (0 where none came) */
  wecomFailed(api: string, reason: string, code: number): void;
  /** what became of the bot's long connection on this instance; `standby`: another has it */
  longConnection(state: { state: string; code?: number; errmsg?: string }): void;
  /** something came by it that we do not know, by its name */
  socketIgnored(name: string): void;
  /** what waits is counted whenever metrics are asked for */
  watchOutbox(depth: () => Promise<Waiting[]>): void;
  /** the machine's clock jumped; `isTrusted`: whether it may be gone by all the same */
  clockJumped(byMs: number, isTrusted: boolean): void;
  tickRan(seconds: number): void;
  tickFailed(error: unknown): void;
  requestFailed(error: unknown, requestId?: string): void;
  /** Prometheus text */
  metrics(): Promise<string>;
  readonly contentType: string;
}

/** Under a flood one line in so long is enough. */
const SHED_LINE_MS = 10_000;

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
  const shed = new Counter({
    name: 'zhibutong_callbacks_shed_total',
    help: 'Callbacks turned away at once because too many waited; WeCom repeats them',
    labelNames: ['product'],
    registers,
  });
  const messages = new Counter({
    name: 'zhibutong_messages_total',
    help: 'Messages answered and stored',
    registers,
  });
  const ratings = new Counter({
    name: 'zhibutong_feedback_total',
    help: 'What people said of answers: right, wrong, withdrawn; lines called wrong are told by the command corpus',
    labelNames: ['verdict'],
    registers,
  });
  const batches = new Histogram({
    name: 'zhibutong_batch_messages',
    help: 'Messages answered by one commit',
    buckets: [1, 4, 16, 64, 256],
    registers,
  });
  const lost = new Counter({
    name: 'zhibutong_leases_lost_total',
    help: 'Rows of the outbox whose holder was not heard of again: they may have arrived',
    registers,
  });
  const wecomFailures = new Counter({
    name: 'zhibutong_wecom_errors_total',
    help: 'Calls to WeCom that failed; code is an errcode or an HTTP status, 0 where no answer came',
    labelNames: ['api', 'reason', 'code'],
    registers,
  });
  const jumps = new Counter({
    name: 'zhibutong_clock_jumps_total',
    help: "Jumps of the machine's clock by more than two minutes",
    registers,
  });
  const trusted = new Gauge({
    name: 'zhibutong_clock_trusted',
    help: 'Whether the machine’s clock is gone by; while it is not, nothing is planned or sent',
    registers,
  });
  trusted.set(1);
  const connected = new Gauge({
    name: 'zhibutong_long_connection_up',
    help: "Whether this instance holds the bot's long connection; of all instances one does",
    registers,
  });
  const connectionStates = new Counter({
    name: 'zhibutong_long_connection_states_total',
    help: "What became of the bot's long connection on this instance",
    labelNames: ['state'],
    registers,
  });
  const ignored = new Counter({
    name: 'zhibutong_socket_ignored_total',
    help: 'What came by the long connection and is not known here',
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
  let connectionState = '';
  const tick = new Gauge({ name: 'zhibutong_tick_seconds', help: 'Duration of the last tick', registers });
  let tickedAt = performance.now();
  new Gauge({
    name: 'zhibutong_tick_age_seconds',
    help: 'Since a tick last ended well; one is due each minute',
    registers,
    collect() {
      this.set((performance.now() - tickedAt) / 1000);
    },
  });
  // Looking a series up by its labels is dear at thousands a second.
  const series = new Map<string, ReturnType<typeof answered.labels>>();
  const answering = (product: string, status: number) => {
    const key = `${product}${status}`;
    const known = series.get(key) ?? answered.labels(product, String(status));
    series.set(key, known);
    return known;
  };
  // One failure of the store refuses hundreds of messages at once: it is counted for each, and told once.
  let told: unknown;
  const failed = (where: string) => (error: unknown, requestId?: string) => {
    failures.inc({ where });
    if (error !== told) logger(where).error({ err: error, requestId }, 'failed');
    told = error;
  };
  let shedToldAt = Number.NEGATIVE_INFINITY;
  return {
    callbackRefused(product, reason, requestId) {
      refused.inc({ product, reason });
      logger('callback').warn({ product, reason, requestId }, 'refused');
    },
    callbackAnswered: (product, status, seconds) => answering(product, status).observe(seconds),
    callbackShed(product) {
      shed.inc({ product });
      if (performance.now() - shedToldAt < SHED_LINE_MS) return;
      shedToldAt = performance.now();
      logger('callback').warn({ product }, 'more is said than can be answered in time');
    },
    messagesAnswered(count) {
      messages.inc(count);
      batches.observe(count);
    },
    answerRated: (verdict) => ratings.inc({ verdict }),
    handlerFailed: failed('conversation'),
    pushSettled(channel, outcome, code) {
      pushes.inc({ channel, outcome });
      if (outcome !== 'accepted') logger('delivery').warn({ channel, outcome, code }, 'not accepted');
    },
    deliveryFailed: failed('delivery'),
    leasesLost(count) {
      lost.inc(count);
      logger('delivery').warn({ count }, 'leases lost, may have arrived');
    },
    wecomFailed: (api, reason, code) => wecomFailures.inc({ api, reason, code }),
    longConnection({ state, code, errmsg }) {
      connected.set(state === 'connected' ? 1 : 0);
      connectionStates.inc({ state });
      const isWrong = state === 'kicked' || state === 'refused';
      const level = isWrong ? 'error' : state === 'connected' || state === 'standby' ? 'info' : 'warn';
      if (state !== connectionState || isWrong)
        logger('long-connection')[level]({ state, code, errmsg }, 'long connection');
      connectionState = state;
    },
    socketIgnored(name) {
      ignored.inc();
      logger('long-connection').debug({ name }, 'ignored');
    },
    watchOutbox: (depth) => gaugeOutbox(registry, depth),
    clockJumped(byMs, isTrusted) {
      if (!isTrusted) jumps.inc();
      trusted.set(isTrusted ? 1 : 0);
      logger('clock').error({ byMs, isTrusted }, 'the clock jumped');
    },
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
    tickRan(seconds) {
      tickedAt = performance.now();
      tick.set(seconds);
    },
    tickFailed: failed('tick'),
    requestFailed: failed('http'),
    metrics: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

/** Asked for anew with each look, so that several instances say the same. */
function gaugeOutbox(registry: Registry, depth: () => Promise<Waiting[]>): void {
  const gauge = (name: string, help: string, figure: (waiting: Waiting) => number) =>
    new Gauge({
      name,
      help,
      labelNames: ['kind', 'state'],
      registers: [registry],
      async collect() {
        // A store that is away is told by readyz; the other figures are still of use.
        const found = await depth().catch(() => []);
        this.reset();
        for (const waiting of found) this.set({ kind: waiting.kind, state: waiting.state }, figure(waiting));
      },
    });
  gauge('zhibutong_outbox_rows', 'Rows of the outbox that have not ended', ({ count }) => count);
  gauge(
    'zhibutong_outbox_age_seconds',
    'How long the oldest row that has not ended is overdue',
    ({ oldestAt }) => Math.max(0, (Date.now() - oldestAt) / 1000),
  );
}
