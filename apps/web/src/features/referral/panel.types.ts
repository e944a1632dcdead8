import type { ReferralView } from '@alliance/contracts/referral.contract';
import { acceptanceNeeds } from '@alliance/domain/referral/deadline';
import type { ReferralAction } from '@alliance/domain/referral/referral.machine';
import { bedRoutes, cancelReasons, outcomes, returnReasons } from '@alliance/domain/referral/referral.types';

/** One field of an action panel; its words stand under `panel.field.<action>.<name>` or `field.<name>`. */
export interface PanelField {
  readonly name: string;
  readonly kind: 'line' | 'phone' | 'area' | 'time' | 'returnReason' | 'cancelReason' | 'outcome' | 'bedRoute';
  readonly required: boolean;
  readonly maxLength?: number;
}

const area = (name: string, maxLength = 2000): PanelField => ({ name, kind: 'area', required: true, maxLength });

/** What an action needs beyond the version. Acceptance depends on the service: the same table that the server decides by. */
export function fieldsOf(action: ReferralAction, referral: ReferralView): readonly PanelField[] {
  switch (action) {
    case 'accept': {
      const needs = referral.service ? acceptanceNeeds[referral.service] : [];
      const needed = (name: (typeof needs)[number]) => needs.includes(name);
      return [
        { name: 'arriveBy', kind: 'time', required: true },
        { name: 'place', kind: 'line', required: true, maxLength: 200 },
        { name: 'phone', kind: 'phone', required: needed('phone'), maxLength: 30 },
        { name: 'physician', kind: 'line', required: needed('physician'), maxLength: 60 },
        ...(needed('bedRoute') ? [{ name: 'bedRoute', kind: 'bedRoute', required: true } as const] : []),
        { ...area('advice'), required: false },
      ];
    }
    case 'return':
      return [{ name: 'reason', kind: 'returnReason', required: true }, area('advice')];
    case 'ask':
      return [area('question')];
    case 'reply':
      return [area('answer')];
    case 'treatHere':
      return [area('plan')];
    case 'depart':
      return [{ name: 'estimatedArrivalAt', kind: 'time', required: true }];
    case 'reportOutcome':
      return [{ name: 'outcome', kind: 'outcome', required: true }, area('summary', 4000)];
    case 'cancel':
      return [{ name: 'reason', kind: 'cancelReason', required: true }];
    case 'submit':
    case 'resubmit':
    case 'arrive':
    case 'admit':
    case 'close':
      return [];
  }
}
/** Codes of the fields that choose one of a list. */
export const codesOf = { returnReason: returnReasons, cancelReason: cancelReasons, outcome: outcomes, bedRoute: bedRoutes } as const;

/** The order of the buttons, the primary one last: it stands bottom right. */
const order: readonly ReferralAction[] = [
  'cancel',
  'treatHere',
  'return',
  'ask',
  'close',
  'reportOutcome',
  'admit',
  'depart',
  'arrive',
  'resubmit',
  'submit',
  'reply',
  'accept',
];
export const inOrder = (actions: readonly ReferralAction[]): ReferralAction[] => order.filter((action) => actions.includes(action));
/** Actions whose button leads elsewhere or never is the primary one. */
export const neverPrimary: ReadonlySet<ReferralAction> = new Set(['cancel', 'return', 'ask', 'treatHere']);
/** Keys that open a panel. */
export const panelKeys: Readonly<Partial<Record<ReferralAction, string>>> = { accept: 'a', return: 'r', ask: 'i' };
