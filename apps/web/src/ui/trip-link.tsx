import { issueTripLink, revokeTripLink, type TripView } from '@alliance/contracts/trip.contract';
import { Suspense, lazy, useState } from 'react';
import { useCommand } from '../platform/command';
import { useWords } from '../platform/i18n';
import { CopyLine } from './copy-line';
import { useDayTime } from './moment';
import { once } from './once';
import { RefusalNote, Skeleton } from './states';
import { tripCardWords } from './trip-card.locale';
import './trip-card.css';

const QrCode = lazy(() => import('./qr-code'));

/** The token stands in the fragment: no server on the way sees it. */
const addressOf = (token: string): string => `${window.location.origin}/t#${token}`;

/** The crew's link: made, shown once, replaced, taken back. */
export function TripLink({ referralId, trip: { link, may } }: { readonly referralId: string; readonly trip: TripView }) {
  const t = useWords(tripCardWords);
  const dayTime = useDayTime();
  const [made, setMade] = useState<{ readonly token: string; readonly linkId: string | undefined }>();
  const issue = useCommand(issueTripLink, {
    touches: ['referral'],
    onDone: ({ token, trip }) => setMade({ token, linkId: trip.link?.id }),
  });
  const revoke = useCommand(revokeTripLink, { touches: ['referral'], onDone: () => setMade(undefined) });
  const params = { params: { id: referralId } };
  const shown = made && made.linkId === link?.id ? addressOf(made.token) : undefined;
  return (
    <section className="trip-part" aria-label={t('link.title')}>
      <h3>{t('link.title')}</h3>
      <p className="soft">
        {link ? t('link.open', { by: link.issuedBy, at: dayTime(link.issuedAt), until: dayTime(link.expiresAt) }) : t('link.none')}
      </p>
      {shown && (
        <div className="trip-qr">
          <p>{t('link.scan')}</p>
          <Suspense fallback={<Skeleton rows={1} height={200} />}>
            <QrCode value={shown} label={t('link.label')} />
          </Suspense>
          <CopyLine label={t('link.address')} value={shown} />
        </div>
      )}
      <RefusalNote error={issue.error ?? revoke.error} />
      <div className="trip-do">
        {may.issue && (
          <button
            type="button"
            className={link ? 'button' : 'button primary'}
            aria-disabled={issue.isPending}
            onClick={once(() => !issue.isPending && issue.mutate(params))}
          >
            {t(link ? 'link.again' : 'link.issue')}
          </button>
        )}
        {link && may.revoke && (
          <button
            type="button"
            className="button"
            aria-disabled={revoke.isPending}
            onClick={() => !revoke.isPending && revoke.mutate(params)}
          >
            {t('link.revoke')}
          </button>
        )}
      </div>
      {link && may.issue && <p className="faint">{t('link.againHint')}</p>}
    </section>
  );
}
