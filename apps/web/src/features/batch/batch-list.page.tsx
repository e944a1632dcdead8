import { listBatches } from '@alliance/contracts/batch.contract';
import { batchLimit } from '@alliance/domain/batch/batch';
import { Link } from '@tanstack/react-router';
import { useWords } from '../../platform/i18n';
import { usePages } from '../../platform/query';
import { exact } from '../../ui/moment';
import { MoreButton } from '../../ui/more-button';
import { Page } from '../../ui/page';
import { EmptyState, Loaded } from '../../ui/states';
import { batchWords } from './batch.locale';
import './batch.css';

/** Groups of the own hospital, newest first. */
export function BatchListPage() {
  const t = useWords(batchWords);
  const batches = usePages(listBatches, { query: { limit: 20 } });
  const start = (
    <Link to="/batch-transfer/new" className="button primary">
      {t('start')}
    </Link>
  );
  return (
    <Page title={t('title')} actions={start}>
      <p className="soft">{t('intro', { max: batchLimit })}</p>
      <Loaded of={batches}>
        {(items) =>
          items.length ? (
            <ul className="batch-groups">
              {items.map(({ id, kind, explanation, openedAt, openedBy, sent, waiting, refused }) => (
                <li key={id} className="card">
                  <Link to="/batch-transfer/$batchId" params={{ batchId: id }}>
                    {t(`kind.${kind}`)} · {explanation}
                  </Link>
                  <span>{t('count', { sent, waiting, refused })}</span>
                  <span className="faint">{t('by', { at: exact(openedAt), by: openedBy })}</span>
                </li>
              ))}
            </ul>
          ) : (
            <EmptyState title={t('empty.title')} text={t('empty.text')} />
          )
        }
      </Loaded>
      <MoreButton list={batches} />
    </Page>
  );
}
