import { Link, getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useWords } from '../../platform/i18n';
import { Page } from '../../ui/page';
import { EmptyState, ErrorState, Loaded, Skeleton } from '../../ui/states';
import { formWords } from './form.locale';
import { ReferralForm } from './referral-form';
import { useReferralIf } from './referral.data';

const route = getRouteApi('/inside/referrals/$id/edit');

export function ReferralFormPage() {
  const { id } = route.useParams();
  return <Begin key={id} id={id} />;
}

/** A fresh draft has an address before the server knows it; after the first save the address is that of any draft. */
function Begin({ id }: { readonly id: string }) {
  const t = useWords(formWords);
  const { fresh } = route.useSearch();
  const [begunFresh] = useState(fresh === true);
  const referral = useReferralIf(id, !begunFresh);
  if (begunFresh) return <ReferralForm id={id} view={undefined} />;
  if (referral.error && !referral.data)
    return (
      <Page title={t('title')}>
        <ErrorState error={referral.error} retry={referral.refetch} />
      </Page>
    );
  return (
    <Loaded
      of={referral}
      skeleton={
        <Page title="…">
          <Skeleton rows={10} height={40} />
        </Page>
      }
    >
      {(view) =>
        view.actions.includes('submit') || view.actions.includes('resubmit') ? (
          <ReferralForm id={id} view={view} />
        ) : (
          <Page title={t('titleEdit', { number: view.number })}>
            <EmptyState
              title={t('notEditable')}
              text={t('notEditableText')}
              action={
                <Link to="/referrals/$id" params={{ id }} className="button primary">
                  {t('open')}
                </Link>
              }
            />
          </Page>
        )
      }
    </Loaded>
  );
}
