// A bad day of the long-connection server, on demand.
import type { Receiver } from './commands.ts';
import type { Line, World } from './types.ts';

/** A WebSocket frame as the wire has it, valid or not. */
export interface RawFrame {
  opcode: number;
  payload?: string | Buffer;
  /** true without it */
  fin?: boolean;
  /** reserved bits, 0 to 7 */
  rsv?: number;
  /** server frames must not be masked */
  masked?: boolean;
}

export interface FaultSwitches {
  /** to the subscriber, or the newest connection: sends a message as it stands, broken or not: a string as text, a Buffer as binary */
  raw(data: string | Buffer): void;
  /** writes frames as they stand, all in one segment */
  rawFrames(...frames: RawFrame[]): void;
  /** acknowledges commands so much later; their effect is at once. Neither pings nor subscribes */
  ackDelayMs(ms: number): void;
  /** carries commands out and never acknowledges the next `count` of them, or all; 0 ends it */
  swallowAcks(count: number | true): void;
  /** acknowledges every command twice */
  doubleAcks(on: boolean): void;
  /** refuses the next `count` (1) commands, of one kind if `cmd` is given; they have no effect */
  nak(code: number, count?: number, cmd?: string, errmsg?: string): void;
  /** the next `count` commands get lost on the way: no effect, no answer */
  lose(count: number): void;
  /** breaks the connection with the next command, before or after its effect; never acknowledges it */
  dropOnNext(when: 'before' | 'after', cmd?: string): void;
  /** present connections stay open and answer nothing more, not even a close; new ones are as usual */
  silence(): void;
  /** present connections are not read any more, until `resumeReading` */
  stopReading(): void;
  resumeReading(): void;
  /** breaks all connections without a close frame (1006) */
  dropAll(): void;
  closeAll(code?: number, reason?: string): void;
  /** as if another client had subscribed; `event: false` closes without a word, `close: false` leaves the socket open */
  kick(how?: { event?: boolean; close?: boolean }): void;
  /** the secret is wrong from now on */
  refuseSecret(on: boolean): void;
  /** the next `count` (1) subscribes get this errcode */
  refuseSubscribe(code: number, count?: number): void;
  /** answers upgrades with 503 */
  refuseUpgrades(on: boolean): void;
  /** accepts TCP and never answers the upgrade */
  hangUpgrades(on: boolean): void;
  /** subscribes are neither carried out nor answered */
  neverAckSubscribe(on: boolean): void;
  /** present connections stay open, and their commands get 846609; pings as well unless `pings` is false */
  unsubscribed(how?: { pings?: boolean }): void;
  /** breaks all connections and closes the port */
  down(): Promise<void>;
  /** opens the same port again */
  up(): Promise<void>;
}

export function createFaults(
  world: World,
  receiver: Receiver,
  port: { listen(): Promise<void>; stop(): Promise<void> },
): FaultSwitches {
  const { faults } = world;
  const lines = () => [...world.lines.values()];
  const subscriber = (): Line => {
    const line = lines().find((l) => l.subscribed) ?? lines().at(-1);
    if (!line) throw new Error('nobody is connected');
    return line;
  };
  return {
    raw: (data) => subscriber().ws.send(data),
    rawFrames: (...frames) => void subscriber().socket.write(Buffer.concat(frames.map(onTheWire))),
    ackDelayMs(ms) {
      faults.ackDelayMs = ms;
    },
    swallowAcks(count) {
      faults.swallowAcks = count;
    },
    doubleAcks(on) {
      faults.doubleAcks = on;
    },
    nak(code, count = 1, cmd, errmsg) {
      faults.nak = { code, left: count, cmd, errmsg };
    },
    lose(count) {
      faults.lose = count;
    },
    dropOnNext(when, cmd) {
      faults.drop = { when, cmd };
    },
    silence() {
      for (const line of lines()) {
        line.silent = true;
        // A dead peer does not answer a close frame either: ws would, by calling this.
        line.ws.close = () => undefined;
      }
    },
    stopReading() {
      for (const { socket } of lines()) socket.pause();
    },
    resumeReading() {
      for (const { socket } of lines()) socket.resume();
    },
    dropAll() {
      for (const { ws } of lines()) ws.terminate();
    },
    closeAll(code = 1000, reason = '') {
      for (const { ws } of lines()) ws.close(code, reason);
    },
    kick: (how) => receiver.kick(subscriber(), how),
    refuseSecret(on) {
      faults.refuseSecret = on;
    },
    refuseSubscribe(code, count = 1) {
      faults.subscribeError = { code, left: count };
    },
    refuseUpgrades(on) {
      faults.refuseUpgrades = on;
    },
    hangUpgrades(on) {
      faults.hangUpgrades = on;
    },
    neverAckSubscribe(on) {
      faults.neverAckSubscribe = on;
    },
    unsubscribed({ pings = true } = {}) {
      for (const line of lines()) line.lost = { pings };
    },
    down: () => port.stop(),
    up: () => port.listen(),
  };
}

function onTheWire({ opcode, payload = '', fin = true, rsv = 0, masked = false }: RawFrame): Buffer {
  const content = Buffer.from(payload);
  const first = (fin ? 0x80 : 0) | (rsv << 4) | opcode;
  const mask = masked ? 0x80 : 0;
  const length = content.length;
  const head =
    length < 126
      ? Buffer.from([first, mask | length])
      : length < 65_536
        ? Buffer.from([first, mask | 126, length >> 8, length & 255])
        : Buffer.concat([Buffer.from([first, mask | 127, 0, 0, 0, 0]), uint32(length)]);
  return Buffer.concat([head, masked ? Buffer.alloc(4) : Buffer.alloc(0), content]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
