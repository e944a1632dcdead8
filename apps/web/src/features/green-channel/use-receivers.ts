import { listAlliances } from '@alliance/contracts/alliance.contract';
import { listReceivers, type Receiver } from '@alliance/contracts/receivers.contract';
import { writeNeeds } from '@alliance/domain/receivers/needs';
import { presentationFacts, type Presentation } from '@alliance/domain/trip/presentation';
import { useEffect } from 'react';
import { useAnswer } from '../../platform/query';
import { keepPhones } from './kept-phones';

const hour = 3_600_000;

/** Hospitals that may take an emergency, the most suitable first; their telephone numbers stay on this machine. */
export function useReceivers(what: Presentation | null) {
  const alliances = useAnswer(listAlliances, { query: { mine: 'true' } }, { staleTime: hour });
  const { specialties, needs } = presentationFacts[what ?? 'other'];
  const mine = alliances.data?.items;
  const alliance = mine?.find(({ specialty }) => specialties.includes(specialty)) ?? mine?.[0];
  const receivers = useAnswer(
    listReceivers,
    alliance
      ? {
          query: {
            allianceId: alliance.id,
            service: 'emergency',
            urgency: 'immediate',
            ...(needs.length > 0 && { needs: writeNeeds([needs]) }),
          },
        }
      : null,
    { keepPrevious: true },
  );
  const { data } = receivers;
  useEffect(() => {
    if (data) keepPhones(data.items.flatMap(phoneOf));
  }, [data]);
  return {
    allianceId: alliance?.id,
    items: mine && !alliance ? [] : data?.items,
    error: alliances.error ?? receivers.error,
    refetch: () => void Promise.all([alliances.refetch(), receivers.refetch()]),
  };
}

function phoneOf({ id, name, phone, departments }: Receiver) {
  const number = phone ?? departments.find((department) => department.phone)?.phone;
  return number ? [{ institutionId: id, name, phone: number }] : [];
}
