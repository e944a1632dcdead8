import { useSyncExternalStore } from 'react';
import type { Store } from './store';

/** What a store holds now; the component is drawn again when it changes. */
export const useStoreNow = <T>(store: Store<T>): T => useSyncExternalStore(store.watch, store.now);
