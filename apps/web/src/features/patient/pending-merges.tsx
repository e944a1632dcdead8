import { listMerges } from '@alliance/contracts/patient-merge.contract';
import { useWords } from '../../platform/i18n';
import { usePages } from '../../platform/query';
import { MoreButton } from '../../ui/more-button';
import { EmptyState, Loaded, Skeleton } from '../../ui/states';
import { MergeCard } from './merge-card';
import { mergeWords } from './merge.locale';

/** What waits for a second person at this hospital, oldest first, with both rows side by side. */
export function PendingMerges() {
  const t = useWords(mergeWords);
  const list = usePages(listMerges, { query: { limit: 20 } });
  return (
    <Loaded of={list} skeleton={<Skeleton rows={6} height={36} />}>
      {(merges) =>
        merges.length ? (
          <section className="card" aria-label={t('pending')}>
            <ul className="card-body merge-list">
              {merges.map((merge) => (
                <MergeCard key={merge.id} merge={merge} compared />
              ))}
            </ul>
            <MoreButton list={list} />
          </section>
        ) : (
          <EmptyState title={t('nonePending')} text={t('nonePendingText')} />
        )
      }
    </Loaded>
  );
}
