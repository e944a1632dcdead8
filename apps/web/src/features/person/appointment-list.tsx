import type { Appointment, PersonDetail } from '@alliance/contracts/person.contract';
import { practiceYears } from '@alliance/domain/administration/period';
import { useState } from 'react';
import { useWords } from '../../platform/i18n';
import { useToday } from '../../ui/moment';
import { SidePanel } from '../../ui/side-panel';
import { AppointmentForm } from './appointment.form';
import { phaseOf, useAppointmentWords } from './appointment-words';
import { personWords } from './person.locale';

/** Appointments of one person here, those in force first, and what can be done with them. */
export function AppointmentList({ of }: { readonly of: PersonDetail }) {
  const t = useWords(personWords);
  const [open, setOpen] = useState<Appointment | 'new'>();
  const close = () => setOpen(undefined);
  const latest = open === 'new' ? null : (of.appointments.find(({ id }) => id === open?.id) ?? null);
  return (
    <section className="card">
      <header className="card-head">
        <h2>{t('appointments')}</h2>
        <button type="button" className="button bare card-do" onClick={() => setOpen('new')}>
          {t(of.deactivatedAt ? 'appointment.again' : 'appointment.add')}
        </button>
      </header>
      <div className="card-body">
        {of.appointments.length ? (
          <ul className="appointments">
            {of.appointments.map((appointment) => (
              <Row key={appointment.id} of={appointment} onChange={of.deactivatedAt ? undefined : () => setOpen(appointment)} />
            ))}
          </ul>
        ) : (
          <p className="soft">{t('appointment.none')}</p>
        )}
      </div>
      <SidePanel
        title={t(open === 'new' ? 'appointment.addTitle' : 'appointment.changeTitle', { name: of.name })}
        open={open !== undefined}
        onClose={close}
      >
        <AppointmentForm person={of} of={latest} onDone={close} />
      </SidePanel>
    </section>
  );
}

function Row({ of, onChange }: { readonly of: Appointment; readonly onChange: (() => void) | undefined }) {
  const t = useWords(personWords);
  const spell = useAppointmentWords();
  const today = useToday();
  // who is deactivated today has a last day that is today
  const phase = onChange ? phaseOf(of, today) : 'over';
  const years = of.independentSince ? practiceYears(of.independentSince, today) : undefined;
  return (
    <li className={phase}>
      <div>
        <strong>{spell(of)}</strong>{' '}
        {phase !== 'valid' && <span className="tag">{t(`appointment.${phase === 'ends' ? 'ends' : phase}`)}</span>}
        <p className="faint figures">
          {of.to ? t('appointment.until', { from: of.from, to: of.to }) : t('appointment.open', { from: of.from })}
          {years !== undefined && ` · ${years > 0 ? t('appointment.years', { count: years }) : t('appointment.yearsNone')}`}
        </p>
        {of.practiceScope && <p className="faint">{of.practiceScope}</p>}
      </div>
      {onChange && phase !== 'over' && (
        <button type="button" className="button bare" aria-label={`${t('appointment.change')} ${spell(of)}`} onClick={onChange}>
          {t('change')}
        </button>
      )}
    </li>
  );
}
