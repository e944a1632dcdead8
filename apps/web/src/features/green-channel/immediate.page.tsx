import { getReferral } from '@alliance/contracts/referral.contract';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useWords } from '../../platform/i18n';
import { keyOf, queryClient } from '../../platform/query';
import { Page } from '../../ui/page';
import { say } from '../../ui/said';
import { greenWords } from './green.locale';
import { ImmediateForm } from './immediate-form';
import { ImmediateStatus } from './immediate-status';
import type { Photo } from './photo';
import { PhotoField, PhotoUpload } from './photo-field';
import './green.css';

const route = getRouteApi('/inside/referrals/immediate');

/** The green channel: an alarm in four fields; afterwards, at the same address with its id, what became of it. */
export function ImmediatePage() {
  const t = useWords(greenWords);
  const { id } = route.useSearch();
  const navigate = route.useNavigate();
  const [photo, setPhoto] = useState<Photo | null>(null);
  return (
    <Page
      title={t('title')}
      actions={
        id && (
          <Link to="/referrals/immediate" search={{}} className="button" onClick={() => setPhoto(null)}>
            {t('status.another')}
          </Link>
        )
      }
    >
      {id ? (
        <>
          <ImmediateStatus id={id} />
          <div className="green">
            <PhotoField photo={photo} onPhoto={setPhoto} />
            {photo && <PhotoUpload key={id} referralId={id} photo={photo} />}
          </div>
        </>
      ) : (
        <ImmediateForm
          onSent={(referral, departed) => {
            queryClient.setQueryData(keyOf(getReferral, { params: { id: referral.id } }), referral);
            if (!departed) say(t('departFailed'), { urgent: true });
            void navigate({ search: { id: referral.id }, replace: true });
          }}
        >
          <PhotoField photo={photo} onPhoto={setPhoto} />
        </ImmediateForm>
      )}
    </Page>
  );
}
