// message/send (doc 90236): the application to persons. Texts, because members reading in WeChat see neither markdown
// nor cards there; a card where buttons are the answer.
import { PUSH_CHANNELS, type Push, type PushOutcome, type Sender } from '../../ports/channels.ts';
import type { WecomApi } from '../wecom/api.ts';
import { APP_CARD, buttonCard, cardProblem, fitsCard } from '../wecom/card.ts';
import { outcomeOf } from '../wecom/result.ts';
import { type PartLabel, recipients, refusedHere } from '../wecom/sending.ts';
import { asPlain } from '../wecom/shown.ts';
import { splitToBytes } from '../wecom/text.ts';
import { type Accepted, acceptedBy, duplicateCheck, lower } from './answer.ts';

const { messageBytes } = PUSH_CHANNELS.app;
const MAX_USERS = 1000;

interface AppSenderSettings {
  api: WecomApi;
  agentId: number;
  partLabel: PartLabel;
}

type Content = Readonly<Record<string, unknown>>;

/**
 * Repeating a push repeats its bytes, so WeCom's own duplicate check makes a retry after a lost answer harmless
 * (almost 4 hours); a card is refused by its task_id as well.
 */
export function createAppSender({ api, agentId, partLabel }: AppSenderSettings): Sender {
  return async (push) => {
    const users = push.channel === 'app' ? recipients(push) : undefined;
    if (!users) return refusedHere('bad_recipient');
    if (users.length === 0) return refusedHere('no_recipient');
    const contents = contentsOf(push, users.length, partLabel);
    if (typeof contents === 'string') return refusedHere(contents);

    let sum: Accepted | undefined;
    let refused: PushOutcome | undefined;
    const unreached: string[] = [];
    for (let from = 0; from < users.length; from += MAX_USERS) {
      const some = users.slice(from, from + MAX_USERS);
      const outcome = await sendAll(push, some, contents);
      if (outcome.kind === 'accepted') sum = merged(sum, outcome);
      else if (outcome.kind === 'refused' && outcome.scope === 'recipient') {
        refused = outcome;
        unreached.push(...lower(some));
      } else return sum ? partly(outcome) : outcome;
    }
    return sum ? merged(sum, { kind: 'accepted', refusedUsers: unreached }) : refused!;
  };

  async function sendAll(push: Push, users: string[], contents: readonly Content[]): Promise<PushOutcome> {
    let sum: Accepted | undefined;
    for (const content of contents) {
      const body = JSON.stringify({
        touser: users.join('|'),
        agentid: agentId,
        ...content,
        // A card has its task_id.
        ...duplicateCheck(content.msgtype === 'template_card' ? 0 : push.serial),
      });
      const result = await api.call('/cgi-bin/message/send', { body });
      if (!result.ok) return sum ? partly(outcomeOf(result.failure)) : outcomeOf(result.failure);
      sum = merged(sum, acceptedBy(result.value));
    }
    return sum!;
  }
}

/** A part of it is out, so a repetition is one: WeCom's own check bears it, for as long as that lasts. */
const partly = (outcome: PushOutcome): PushOutcome =>
  outcome.kind === 'retry' ? { kind: 'unknown', reason: 'partly_sent' } : outcome;

/** The texts that a message takes, each within the bytes of one; none for one without words. */
export function textParts(text: string, partLabel: PartLabel): string[] {
  const plain = asPlain(text).trim();
  return plain === '' ? [] : splitToBytes(plain, messageBytes, partLabel);
}

/** The messages of a push in sending order, or the word for what is wrong with it. */
function contentsOf(push: Push, users: number, partLabel: PartLabel): Content[] | string {
  const text = asPlain(push.text).trim();
  const texts = (push.parts ?? textParts(push.text, partLabel)).map((content) => ({
    msgtype: 'text',
    text: { content },
  }));
  const { card } = push;
  if (!card) return texts.length > 0 ? texts : 'empty';
  // A task_id is good for one call.
  const problem = users > MAX_USERS ? 'card_too_many_users' : cardProblem(card);
  if (problem) return problem;
  const shown = { msgtype: 'template_card', template_card: buttonCard(card, push.text, APP_CARD) };
  // What a card would cut goes before it in full.
  return fitsCard(text, APP_CARD) ? [shown] : [...texts, shown];
}

function merged(a: Accepted | undefined, b: Accepted): Accepted {
  return {
    kind: 'accepted',
    messageIds:
      a?.messageIds || b.messageIds ? [...(a?.messageIds ?? []), ...(b.messageIds ?? [])] : undefined,
    responseCode: b.responseCode ?? a?.responseCode,
    refusedUsers: union(a?.refusedUsers, b.refusedUsers),
    unlicensedUsers: union(a?.unlicensedUsers, b.unlicensedUsers),
  };
}

function union(a: string[] | undefined, b: string[] | undefined): string[] | undefined {
  const all = new Set([...(a ?? []), ...(b ?? [])]);
  return all.size > 0 ? [...all] : undefined;
}
