import type { ReferralView } from '@alliance/contracts/referral.contract';
import { useRouter } from '@tanstack/react-router';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { touch } from '../../platform/query';
import { useAppointment } from '../../platform/session';
import { DraftStore, type DraftState } from './draft.store';
import { showReferral } from './referral.data';

/** The draft of a form page: saves itself, and gives a fresh one its lasting address after the first save. */
export function useDraft(id: string, view: ReferralView | undefined): { store: DraftStore; draft: DraftState } {
  const router = useRouter();
  const appointment = useAppointment();
  const [store] = useState(() => {
    let known = view !== undefined;
    const onSaved = (saved: ReferralView) => {
      showReferral(saved);
      if (!known) {
        void touch('referral');
        if (router.state.location.pathname.includes(id))
          void router.navigate({ to: '/referrals/$id/edit', params: { id }, search: {}, replace: true });
      }
      known = true;
    };
    return new DraftStore(id, view, onSaved, appointment?.department ? { senderDepartmentId: appointment.department.id } : {});
  });
  const draft = useSyncExternalStore(store.subscribe, store.get);
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (store.unsaved) event.preventDefault();
    };
    window.addEventListener('beforeunload', warn);
    return () => {
      window.removeEventListener('beforeunload', warn);
      store.stop();
    };
  }, [store]);
  return { store, draft };
}
