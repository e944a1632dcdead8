import type { PatientStatus } from '@alliance/contracts/patient-status.contract';
import { emergencyNumber } from '@alliance/domain/on-call/ladder';
import { useWords } from '../../platform/i18n';
import { Icon } from '../../ui/icon';
import { patientStatusWords } from './patient-status.locale';

export function CallButton({
  name,
  phone,
  primary = false,
}: {
  readonly name: string;
  readonly phone: string;
  readonly primary?: boolean;
}) {
  return (
    <a className={primary ? 'button primary own-status-call' : 'button own-status-call'} href={`tel:${phone.replace(/[^\d+]/g, '')}`}>
      <Icon name="phone" size={18} /> <span>{name}</span> <span className="figures">{phone}</span>
    </a>
  );
}

/** Lines that somebody answers: of the hospital that the patient is with, then of the other. */
export function WhomToCall({ status: { from, to, home } }: { readonly status: PatientStatus }) {
  const t = useWords(patientStatusWords);
  const lines = [
    { word: t('call.home'), place: home },
    { word: t('call.to'), place: to },
    { word: t('call.from'), place: from },
  ];
  // the hospital near home is often the one that sent the patient up
  const seen = new Set<string>();
  return (
    <section className="own-status-part" aria-label={t('call.title')}>
      <h2>{t('call.title')}</h2>
      {lines.map(({ word, place }) => {
        if (!place || seen.has(place.name)) return null;
        seen.add(place.name);
        return (
          <div key={word} className="own-status-line">
            <p className="soft">
              {word} {!place.phone && t('call.none')}
            </p>
            {place.phone ? <CallButton name={place.name} phone={place.phone} primary={seen.size === 1} /> : <p>{place.name}</p>}
          </div>
        );
      })}
      <p className="own-status-emergency">
        {t('call.emergency')}{' '}
        <a className="figures" href={`tel:${emergencyNumber}`}>
          {emergencyNumber}
        </a>
      </p>
    </section>
  );
}
