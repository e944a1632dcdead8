import type { Machine } from '../machine.js';

export const agreementStates = ['draft', 'offered', 'in_force', 'ended'] as const;
export type AgreementState = (typeof agreementStates)[number];
export const agreementActions = ['edit', 'offer', 'sign', 'sendBack', 'end'] as const;
export type AgreementAction = (typeof agreementActions)[number];

/** 远程医疗服务协议. The last signature puts it in force: where one hospital alone has to sign, its offer is that signature. */
export const agreementMachine = {
  draft: { edit: 'draft', offer: 'offered' },
  offered: { sign: 'in_force', sendBack: 'draft' },
  in_force: { end: 'ended' },
  ended: {},
} as const satisfies Machine<AgreementState, AgreementAction>;
