// An intent carried out, in three steps that are always taken in this order: what it is about, whether the sender may,
// the act itself. Nothing is changed before the second step, and nobody else asks for it.
import type { IntentName, IntentOf } from '../domain/intent.ts';
import type { Action, Target } from '../domain/organisation/permissions.ts';
import type { Reply } from '../ports/channels.ts';
import { mayDo, refuse, type Turn } from './turn.ts';

/** The line that ends a matter before anything was done. */
export interface Ended {
  reply: Reply;
}

/** What the permission table is asked. */
interface Asked {
  action: Action;
  on: Target;
}

/** Which actions an intent needs, and on what; `actions` names all that `asked` may ask. */
interface Permit<N extends IntentName, T> {
  readonly actions: readonly Action[];
  asked(turn: Turn<N>, about: T): readonly Asked[];
}

/** One action on what the intent is about. */
export const permit = <N extends IntentName, T>(
  action: Action,
  on: (about: T, turn: Turn<N>) => Target,
): Permit<N, T> => ({
  actions: [action],
  asked: (turn, about) => [{ action, on: on(about, turn) }],
});

/** Open to everybody on the roster: it is about the sender alone, or known to all. */
const OPEN: Permit<IntentName, unknown> = { actions: [], asked: () => [] };

interface Spec<N extends IntentName, T> {
  permit: Permit<N, T>;
  /** Looks up what is meant, and changes nothing. */
  about(turn: Turn<N>): Promise<T | Ended>;
  /** said in place of the usual line with who can */
  refusal?(turn: Turn<N>, about: T, refused: Asked): Reply;
  carryOut(turn: Turn<N>, about: T): Promise<Reply | null>;
}

/** How long an answer that only reads may take: `heavy` ones may count a whole city. */
export type Weight = 'light' | 'heavy';

export interface Act<N extends IntentName> {
  readonly actions: readonly Action[];
  /** set where the act changes nothing but marks: it is answered from a snapshot, beside the writer */
  reads?(intent: IntentOf<N>): Weight | undefined;
  perform(turn: Turn<N>): Promise<Reply | null>;
}

export function act<N extends IntentName, T extends object>(spec: Spec<N, T>): Act<N> {
  return {
    actions: spec.permit.actions,
    async perform(turn) {
      const about = await spec.about(turn);
      if ('reply' in about) return about.reply;
      const refused = spec.permit.asked(turn, about).find(({ action, on }) => !mayDo(turn, action, on));
      if (!refused) return spec.carryOut(turn, about);
      return spec.refusal?.(turn, about, refused) ?? refuse(turn, refused.action, refused.on);
    },
  };
}

/** An act about nothing that needs looking up. */
export const simply = <N extends IntentName>(carryOut: (turn: Turn<N>) => Promise<Reply | null>): Act<N> =>
  act<N, object>({ permit: OPEN, about: async () => ({}), carryOut });

/** An act that only asks. */
export const reading = <N extends IntentName>(weight: Weight, asked: Act<N>): Act<N> => ({
  ...asked,
  reads: () => weight,
});

/** Several things in one message: what the sender may not do to one of them keeps none of the others from being done. */
interface EachSpec<N extends IntentName, T> {
  permit: Permit<N, T>;
  about(turn: Turn<N>): Promise<{ things: readonly T[]; troubles: readonly Reply[] } | Ended>;
  refusal?(turn: Turn<N>, thing: T, refused: Asked): Reply;
  /** @param troubles one line for each thing that is not among `things` */
  carryOut(turn: Turn<N>, things: readonly T[], troubles: readonly Reply[]): Promise<Reply | null>;
}

export function actOnEach<N extends IntentName, T>(spec: EachSpec<N, T>): Act<N> {
  return {
    actions: spec.permit.actions,
    async perform(turn) {
      const about = await spec.about(turn);
      if ('reply' in about) return about.reply;
      const allowed: T[] = [];
      const troubles = [...about.troubles];
      for (const thing of about.things) {
        const refused = spec.permit.asked(turn, thing).find(({ action, on }) => !mayDo(turn, action, on));
        if (!refused) allowed.push(thing);
        else troubles.push(spec.refusal?.(turn, thing, refused) ?? refuse(turn, refused.action, refused.on));
      }
      return spec.carryOut(turn, allowed, troubles);
    },
  };
}

/** Lines one below the other; empty ones are left out. */
export const together = (replies: readonly Reply[]): Reply => {
  const said = replies.filter((r) => r.text !== '');
  return said.length === 1 ? said[0]! : { text: said.map((r) => r.text).join('\n') };
};
