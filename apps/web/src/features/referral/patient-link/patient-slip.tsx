import { Suspense, lazy } from 'react';
import { useWords } from '../../../platform/i18n';
import { CopyLine } from '../../../ui/copy-line';
import { useDayTime } from '../../../ui/moment';
import { Skeleton } from '../../../ui/states';
import { patientLinkWords } from './patient-link.locale';
import './patient-link.css';

const QrCode = lazy(() => import('../../../ui/qr-code'));

/** What the patient takes along, as it is printed (A5); the token stands in the fragment: no server on the way sees it. */
export function PatientSlip({ token, number, expiresAt }: { readonly token: string; readonly number: string; readonly expiresAt: string }) {
  const t = useWords(patientLinkWords);
  const dayTime = useDayTime();
  const address = `${window.location.origin}/p#${token}`;
  return (
    <div className="patient-link-made">
      <p>{t('scan')}</p>
      <div className="patient-slip">
        <p className="patient-slip-title">{t('slip.title')}</p>
        <p>{t('slip.scan')}</p>
        <Suspense fallback={<Skeleton rows={1} height={200} />}>
          <QrCode value={address} label={t('label')} />
        </Suspense>
        <p>{t('slip.see')}</p>
        <p>
          {t('slip.number')} <strong className="figures">{number}</strong>
        </p>
        <p>{t('slip.chase')}</p>
        <p className="patient-slip-small">{t('slip.until', { until: dayTime(expiresAt) })}</p>
        <p>
          <strong>{t('slip.emergency')}</strong>
        </p>
      </div>
      <CopyLine label={t('address')} value={address} />
      <div>
        <button type="button" className="button primary" onClick={() => window.print()}>
          {t('print')}
        </button>
      </div>
    </div>
  );
}
