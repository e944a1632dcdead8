import type { RecognitionCheck } from '@alliance/contracts/recognition.contract';
import { Link } from '@tanstack/react-router';
import { useWords } from '../../platform/i18n';
import { sheetWords } from './sheet.locale';

/** What keeps results of others from being taken over, first of all, each with the way to put it right. */
export function SheetNotes({ check: { identityVerified, consent, patientId } }: { readonly check: RecognitionCheck }) {
  const t = useWords(sheetWords);
  return (
    <div className="recognition-notes">
      {!identityVerified && (
        <p className="note-bad" role="alert">
          <span aria-hidden="true">▲ </span>
          <strong>{t('unverified.title')}</strong> {t('unverified.text')}{' '}
          <Link to="/patients" search={{ patient: patientId }}>
            {t('unverified.link')}
          </Link>
        </p>
      )}
      {(consent === 'missing' || consent === 'withdrawn') && (
        <p className="note-warn" role="alert">
          <span aria-hidden="true">◆ </span>
          {t(`consent.${consent}`)}{' '}
          <Link to="/results" search={{ patient: patientId }}>
            {t('consent.link')}
          </Link>
        </p>
      )}
    </div>
  );
}
