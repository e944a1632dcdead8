import { getInstitution, type InstitutionDetail } from '@alliance/contracts/institution.contract';
import type { ReactNode } from 'react';
import { keyOf, queryClient, touch, useAnswer } from '../../platform/query';
import { useAppointment } from '../../platform/session';
import { Loaded, Skeleton } from '../../ui/states';

/** After a change the page shows the answer at once; a refusal looks again, to show what others changed. */
export const touchesInstitution = {
  touches: ['institution'],
  onDone: (saved: InstitutionDetail) => void queryClient.setQueryData(keyOf(getInstitution, { params: { id: saved.id } }), saved),
  onRefused: () => void touch('institution'),
} as const;

/** My own institution, loaded, failed or there. */
export function OwnInstitution({ children }: { readonly children: (institution: InstitutionDetail) => ReactNode }) {
  const id = useAppointment()?.institution.id;
  const institution = useAnswer(getInstitution, id ? { params: { id } } : null);
  return (
    <Loaded of={institution} skeleton={<Skeleton rows={8} height={36} />}>
      {children}
    </Loaded>
  );
}
export const isPhone = (text: string): boolean => /^\+?\d[\d -]{1,27}\d$/.test(text.trim());
