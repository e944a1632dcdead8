import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useWords } from '../../platform/i18n';
import { useDesk } from './queue.data';
import { isUnchanged, searchOf, viewKey, type QueueSearch } from './queue-search';
import { queueWords } from './queue.locale';
import { ArrangeViews, SaveView } from './queue-view-dialog';
import { useViewName } from './use-view-name';

/** Kept views as tabs, with what stands in each. */
export function QueueViews({ search }: { readonly search: QueueSearch }) {
  const t = useWords(queueWords);
  const nameOf = useViewName();
  const { data: desk } = useDesk();
  const [dialog, setDialog] = useState<'save' | 'arrange'>();
  if (!desk) return null;
  const here = desk.views.find((view) => viewKey(view) === search.view);
  const filtered = Object.keys(search).some((name) => !['side', 'open', 'tab', 'view', 'name', 'number'].includes(name));
  return (
    <nav className="queue-views" aria-label={t('views')}>
      {desk.views.map((view) => (
        <Link
          key={view.id}
          to="/referrals"
          search={searchOf(view)}
          className={view === here ? 'queue-view here' : 'queue-view'}
          aria-current={view === here ? 'page' : undefined}
          title={view.sharedBy ? t('sharedBy', { name: view.sharedBy }) : undefined}
        >
          {nameOf(view)}
          {view.count !== null && <span className="figures"> {view.count}</span>}
          {view.late > 0 && <span className="queue-view-late figures"> ⚠{view.late}</span>}
        </Link>
      ))}
      {filtered && (!here || !isUnchanged(search, here)) && (
        <button type="button" className="button bare" onClick={() => setDialog('save')}>
          {t('saveView')}
        </button>
      )}
      <button type="button" className="button bare" onClick={() => setDialog('arrange')}>
        {t('arrange')}
      </button>
      {dialog === 'save' && (
        <SaveView desk={desk} search={search} over={here?.sharedBy ? undefined : here} onClose={() => setDialog(undefined)} />
      )}
      {dialog === 'arrange' && <ArrangeViews desk={desk} onClose={() => setDialog(undefined)} />}
    </nav>
  );
}
