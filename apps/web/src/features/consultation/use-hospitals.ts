import { getServiceAgreement, listServiceAgreements } from '@alliance/contracts/service-agreement.contract';
import type { ConsultationKind } from '@alliance/domain/consultation/consultation.codes';
import { useAnswer } from '../../platform/query';
import { useAppointment } from '../../platform/session';

const holds = new Set(['in_force', 'expiring', 'ending']);

/** Hospitals that an agreement in force lets us ask for this, each with its agreement. */
export function useHospitals(kind: ConsultationKind) {
  const own = useAppointment()?.institution.id;
  const answer = useAnswer(listServiceAgreements, { query: { current: 'true', kind, limit: 100 } }, { staleTime: 60_000 });
  const valid = answer.data?.items.filter(({ standing, provider }) => holds.has(standing) && provider.id !== own);
  const items = valid && [...new Map(valid.map((agreement) => [agreement.provider.id, agreement])).values()];
  return { items, error: answer.error, refetch: answer.refetch };
}

/** What the agreement promises about time; undefined while it is asked for. */
export const useTerms = (agreementId: string | undefined) =>
  useAnswer(getServiceAgreement, agreementId ? { params: { id: agreementId } } : null, { staleTime: 60_000 }).data;
