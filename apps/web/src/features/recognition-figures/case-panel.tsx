import { listRecognitionCases, type RecognitionCase } from '@alliance/contracts/recognition-figures.contract';
import { Link } from '@tanstack/react-router';
import { useText, useWords } from '../../platform/i18n';
import { usePages } from '../../platform/query';
import { MoreButton } from '../../ui/more-button';
import { When } from '../../ui/moment-view';
import { SidePanel } from '../../ui/side-panel';
import { EmptyState, Loaded, Skeleton } from '../../ui/states';
import { Table } from '../../ui/table';
import type { FiguresSearch } from './recognition-figures-search';
import { recognitionFiguresWords } from './recognition-figures.locale';

interface Props {
  readonly search: FiguresSearch;
  readonly onClose: () => void;
}

/** The decisions behind a number. */
export function CasePanel({ search, onClose }: Props) {
  const t = useWords(recognitionFiguresWords);
  const open = Boolean(search.open ?? search.item ?? search.issuer ?? search.receiver);
  return (
    <SidePanel title={t('cases')} open={open} onClose={onClose}>
      <Cases search={search} />
    </SidePanel>
  );
}

function Cases({ search: { scope, from, to, open, item, issuer, receiver } }: Pick<Props, 'search'>) {
  const t = useWords(recognitionFiguresWords);
  const text = useText();
  const list = usePages(listRecognitionCases, {
    query: {
      ...{ limit: 50, ...(scope && { scope }), ...(from && { from }), ...(to && { to }) },
      ...(open === 'counted' ? { counted: 'true' } : open ? { decision: open } : {}),
      ...{ ...(item && { itemCode: item }), ...(issuer && { issuerId: issuer }), ...(receiver && { receiverId: receiver }) },
    },
  });
  return (
    <Loaded of={list} skeleton={<Skeleton rows={5} height={32} />}>
      {(cases) =>
        cases.length ? (
          <>
            <Table
              label={t('cases')}
              rows={cases}
              keyOf={({ id }) => id}
              columns={[
                { id: 'item', head: t('column.item'), title: true, cell: (one) => text(one.item.name) },
                { id: 'at', head: t('column.at'), cell: ({ decidedAt }) => <When at={decidedAt} /> },
                { id: 'between', head: t('column.between'), cell: (one) => `${one.issuer?.name ?? '—'} → ${one.receiver.name}` },
                { id: 'decision', head: t('column.decision'), cell: ({ decision }) => t(`count.${decision}`) },
                { id: 'reason', head: t('column.reason'), cell: (one) => <Reason of={one} /> },
              ]}
            />
            <MoreButton list={list} />
          </>
        ) : (
          <EmptyState title={t('empty')} />
        )
      }
    </Loaded>
  );
}

function Reason({ of: { reason, standing, checkId } }: { readonly of: RecognitionCase }) {
  const t = useWords(recognitionFiguresWords);
  return (
    <>
      {reason} {standing && t(`verdict.${standing}`)}{' '}
      {checkId && (
        <Link to="/recognition/checks/$id" params={{ id: checkId }}>
          {t('toCheck')}
        </Link>
      )}
    </>
  );
}
