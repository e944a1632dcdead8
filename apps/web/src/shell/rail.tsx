import { Link, useLocation } from '@tanstack/react-router';
import { useState } from 'react';
import { useWords } from '../platform/i18n';
import { Dialog } from '../ui/dialog';
import { Icon } from '../ui/icon';
import { frameWords } from '../ui/frame.locale';
import { useOverturned } from '../ui/overturned.data';
import { places, usePlaces, type Place } from './places';
import { shellWords } from './shell.locale';
import { useFollowUpCount, useWaitingCount } from './waiting';

function PlaceLink({ place, onClick }: { readonly place: Place; readonly onClick?: () => void }) {
  const t = useWords(shellWords);
  const referrals = useWaitingCount();
  const followUps = useFollowUpCount();
  const overturned = useOverturned().data?.items.length ?? 0;
  const counts: Partial<Record<Place['to'], number>> = { '/': referrals, '/follow-ups': followUps, '/recognition': overturned };
  const waiting = counts[place.to] ?? 0;
  // a place under another one is where one is, not both
  const deeper = useLocation({ select: ({ pathname }) => places.some(({ to }) => to === pathname && to !== place.to) });
  return (
    <Link
      to={place.to}
      className="place"
      activeOptions={{ exact: place.to === '/' || deeper }}
      activeProps={{ className: 'here' }}
      {...(onClick ? { onClick } : {})}
    >
      <Icon name={place.icon} size={20} />
      <span className="place-word">{t(`place.${place.word}`)}</span>
      {waiting > 0 && (
        <span className="place-count figures" title={t('waiting', { count: waiting })}>
          {waiting}
          <span className="unseen">{t('waiting', { count: waiting })}</span>
        </span>
      )}
    </Link>
  );
}

/** Where one can go: at the left on a desk, at the bottom of a phone. */
export function Rail({ demonstration }: { readonly demonstration: boolean }) {
  const t = useWords(shellWords);
  const product = useWords(frameWords);
  return (
    <nav className="rail" aria-label={t('rail')}>
      <Link to="/" className="rail-name">
        <img src="/favicon.svg" width={24} height={24} alt="" />
        <span>{product('product')}</span>
      </Link>
      {[...Map.groupBy(usePlaces(), ({ group }) => group)].map(([group, shown]) => (
        <div key={group} className="rail-group">
          {shown.map((place) => (
            <PlaceLink key={place.to} place={place} />
          ))}
        </div>
      ))}
      {demonstration && <p className="rail-demo">{t('demonstration')}</p>}
    </nav>
  );
}

export function BottomBar() {
  const t = useWords(shellWords);
  const [open, setOpen] = useState(false);
  const all = usePlaces();
  const shown = all.slice(0, 4);
  const rest = all.slice(4);
  return (
    <nav className="bottom-bar" aria-label={t('rail')}>
      {shown.map((place) => (
        <PlaceLink key={place.to} place={place} />
      ))}
      {rest.length > 0 && (
        <button type="button" className="place" aria-haspopup="dialog" onClick={() => setOpen(true)}>
          <Icon name="more" size={20} />
          <span className="place-word">{t('more')}</span>
        </button>
      )}
      <Dialog title={t('more')} open={open} onClose={() => setOpen(false)} from="bottom">
        {rest.map((place) => (
          <PlaceLink key={place.to} place={place} onClick={() => setOpen(false)} />
        ))}
      </Dialog>
    </nav>
  );
}
