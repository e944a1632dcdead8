import { listReceivers } from '@alliance/contracts/receivers.contract';
import { needsOfTarget, writeNeeds } from '@alliance/domain/receivers/needs';
import { useMemo } from 'react';
import { useAnswer } from '../../platform/query';
import type { DraftFields } from './draft.types';
import { useDirection, type Judged } from './use-criteria';

/** As many as a target can reasonably ask for; the address has an end. */
const mostNeeds = 6;

/** What the criteria that are met point to, as the question for receivers carries it. */
export function useNeeds(judged: Judged | undefined): string {
  return useMemo(() => {
    const targets = (judged?.judgement.findings ?? []).flatMap(({ code, verdict }) =>
      verdict === 'met' ? (judged?.criteria.get(code)?.target.zh ?? []) : [],
    );
    const wanted = new Map([...new Set(targets)].flatMap(needsOfTarget).map((alternatives) => [alternatives.join('|'), alternatives]));
    return writeNeeds([...wanted.values()].slice(0, mostNeeds));
  }, [judged]);
}

interface Question {
  readonly fields: DraftFields;
  readonly allianceId: string | null;
  readonly needs: string;
  readonly query?: string;
}

/** Members of the alliance that may receive this patient, the most suitable first. Until a service is chosen they are looked at as for a stay. */
export function useReceivers({ fields, allianceId, needs, query }: Question) {
  const usual = useDirection(null);
  return useAnswer(
    listReceivers,
    allianceId
      ? {
          query: {
            allianceId,
            service: fields.service ?? 'inpatient',
            direction: fields.direction ?? usual,
            limit: 50,
            ...(fields.urgency && { urgency: fields.urgency }),
            ...(fields.diagnosisCode && { diagnosisCode: fields.diagnosisCode }),
            ...(needs && { needs }),
            ...(query && { query: query.slice(0, 60) }),
          },
        }
      : null,
    { staleTime: 60_000, keepPrevious: true },
  );
}
export type Receivers = ReturnType<typeof useReceivers>;
