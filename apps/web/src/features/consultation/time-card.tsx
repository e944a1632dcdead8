import { consultationInvitation } from '@alliance/contracts/calendar-feed.contract';
import { bookConsultation, finishConsultation, startConsultation } from '@alliance/contracts/consultation-action.contract';
import { waitingConsultations } from '@alliance/contracts/consultation.contract';
import type { ConsultationView } from '@alliance/contracts/consultation.schema';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { callFile } from '../../platform/call';
import { useNow } from '../../platform/clock';
import { useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { saveFile } from '../../ui/csv';
import { useDayTime } from '../../ui/moment';
import { RefusalNote } from '../../ui/states';
import { TimeLeft } from '../../ui/time-left';
import { consultationDetailWords } from './consultation-detail.locale';
import { cardOf } from './consultation-duty.policy';
import { useStep } from './consultation.data';
import { Session } from './consultation-marks';
import { TimeProposals } from './time-proposals';

interface Props {
  readonly consultation: ConsultationView;
}

/** When they meet: the appointment and the way in, or when everybody is free. */
export function TimeCard({ consultation }: Props) {
  const t = useWords(consultationDetailWords);
  const dayTime = useDayTime();
  const { time, actions, state, plannedAt, minutes } = consultation;
  const looks = actions.includes('hold') || (actions.includes('book') && !time?.heldUntil);
  const behind = state === 'concluding';
  const [again, setAgain] = useState(false);
  const folded = behind && !again;
  if (!time && !plannedAt && !looks && !consultation.room) return null;
  return (
    <section className="card consultation-part" id={cardOf.book} tabIndex={-1} aria-label={t('time.title')}>
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
      <WayIn consultation={consultation} folded={folded} />
      {folded && (looks || actions.includes('start')) && (
        <button type="button" className="button bare" aria-expanded={false} onClick={() => setAgain(true)}>
          {t('time.again')}
        </button>
      )}
      {looks && !time?.heldUntil && (state === 'invited' || again) && <TimeProposals consultation={consultation} />}
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
function WayIn({ consultation: { id, version, actions, room, mode }, folded }: Props & { readonly folded: boolean }) {
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
        <Link to="/consultations/$id/room" params={{ id }} className="button primary">
          {t('time.room')}
        </Link>
      )}
      <span className="consultation-seat-do">
        {actions.includes('start') && !folded && (
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
