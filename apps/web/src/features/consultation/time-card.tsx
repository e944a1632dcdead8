import { commonTimes } from '@alliance/contracts/availability.contract';
import { consultationInvitation } from '@alliance/contracts/calendar-feed.contract';
import { bookConsultation, finishConsultation, holdTime, startConsultation } from '@alliance/contracts/consultation-action.contract';
import { waitingConsultations } from '@alliance/contracts/consultation.contract';
import type { ConsultationView } from '@alliance/contracts/consultation.schema';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { callFile } from '../../platform/call';
import { useNow } from '../../platform/clock';
import { useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { saveFile } from '../../ui/csv';
import { TimeField } from '../../ui/date-field';
import { useDayTime } from '../../ui/moment';
import { Loaded, RefusalNote, Skeleton } from '../../ui/states';
import { TimeLeft } from '../../ui/time-left';
import { consultationDetailWords } from './consultation-detail.locale';
import { useStep } from './consultation.data';
import { Session } from './consultation-marks';

const hour = 3_600_000;
const fortnight = 14 * 24 * hour;

interface Props {
  readonly consultation: ConsultationView;
}

/** When they meet: the appointment and the way in, or when everybody is free. */
export function TimeCard({ consultation }: Props) {
  const t = useWords(consultationDetailWords);
  const dayTime = useDayTime();
  const { time, actions, state, plannedAt, minutes } = consultation;
  const looks = actions.includes('hold') || (actions.includes('book') && !time?.heldUntil);
  if (!time && !plannedAt && !looks && !consultation.room) return null;
  return (
    <section className="card consultation-part" aria-label={t('time.title')}>
      <h2>{t('time.title')}</h2>
      {time ? (
        <p>
          <strong>
            <Session {...time} />
          </strong>
        </p>
      ) : (
        <p className="soft">{plannedAt ? t('time.wished', { time: dayTime(plannedAt), minutes }) : t('time.none')}</p>
      )}
      {time && !time.heldUntil && (state === 'booked' || state === 'in_session') && <ForCalendar consultation={consultation} />}
      {time?.heldUntil && <Held consultation={consultation} until={time.heldUntil} />}
      <WayIn consultation={consultation} />
      {looks && !time?.heldUntil && (state === 'invited' || state === 'concluding') && <Proposals consultation={consultation} />}
      {state === 'invited' && !time && <Waiting consultation={consultation} />}
    </section>
  );
}

/** The appointment as a file that calendar programs open. */
function ForCalendar({ consultation: { id, number } }: Props) {
  const t = useWords(consultationDetailWords);
  const [error, setError] = useState<unknown>();
  const fetchIt = () => {
    setError(undefined);
    callFile(consultationInvitation, { params: { id } }).then((file) => saveFile(`${number}.ics`, file), setError);
  };
  return (
    <>
      <button type="button" className="button bare" onClick={fetchIt}>
        {t('time.calendar')}
      </button>
      <RefusalNote error={error} />
    </>
  );
}

/** Ten minutes in which nobody else can take it. */
function Held({ consultation: { id, version, actions }, until }: Props & { readonly until: string }) {
  const t = useWords(consultationDetailWords);
  const book = useStep(bookConsultation);
  return (
    <div className="consultation-held">
      <p>
        {t('time.held')} <TimeLeft until={until} />
      </p>
      {actions.includes('book') && (
        <button
          type="button"
          className="button primary"
          aria-disabled={book.isPending}
          onClick={() => !book.isPending && book.mutate({ params: { id }, body: { version, roomIds: [] } })}
        >
          {t('time.confirm')}
        </button>
      )}
      <RefusalNote error={book.error} />
    </div>
  );
}

/** The room, from a quarter of an hour before; where no room is needed, beginning and ending. */
function WayIn({ consultation: { id, version, actions, room, mode } }: Props) {
  const t = useWords(consultationDetailWords);
  const dayTime = useDayTime();
  const now = useNow(15_000);
  const start = useStep(startConsultation);
  const finish = useStep(finishConsultation);
  const open = room !== null && Date.parse(room.opensAt) <= now && (room.closesAt === null || now <= Date.parse(room.closesAt));
  const busy = start.isPending || finish.isPending;
  return (
    <>
      {mode === 'video' && room && !open && Date.parse(room.opensAt) > now && (
        <p className="faint">{t('time.roomOpens', { time: dayTime(room.opensAt) })}</p>
      )}
      {mode === 'video' && open && (
        <Link to={`/consultations/${id}/room` as never} className="button primary">
          {t('time.room')}
        </Link>
      )}
      <span className="consultation-seat-do">
        {actions.includes('start') && (
          <button
            type="button"
            className="button"
            aria-disabled={busy}
            onClick={() => !busy && start.mutate({ params: { id }, body: { version } })}
          >
            {t('time.start')}
          </button>
        )}
        {actions.includes('finish') && (
          <button
            type="button"
            className="button"
            aria-disabled={busy}
            onClick={() => !busy && finish.mutate({ params: { id }, body: { version } })}
          >
            {t('time.finish')}
          </button>
        )}
      </span>
      <RefusalNote error={start.error ?? finish.error} />
    </>
  );
}

/** The next times at which everybody who accepted is free: kept for ten minutes, or fixed at once. */
function Proposals({ consultation }: Props) {
  const t = useWords(consultationDetailWords);
  const { id, version, actions, parties, minutes, kind, plannedAt } = consultation;
  const seats = parties.filter(({ state, person }) => state === 'accepted' && person);
  const participants = seats.flatMap(({ person }) => person?.id ?? []);
  const hasExpert = seats.some(({ side }) => side === 'invited');
  // to the hour, so that the same question is asked within it
  const soonest = Math.ceil(useNow(hour) / hour) * hour;
  const from = new Date(plannedAt ? Math.max(Date.parse(plannedAt), soonest) : soonest);
  const to = new Date(from.getTime() + fortnight);
  const times = useAnswer(
    commonTimes,
    hasExpert
      ? { query: { participants: participants.join(','), minutes, from: from.toISOString(), to: to.toISOString(), kind, limit: 6 } }
      : null,
  );
  const hold = useStep(holdTime);
  const book = useStep(bookConsultation);
  const [other, setOther] = useState('');
  const busy = hold.isPending || book.isPending;
  const take = (startsAt: string, at: 'hold' | 'book') => {
    if (busy || !startsAt) return;
    if (at === 'hold') hold.mutate({ params: { id }, body: { version, startsAt, minutes, roomIds: [] } });
    else book.mutate({ params: { id }, body: { version, startsAt, minutes, roomIds: [] } });
  };
  const both = (startsAt: string) => (
    <span className="consultation-seat-do">
      {actions.includes('hold') && (
        <button type="button" className="button bare" aria-disabled={busy} onClick={() => take(startsAt, 'hold')}>
          {t('time.hold')}
        </button>
      )}
      {actions.includes('book') && (
        <button type="button" className="button" aria-disabled={busy} onClick={() => take(startsAt, 'book')}>
          {t('time.book')}
        </button>
      )}
    </span>
  );
  if (!hasExpert) return <p className="faint">{t('time.noExperts')}</p>;
  const nameOf = (personId: string) => seats.find(({ person }) => person?.id === personId)?.person?.name ?? '—';
  return (
    <div className="consultation-proposals">
      <h3 className="faint">{t('time.proposals')}</h3>
      <Loaded of={times} skeleton={<Skeleton rows={3} height={32} />}>
        {({ items, withoutTime }) => (
          <>
            {withoutTime.length > 0 && (
              <p className="note-warn">▲ {t('time.withoutTime', { names: withoutTime.map(nameOf).join('、') })}</p>
            )}
            {items.length === 0 && <p className="soft">{t('time.noProposals')}</p>}
            <ul>
              {items.map(({ startsAt, endsAt }) => (
                <li key={startsAt}>
                  <Session startsAt={startsAt} endsAt={endsAt} />
                  {both(startsAt)}
                </li>
              ))}
            </ul>
          </>
        )}
      </Loaded>
      <details>
        <summary>{t('time.other')}</summary>
        <TimeField label={t('time.other')} value={other} quick={[]} onChange={setOther} />
        {other && both(other)}
      </details>
      <RefusalNote error={hold.error ?? book.error} />
    </div>
  );
}

/** How many stand before this one, and when its turn can be expected. */
function Waiting({ consultation: { id, parties, specialty } }: Props) {
  const t = useWords(consultationDetailWords);
  const dayTime = useDayTime();
  const hospital = parties.find(({ side }) => side === 'invited')?.institution.id;
  const { data } = useAnswer(waitingConsultations, hospital && specialty ? { query: { institutionId: hospital, specialty } } : null);
  const place = data?.items.find((one) => one.id === id);
  if (!place) return null;
  const count = place.position - 1;
  return (
    <p className="faint">
      {place.expectedAt ? t('time.waiting', { count, time: dayTime(place.expectedAt) }) : t('time.waitingNoTime', { count })}
    </p>
  );
}
