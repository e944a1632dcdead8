import type { QueueView } from '@alliance/contracts/desk.contract';
import { useWords } from '../../platform/i18n';
import { queueWords } from './queue.locale';

/** What a kept view is called: by whoever kept it, or by the portal. */
export function useViewName(): (view: Pick<QueueView, 'code' | 'name'>) => string {
  const t = useWords(queueWords);
  return ({ code, name }) => name ?? (code ? t(`view.${code}`) : '');
}
