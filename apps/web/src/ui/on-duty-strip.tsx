import { getRota, type OnDuty, type OnCallShift } from '@alliance/contracts/on-call.contract';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useNow } from '../platform/clock';
import { useText, useWords } from '../platform/i18n';
import { useAnswer } from '../platform/query';
import { useAppointment, useMay } from '../platform/session';
import { clockOf, dayOf } from './moment';
import { DutyPerson, Telephone, useOnDuty } from './on-duty';
import { onDutyWords } from './on-duty.locale';
import './on-duty-strip.css';

const day = 86_400_000;
const few = 3;

/** My own department stands before the others, the duty office before all. */
const order = (own: string | undefined) => (a: OnDuty, b: OnDuty) =>
  Number(a.department !== null) - Number(b.department !== null) || Number(b.department?.id === own) - Number(a.department?.id === own);

/** The strip that never leaves the screen: who is on duty here now, with phone, and the shift that waits for me. */
export function OnDutyStrip() {
  const t = useWords(onDutyWords);
  const may = useMay();
  const own = useAppointment()?.department?.id;
  const [open, setOpen] = useState(false);
  const { data, error } = useOnDuty({});
  if (!may('duty.read')) return null;
  const items = [...(data?.items ?? [])].sort(order(own));
  return (
    <section className={open ? 'duty-strip open' : 'duty-strip'} aria-label={t('now')}>
      <span className="duty-title">{t('now')}</span>
      {!data && (
        <span className="soft" role="status">
          {t(error ? 'failed' : 'loading')}
        </span>
      )}
      <ul>
        {items.slice(0, open ? items.length : few).map((duty) => (
          <li key={duty.department?.id ?? ''}>
            <DutyPerson duty={duty} />
          </li>
        ))}
        {open && data?.roundTheClockLine && (
          <li>
            {t('line')} <Telephone phone={data.roundTheClockLine} />
          </li>
        )}
      </ul>
      {items.length > 1 && (
        <button
          type="button"
          className={items.length > few ? 'button bare duty-all' : 'button bare duty-all narrow'}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {open ? t('fewer') : t('all', { count: items.length })}
        </button>
      )}
      <span className="duty-links">
        {may('duty.take') && <MyTurn />}
        <Link to="/duty" search={{}}>
          {t('rota')}
        </Link>
      </span>
    </section>
  );
}

/** The shift I may take over now, if there is one. */
function MyTurn() {
  const t = useWords(onDutyWords);
  const text = useText();
  const now = useNow(60_000);
  const { data } = useAnswer(getRota, { query: { from: dayOf(now - day), to: dayOf(now + day) } });
  const shift: OnCallShift | undefined = data?.shifts.find(({ mine, takenOverAt }) => mine && !takenOverAt);
  if (!shift) return null;
  const place = shift.department ? text(shift.department.name) : t('dutyOffice');
  return (
    <Link
      to="/duty/$id"
      params={{ id: shift.id }}
      className="button primary duty-turn"
      aria-label={t('takeOverAt', { place, time: clockOf(shift.from) })}
    >
      {t('takeOver')}
    </Link>
  );
}
