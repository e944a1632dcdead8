import { getInstitution } from '@alliance/contracts/institution.contract';
import type { PatientView } from '@alliance/contracts/patient.contract';
import type { Urgency } from '@alliance/domain/referral/referral.codes';
import { useState } from 'react';
import { useAnswer } from '../../platform/query';
import { useToday } from '../../ui/moment';
import type { ChosenAlliance } from './alliance-field';
import { completenessOfDraft } from './completeness-card';
import { departmentsFor } from './departments-for.policy';
import type { DraftState } from './draft.store';
import { missingIn, type FieldName } from './draft.types';
import { useDuplicates } from './duplicate-note';
import { useCriteriaInForce, useDirection, useJudged } from './use-criteria';
import { useNeeds, useReceivers } from './use-receivers';
import { needsReason, sooner } from './verdict-card';

/** Everything that is looked at while a referral is written, and what keeps it from being sent. */
export function useChecks(id: string, draft: DraftState, patient: PatientView | null, { alliances, allianceId }: ChosenAlliance) {
  const { fields, view } = draft;
  const today = useToday();
  const specialty = alliances.data?.items.find((alliance) => alliance.id === allianceId)?.specialty ?? null;
  const criteria = useCriteriaInForce(allianceId);
  const computed = useDirection(fields.receiverId);
  const direction = fields.direction ?? computed;
  const judged = useJudged(criteria.data, direction, patient, fields.facts);
  const needs = useNeeds(judged);
  const receivers = useReceivers({ fields, allianceId, needs });
  const receiver = useAnswer(getInstitution, fields.receiverId ? { params: { id: fields.receiverId } } : null, { staleTime: 3_600_000 });
  const duplicates = useDuplicates(id, fields);
  const completeness = completenessOfDraft(fields, view?.attachments.length ?? 0);
  /** The judged urgency that the doctor has looked at and decided against. */
  const [kept, setKept] = useState<Urgency | null>(null);

  const slower = judged && fields.urgency ? sooner(judged, fields.urgency) : undefined;
  const { mayNot } = departmentsFor(receiver.data?.departments ?? [], fields, specialty);
  const rescue = fields.urgency === 'immediate';
  const missing = new Set<FieldName>(missingIn(fields, patient, today));
  if (mayNot.some((department) => department.id === fields.receiverDepartmentId)) missing.add('receiverDepartmentId');
  if (judged && needsReason(judged, fields.urgency) && !fields.criteriaReason) missing.add('criteriaReason');
  if (slower && slower !== kept) missing.add('urgency');
  if (duplicates && !rescue && !fields.duplicateReason) missing.add('duplicateReason');
  // asked last: much of it comes by itself with what is still missing
  const asksIncompleteReason = completeness.asksReason && (missing.size === 0 || fields.incompleteReason !== null);
  if (asksIncompleteReason && !fields.incompleteReason) missing.add('incompleteReason');
  return {
    ...{
      specialty,
      criteria,
      computed,
      direction,
      judged,
      needs,
      receivers,
      duplicates,
      completeness,
      asksIncompleteReason,
      kept,
      setKept,
    },
    missing: [...missing],
  };
}
