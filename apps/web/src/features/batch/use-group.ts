import { rings } from '@alliance/domain/receivers/telephone';
import { listAlliances } from '@alliance/contracts/alliance.contract';
import type { BatchKind } from '@alliance/domain/batch/batch';
import type { ConsentGiver, Service, Transport, Urgency } from '@alliance/domain/referral/referral.codes';
import { useState } from 'react';
import { useAnswer } from '../../platform/query';
import type { Holding, Line, SentBatch } from './batch-line.policy';

/** What holds for everybody in the group. */
export interface Group extends Holding {
  readonly kind: BatchKind | null;
  readonly explanation: string;
  readonly allianceId: string | null;
  readonly outside: boolean;
  readonly receiverId: string | null;
  readonly receiverDepartmentId: string | null;
  readonly outsideName: string;
  readonly outsidePhone: string;
  readonly outsideContact: string;
  readonly service: Service | null;
  readonly urgency: Urgency;
  readonly transport: Transport | null;
  readonly reviewer: string;
  readonly consentGiver: ConsentGiver | null;
  readonly authorisedBy: string;
}
export type GroupField = Exclude<keyof Group, 'outside' | 'urgency' | 'allianceId' | 'outsideContact'>;

const blank: Group = {
  ...{ kind: null, explanation: '', allianceId: null, outside: false, receiverId: null, receiverDepartmentId: null },
  ...{ outsideName: '', outsidePhone: '', outsideContact: '', service: null, urgency: 'urgent', transport: null },
  ...{ reviewer: '', consentGiver: null, authorisedBy: '' },
};

/** The group that is being written; a single alliance needs no choice. */
export function useGroup() {
  const [written, setWritten] = useState(blank);
  const alliances = useAnswer(listAlliances, { query: { limit: 100, mine: 'true' } }, { staleTime: 3_600_000 });
  const only = alliances.data?.items.length === 1 ? alliances.data.items[0] : undefined;
  const group: Group = { ...written, allianceId: written.allianceId ?? only?.id ?? null };
  return { group, alliances, change: (part: Partial<Group>) => setWritten((now) => ({ ...now, ...part })), empty: () => setWritten(blank) };
}

/** Whether every line can be sent with little: then little is asked of the group too (RF-06). */
export const onlyImmediate = (group: Group, lines: readonly Line[]): boolean =>
  lines.length > 0
    ? lines.every(({ triage }) => (triage ? triage === 'red' : group.urgency === 'immediate'))
    : group.urgency === 'immediate';

/** Fields that must be filled in before anybody is sent. */
export function neededOf(group: Group, lines: readonly Line[]): GroupField[] {
  const place: GroupField[] = group.outside ? ['outsideName', 'outsidePhone'] : ['receiverId'];
  const needed: GroupField[] = ['kind', 'explanation', ...place, 'service', 'transport', 'consentGiver'];
  if (!onlyImmediate(group, lines)) needed.push('reviewer', ...(group.outside ? [] : (['receiverDepartmentId'] as const)));
  if (group.consentGiver === 'rescue') needed.push('authorisedBy');
  return needed;
}
export const missingOf = (group: Group, lines: readonly Line[]): GroupField[] =>
  neededOf(group, lines).filter((field) => (field === 'outsidePhone' ? !rings(group.outsidePhone) : !`${group[field] ?? ''}`.trim()));

/** The group as it is sent; only where nothing is missing. */
export function groupToSend(group: Group): Omit<SentBatch, 'id' | 'patients'> {
  const { kind, explanation, outside, service, urgency, transport, reviewer, consentGiver, authorisedBy } = group;
  if (!kind || !service || !transport || !consentGiver) throw new Error('something is missing');
  const place = outside
    ? { outside: { name: group.outsideName.trim(), phone: group.outsidePhone.trim(), contact: group.outsideContact.trim() || null } }
    : { allianceId: group.allianceId, receiverId: group.receiverId, receiverDepartmentId: group.receiverDepartmentId };
  return {
    ...{ kind, service, urgency, transport, consentGiver, explanation: explanation.trim(), ...place },
    reviewer: reviewer.trim() || null,
    authorisedBy: consentGiver === 'rescue' ? authorisedBy.trim() : null,
  };
}
