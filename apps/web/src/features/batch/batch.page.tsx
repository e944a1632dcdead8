import { getBatch, type BatchResult } from '@alliance/contracts/batch.contract';
import { Link, useParams } from '@tanstack/react-router';
import { useText, useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { exact } from '../../ui/moment';
import { Page } from '../../ui/page';
import { Loaded, Skeleton } from '../../ui/states';
import { Table, type Column } from '../../ui/table';
import { UrgencyMark } from '../../ui/urgency-mark';
import { batchWords } from './batch.locale';
import { RefusedResult } from './refused-result';
import './batch.css';

/** One group, and where each of its patients stands now. */
export function BatchPage() {
  const t = useWords(batchWords);
  const { batchId = '' } = useParams({ strict: false });
  const batch = useAnswer(getBatch, { params: { batchId } });
  const sent = batch.data?.patients.some(({ referral }) => referral) ?? false;
  return (
    <Page
      title={t('title')}
      actions={
        sent && (
          <Link to="/batch-transfer/$batchId/print" params={{ batchId }} className="button">
            {t('printAll')}
          </Link>
        )
      }
    >
      <Loaded of={batch} skeleton={<Skeleton rows={8} height={40} />}>
        {({ kind, explanation, openedAt, openedBy, patients }) => (
          <>
            <p>
              <strong>{t(`kind.${kind}`)}</strong> · {explanation}
            </p>
            <p className="soft">{t('by', { at: exact(openedAt), by: openedBy })}</p>
            <Results patients={patients} />
            {patients.some(({ refused }) => refused) && <p className="note-warn">{t('refusedMany')}</p>}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Results({ patients }: { readonly patients: readonly BatchResult[] }) {
  const t = useWords(batchWords);
  const text = useText();
  const columns: Column<BatchResult>[] = [
    { id: 'label', head: t('column.label'), title: true, sort: ({ label }) => label, cell: ({ label }) => label },
    { id: 'patient', head: t('result.patient'), cell: ({ referral }) => referral?.patient },
    { id: 'urgency', head: t('result.urgency'), cell: ({ referral }) => referral && <UrgencyMark urgency={referral.urgency} /> },
    {
      id: 'receiver',
      head: t('result.receiver'),
      cell: ({ referral }) => referral && `${referral.receiver} ${text(referral.receiverDepartment)}`,
    },
    {
      id: 'state',
      head: t('result.state'),
      sort: ({ referral }) => referral?.state ?? '',
      cell: ({ referral, refused }) => (referral ? t(`state.${referral.state}`) : refused && <RefusedResult refused={refused} />),
    },
    {
      id: 'referral',
      head: t('result.referral'),
      cell: ({ referral }) =>
        referral && (
          <Link to="/referrals/$id" params={{ id: referral.id }} className="figures">
            {referral.number}
          </Link>
        ),
    },
  ];
  return <Table label={t('title')} columns={columns} rows={patients} keyOf={({ key }) => key} />;
}
