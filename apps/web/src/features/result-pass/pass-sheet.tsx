import type { ResultPass } from '@alliance/contracts/result-pass.contract';
import { Suspense, lazy } from 'react';
import { useWords } from '../../platform/i18n';
import { CopyLine } from '../../ui/copy-line';
import { useDayTime } from '../../ui/moment';
import { Skeleton } from '../../ui/states';
import { resultPassWords } from './result-pass.locale';

const QrCode = lazy(() => import('../../ui/qr-code'));

/** What the patient takes along, as it is printed on one page; the token stands in the fragment: no server on the way sees it. */
export function PassSheet({ token, pass, name }: { readonly token: string; readonly pass: ResultPass; readonly name: string }) {
  const t = useWords(resultPassWords);
  const dayTime = useDayTime();
  const address = `${window.location.origin}/pass#${token}`;
  return (
    <div className="pass-made">
      <div className="pass-sheet">
        <p className="pass-sheet-title">{t('sheet.title')}</p>
        <p>
          {t('sheet.name')} <strong>{name}</strong>
        </p>
        <Suspense fallback={<Skeleton rows={1} height={200} />}>
          <QrCode value={address} label={t('sheet.label')} />
        </Suspense>
        <p>{t('sheet.scan')}</p>
        <p>{t('sheet.see')}</p>
        <ul>
          {pass.reports.map(({ id, title, number, institution }) => (
            <li key={id}>
              {title} · {institution} · <span className="figures">{number}</span>
            </li>
          ))}
        </ul>
        <p>{t('sheet.until', { until: dayTime(pass.expiresAt) })}</p>
      </div>
      <CopyLine label={t('sheet.address')} value={address} />
      <div>
        <button type="button" className="button primary" onClick={() => window.print()}>
          {t('sheet.print')}
        </button>
      </div>
    </div>
  );
}
