import { listAlliances } from '@alliance/contracts/alliance.contract';
import { listReceivers, type Receiver } from '@alliance/contracts/receivers.contract';
import { writeNeeds } from '@alliance/domain/receivers/needs';
import { presentationFacts, type Presentation } from '@alliance/domain/trip/presentation';
import { useEffect, useState } from 'react';
import { useAnswer } from '../../platform/query';
import { keepPhones } from './kept-phones';

const hour = 3_600_000;

/** Hospitals that may take an emergency, the most suitable first, of the alliance that treats it or of the one that was chosen; their telephone numbers stay on this machine. */
export function useReceivers(what: Presentation | null) {
  // a choice is made for one situation: another situation, another proposal
  const [chosen, setChosen] = useState<{ readonly id: string; readonly what: Presentation | null }>();
  const alliances = useAnswer(listAlliances, { query: { mine: 'true' } }, { staleTime: hour });
  const { specialties, needs } = presentationFacts[what ?? 'other'];
  const mine = alliances.data?.items;
  const treating = specialties.flatMap((specialty) => mine?.find((each) => each.specialty === specialty) ?? []);
  const alliance = mine?.find(({ id }) => chosen?.what === what && id === chosen.id) ?? treating[0] ?? mine?.[0];
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
  );
  const { data } = receivers;
  useEffect(() => {
    if (data) keepPhones(data.items.flatMap(phoneOf));
  }, [data]);
  return {
    allianceId: alliance?.id,
    alliances: mine,
    chooseAlliance: (id: string) => setChosen({ id, what }),
    items: mine && !alliance ? [] : data?.items,
    error: alliances.error ?? receivers.error,
    refetch: () => void Promise.all([alliances.refetch(), receivers.refetch()]),
  };
}

function phoneOf({ id, name, phone, departments }: Receiver) {
  const number = phone ?? departments.find((department) => department.phone)?.phone;
  return number ? [{ institutionId: id, name, phone: number }] : [];
}
