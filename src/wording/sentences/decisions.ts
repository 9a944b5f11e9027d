import { flag, list, number, type Sentences, text, time } from '../shape.ts';

const hands = { yes: number, no: number, abstain: number };
const unknown = list({ problem: text, owner: text, several: flag });

export const decisions = {
  vote: {
    ...hands,
    matter: text,
    unanimous: flag,
    due: number,
    present: number,
    needed: number,
    passed: flag,
    enough: flag,
  },
  too_many_votes: { matter: text, hands: number, voters: number },
  way_votes: hands,
  way_no_vote: {},
  offer: { count: number, noun: text, lacking: number },
  offer_title: {},
  offer_button: {},
  opened: {
    items: list({ name: text, problem: text, owner: text, due: time }),
    told: list(text),
    unknown,
  },
  none_opened: { unknown },
  nothing_to_open: {},
  source: { name: text, startAt: time },
  photo_kept: { name: text, startAt: time, number, last: number },
  photo_of: { name: text, startAt: time },
} satisfies Sentences;
