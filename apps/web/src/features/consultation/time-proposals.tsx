import { commonTimes, listConsultationRooms } from '@alliance/contracts/availability.contract';
import { bookConsultation, holdTime } from '@alliance/contracts/consultation-action.contract';
import type { ConsultationView } from '@alliance/contracts/consultation.schema';
import { useState } from 'react';
import { useNow } from '../../platform/clock';
import { useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { TimeField } from '../../ui/date-field';
import { SelectField } from '../../ui/field';
import { Loaded, RefusalNote, Skeleton } from '../../ui/states';
import { consultationDetailWords } from './consultation-detail.locale';
import { useStep } from './consultation.data';
import { Session } from './consultation-marks';

const hour = 3_600_000;
const fortnight = 14 * 24 * hour;

/** The next times at which everybody who accepted is free: kept for ten minutes, or fixed at once. */
export function TimeProposals({ consultation }: { readonly consultation: ConsultationView }) {
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
  const rooms = useAnswer(listConsultationRooms, { query: {} }).data?.items ?? [];
  const [roomId, setRoomId] = useState('none');
  const roomIds = roomId === 'none' ? [] : [roomId];
  const busy = hold.isPending || book.isPending;
  const take = (startsAt: string, at: 'hold' | 'book') => {
    if (busy || !startsAt) return;
    if (at === 'hold') hold.mutate({ params: { id }, body: { version, startsAt, minutes, roomIds } });
    else book.mutate({ params: { id }, body: { version, startsAt, minutes, roomIds } });
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
      {rooms.length > 0 && (
        <SelectField
          label={t('time.place')}
          placeholder="—"
          value={roomId}
          options={[{ value: 'none', label: t('time.noPlace') }, ...rooms.map(({ id: value, name: label }) => ({ value, label }))]}
          onChange={setRoomId}
        />
      )}
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
