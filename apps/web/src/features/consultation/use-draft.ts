import type { ConsultationView } from '@alliance/contracts/consultation.schema';
import { useRouter } from '@tanstack/react-router';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { touch } from '../../platform/query';
import { showConsultation } from './consultation.data';
import { DraftStore, type DraftState } from './draft.store';
import type { Change } from './draft.types';

/** The draft of a form page: saves itself, and gives a fresh one its lasting address after the first save. */
export function useDraft(id: string, view: ConsultationView | undefined, start: Change): { store: DraftStore; draft: DraftState } {
  const router = useRouter();
  const [store] = useState(() => {
    let known = view !== undefined;
    const onSaved = (saved: ConsultationView) => {
      showConsultation(saved);
      if (!known) {
        void touch('consultation');
        if (router.state.location.pathname.includes(id))
          void router.navigate({ to: '/consultations/$id/edit', params: { id }, search: {}, replace: true });
      }
      known = true;
    };
    return new DraftStore(id, view, onSaved, start);
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
