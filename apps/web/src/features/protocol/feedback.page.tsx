import { getUsage, listFeedback } from '@alliance/contracts/protocol-search.contract';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useText, useWords } from '../../platform/i18n';
import { useAnswer, usePages } from '../../platform/query';
import { DoesNotFit } from '../../ui/criteria/does-not-fit';
import { Icon } from '../../ui/icon';
import { MoreButton } from '../../ui/more-button';
import { Page } from '../../ui/page';
import { EmptyState, Loaded, Skeleton } from '../../ui/states';
import { Table } from '../../ui/table';
import { authorWords } from './author.locale';
import { FeedbackItem } from './feedback-item';
import { useProtocol, versionToRead } from './protocol.data';
import './feedback.css';

const route = getRouteApi('/inside/protocols/$id/feedback');

/** What was said about a protocol, and how often it is opened: to its authors all, to others what concerns their hospital. */
export function FeedbackPage() {
  const t = useWords(authorWords);
  const text = useText();
  const { id } = route.useParams();
  const protocol = useProtocol(id);
  const list = usePages(listFeedback, { params: { id }, query: { limit: 50 } });
  const number = protocol.data && versionToRead(protocol.data);
  return (
    <Page
      title={t('feedback.title')}
      aside={protocol.data && text(protocol.data.title)}
      actions={
        <Link to="/protocols/$id" params={{ id }} className="button bare">
          <Icon name="back" size={16} /> {t('back')}
        </Link>
      }
    >
      <section className="card" aria-label={t('feedback.list')}>
        <header className="card-head">
          <h2>{t('feedback.list')}</h2>
          {number !== undefined && <DoesNotFit protocolId={id} number={number} criterion={null} />}
        </header>
        <Loaded of={list} skeleton={<Skeleton rows={4} height={48} />}>
          {(rows) =>
            rows.length ? (
              <>
                <ul className="feedback-list">
                  {rows.map((one) => (
                    <FeedbackItem key={one.id} of={one} mayAnswer={protocol.data?.mayAuthor ?? false} />
                  ))}
                </ul>
                <MoreButton list={list} />
              </>
            ) : (
              <EmptyState title={t('feedback.none')} text={t('feedback.noneText')} />
            )
          }
        </Loaded>
      </section>
      <Usage id={id} />
    </Page>
  );
}

function Usage({ id }: { readonly id: string }) {
  const t = useWords(authorWords);
  const usage = useAnswer(getUsage, { params: { id } });
  return (
    <section className="card" aria-label={t('usage.title')}>
      <header className="card-head">
        <h2>{t('usage.title')}</h2>
      </header>
      <Loaded of={usage}>
        {({ items }) =>
          items.length ? (
            <Table
              label={t('usage.title')}
              rows={items.toSorted((a, b) => b.opened - a.opened)}
              keyOf={({ institution }) => institution}
              columns={[
                { id: 'institution', head: t('usage.column.institution'), title: true, cell: ({ institution }) => institution },
                { id: 'opened', head: t('usage.column.opened'), cell: ({ opened }) => <span className="figures">{opened}</span> },
                { id: 'last', head: t('usage.column.last'), cell: ({ lastOn }) => <span className="figures">{lastOn}</span> },
              ]}
            />
          ) : (
            <p className="card-body soft">{t('usage.none')}</p>
          )
        }
      </Loaded>
    </section>
  );
}
