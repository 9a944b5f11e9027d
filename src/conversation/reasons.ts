import type { Activity } from '../domain/activity/activity.ts';
import { targetOf } from './near.ts';
import { mayDo, type Turn } from './turn.ts';

/** Why people were away: for the secretary and the recorder; nobody above the branch (product §5). */
export const maySeeReasons = (turn: Turn, activity: Activity): boolean =>
  mayDo(turn, 'see_reasons', targetOf(activity)) ||
  (activity.recorder === turn.sender.name && turn.sender.branchId === turn.org.branchOf(activity.unitId)?.id);

/** 谁请假了，什么原因: asked with whatever else is asked. */
export const asksReasons = ({ intent, text }: Turn<'query'>): boolean =>
  intent.what === 'reasons' || /为什么|为啥|为何|原因|理由|事由/u.test(text);
