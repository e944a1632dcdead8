import { removeAbsence, type Availability } from '@alliance/contracts/availability.contract';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useNow } from '../../platform/clock';
import { useCommand } from '../../platform/command';
import { useLanguage, useWords } from '../../platform/i18n';
import { consultationCodeWords } from '../../ui/consultation-code.locale';
import { SidePanel } from '../../ui/side-panel';
import { RefusalNote } from '../../ui/states';
import { AbsenceForm } from './absence-form';
import { availabilityWords } from './availability.locale';
import { calendarWords } from './calendar.locale';
import { addDays, dateIn, instantOf, spanIn } from './zone.policy';

interface Props {
  readonly availability: Availability;
}

/** When one is away, and how that is taken back. */
export function AbsencesCard({ availability: { personId, zone, absences, mayChange } }: Props) {
  const t = useWords(availabilityWords);
  const calendar = useWords(calendarWords);
  const language = useLanguage();
  const [adding, setAdding] = useState(false);
  const now = useNow(60_000);
  const tomorrow = addDays(dateIn(new Date(now).toISOString(), zone), 1);
  const at = (time: string) => instantOf(`${tomorrow}T${time}`, zone) ?? new Date(now).toISOString();
  const remove = useCommand(removeAbsence, { touches: ['availability'] });
  return (
    <section className="card" aria-labelledby="availability-absences">
      <div className="card-head">
        <h2 id="availability-absences">{t('absences.title')}</h2>
        {mayChange && (
          <button type="button" className="button" onClick={() => setAdding(true)}>
            {t('absences.add')}
          </button>
        )}
      </div>
      <div className="card-body">
        {absences.length === 0 && <p className="soft">{t('absences.empty')}</p>}
        <ul className="availability-lines">
          {absences.map((absence) => (
            <li key={absence.id}>
              <div>
                <p className="figures">{spanIn(absence, zone, language)}</p>
                <p className="faint">{[calendar(`absence.${absence.kind}`), absence.note].filter(Boolean).join(' · ')}</p>
              </div>
              {mayChange && (
                <button
                  type="button"
                  className="button bare"
                  aria-label={t('absences.removeOf', { when: spanIn(absence, zone, language) })}
                  aria-disabled={remove.isPending}
                  onClick={() => !remove.isPending && remove.mutate({ params: { id: personId, absenceId: absence.id } })}
                >
                  {t('absences.remove')}
                </button>
              )}
            </li>
          ))}
        </ul>
        <RefusalNote error={remove.error} />
      </div>
      <SidePanel title={t('absences.add')} open={adding} onClose={() => setAdding(false)}>
        {adding && (
          <AbsenceForm
            personId={personId}
            zone={zone}
            range={{ startsAt: at('08:00'), endsAt: at('18:00') }}
            onDone={() => setAdding(false)}
          />
        )}
      </SidePanel>
    </section>
  );
}

/** Confirmed sessions that somebody has to look at. */
export function OutsideCard({ availability: { outside, zone } }: Props) {
  const t = useWords(availabilityWords);
  const codes = useWords(consultationCodeWords);
  const language = useLanguage();
  if (outside.length === 0) return null;
  return (
    <section className="card" aria-labelledby="availability-outside">
      <div className="card-head">
        <h2 id="availability-outside">▲ {t('outside.title')}</h2>
      </div>
      <div className="card-body">
        <p className="note-warn">{t('outside.text')}</p>
        <ul className="availability-lines">
          {outside.map((session) => (
            <li key={session.subjectId}>
              <p>
                <span className="figures">{spanIn(session, zone, language)}</span> {codes(`kind.${session.kind}`)}
              </p>
              <Link to="/consultations/$id" params={{ id: session.subjectId }}>
                {t('outside.see')}
              </Link>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
