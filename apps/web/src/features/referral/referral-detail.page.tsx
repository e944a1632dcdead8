import { Link, getRouteApi, useNavigate } from '@tanstack/react-router';
import { useWords } from '../../platform/i18n';
import { Icon } from '../../ui/icon';
import { Page } from '../../ui/page';
import { detailWords } from './detail.locale';
import { ReferralDetail } from './referral-detail';
import { useReferral } from './referral.data';
import { LookingStrip } from './referral-lookers';

const route = getRouteApi('/inside/referrals/$id');

export function ReferralDetailPage() {
  const t = useWords(detailWords);
  const { id } = route.useParams();
  const { act, tab } = route.useSearch();
  const navigate = useNavigate();
  const { data } = useReferral(id);
  return (
    <Page
      full
      title={t('title', { number: data?.number ?? '…' })}
      actions={
        <Link to="/referrals" search={data?.side === 'sender' ? { side: 'outbound' } : {}} className="button bare">
          <Icon name="back" size={16} /> {t('back')}
        </Link>
      }
    >
      <div className="card detail-alone">
        <LookingStrip key={`looking ${id}`} id={id} />
        <ReferralDetail
          key={id}
          id={id}
          tab={tab}
          onTab={(tab) => void navigate({ to: '/referrals/$id', params: { id }, search: { tab }, replace: true })}
          wanted={act}
          onActed={() => act && void navigate({ to: '/referrals/$id', params: { id }, search: tab ? { tab } : {}, replace: true })}
        />
      </div>
    </Page>
  );
}
