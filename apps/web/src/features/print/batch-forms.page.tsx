import { getBatch } from '@alliance/contracts/batch.contract';
import { getReferral } from '@alliance/contracts/referral.contract';
import { useQueries } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { call } from '../../platform/call';
import { useWords } from '../../platform/i18n';
import { keyOf, useAnswer } from '../../platform/query';
import { EmptyState, Loaded } from '../../ui/states';
import { PrintFrame } from './print.page';
import { printWords } from './print.locale';
import { TransferForm } from './transfer-form';
import { usePrint } from './use-print';

/** The forms of a whole group, one sheet each, in the order of their labels. */
export function BatchFormsPage() {
  const t = useWords(printWords);
  const { batchId = '' } = useParams({ strict: false });
  const batch = useAnswer(getBatch, { params: { batchId } });
  const ids = batch.data?.patients.flatMap(({ referral }) => (referral && referral.state !== 'voided' ? [referral.id] : []));
  const printing = usePrint('form', ids);
  const referrals = useQueries({
    queries: (ids ?? []).map((id) => ({
      queryKey: keyOf(getReferral, { params: { id } }),
      queryFn: ({ signal }: { signal: AbortSignal }) => call(getReferral, { params: { id } }, { signal }),
    })),
  });
  const there = referrals.flatMap(({ data }) => data ?? []);
  const total = ids?.length ?? 0;
  const waits = there.length < total ? t('reading', { done: there.length, total }) : undefined;
  return (
    <PrintFrame
      title={t('title.batch')}
      printing={printing}
      waits={waits}
      back={
        <Link to="/batch-transfer/$batchId" params={{ batchId }} className="button">
          {t('backToBatch')}
        </Link>
      }
    >
      <Loaded of={batch}>
        {() =>
          total ? (
            there.map((referral) => {
              const about = printing.paperOf(referral.id);
              return (
                printing.printed && about && <TransferForm key={referral.id} referral={referral} about={about} printed={printing.printed} />
              );
            })
          ) : (
            <EmptyState title={t('noneSent.title')} text={t('noneSent.text')} />
          )
        }
      </Loaded>
    </PrintFrame>
  );
}
