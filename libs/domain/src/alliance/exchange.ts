import { takesPart, type MembershipState } from './membership.js';

/** How two institutions stand in the alliance a patient is sent under; null is no member at all, or no longer. */
export interface Parties {
  readonly sender: MembershipState | null;
  readonly receiver: MembershipState | null;
}
export interface Exchange {
  /** Fields of the referral that stand in the way. */
  readonly blocked: readonly ('allianceId' | 'receiverId')[];
  /** Let through although suspended: somebody has to look at it afterwards. */
  readonly suspended: 'sender' | 'receiver' | 'both' | null;
}

/**
 * Whether a patient may be sent under an alliance: both take part in it that day. A suspension never stops an immediate case (rescue first);
 * `urgency` null is a draft that has not said yet.
 */
export function exchangeUnder({ sender, receiver }: Parties, urgency: 'immediate' | 'urgent' | 'routine' | null): Exchange {
  const waived = urgency === 'immediate' || urgency === null;
  const passes = (state: MembershipState | null) => state !== null && (takesPart(state) || (waived && state === 'suspended'));
  const blocked = [...(passes(sender) ? [] : (['allianceId'] as const)), ...(passes(receiver) ? [] : (['receiverId'] as const))];
  const [out, back] = [sender === 'suspended', receiver === 'suspended'];
  return { blocked, suspended: blocked.length ? null : out && back ? 'both' : out ? 'sender' : back ? 'receiver' : null };
}
