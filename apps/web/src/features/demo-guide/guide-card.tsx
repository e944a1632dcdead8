import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useWords } from '../../platform/i18n';
import { useSession } from '../../platform/session';
import { keepLocal } from '../../platform/storage';
import { guideWords } from './guide.locale';
import './guide.css';

const seen = 'guide-seen';

/** Points a first visitor of the demonstration to the guide, until it was opened or sent away. */
export function GuideCard() {
  const t = useWords(guideWords);
  const now = useSession();
  const [done, setDone] = useState(() => keepLocal.get(seen) !== null);
  const finish = () => {
    keepLocal.set(seen, '1');
    setDone(true);
  };
  if (done || !('session' in now) || !now.session.demonstration) return null;
  return (
    <aside className="card guide-card" aria-label={t('card.title')}>
      <p>
        <strong>{t('card.title')}</strong> <span className="soft">{t('card.text')}</span>
      </p>
      <Link to="/guide" className="button primary" onClick={finish}>
        {t('card.open')}
      </Link>
      <button type="button" className="button" onClick={finish}>
        {t('card.close')}
      </button>
    </aside>
  );
}
