import { useBlocker } from '@tanstack/react-router';
import { useWords } from '../../platform/i18n';
import { Dialog } from '../../ui/dialog';
import type { ContentStore } from './content.store';
import { editorWords } from './editor.locale';

/** Asks before a page is left that could not be saved. What is complete is on its way to the server and asks nothing. */
export function LeaveQuestion({ store }: { readonly store: ContentStore }) {
  const t = useWords(editorWords);
  const blocked = useBlocker({
    shouldBlockFn: ({ current, next }) =>
      current.pathname !== next.pathname && ['invalid', 'refused', 'offline'].includes(store.get().saving),
    enableBeforeUnload: false,
    withResolver: true,
  });
  return (
    <Dialog title={t('leave.title')} open={blocked.status === 'blocked'} onClose={() => blocked.reset?.()}>
      <p>{t('leave.text')}</p>
      <div className="form-foot">
        <button type="button" className="button danger" onClick={() => blocked.proceed?.()}>
          {t('leave.go')}
        </button>
        <button type="button" className="button primary" data-first onClick={() => blocked.reset?.()}>
          {t('leave.stay')}
        </button>
      </div>
    </Dialog>
  );
}
