import { bookConsultation, holdTime } from '@alliance/contracts/consultation-action.contract';
import type { ConsultationView } from '@alliance/contracts/consultation.schema';
import { useState } from 'react';
import { useNow } from '../../platform/clock';
import { useLanguage, useWords } from '../../platform/i18n';
import { say } from '../../ui/said';
import { RefusalNote } from '../../ui/states';
import { TimeLeft } from '../../ui/time-left';
import { calendarWords } from './calendar.locale';
import { useTimeStep } from './session.data';
import { TakenNote } from './taken-note';
import { MinutesField, WallField } from './wall-field';
import { instantOf, spanIn, wallOf } from './zone.policy';

interface Props {
  readonly consultation: ConsultationView;
  readonly startsAt: string;
  readonly zone: string;
  readonly onDone: () => void;
}

/** Keeps a time for everybody at the table, for as long as it takes to make sure. */
export function HoldForm({ consultation, startsAt: given, zone, onDone }: Props) {
  const t = useWords(calendarWords);
  const [wall, setWall] = useState(() => wallOf(given, zone));
  const [minutes, setMinutes] = useState(consultation.minutes);
  const [tried, setTried] = useState(false);
  const hold = useTimeStep(holdTime);
  const startsAt = instantOf(wall, zone);
  if (consultation.time?.heldUntil) return <HeldNote consultation={consultation} zone={zone} onDone={onDone} />;
  const send = () => {
    setTried(true);
    const { id, version } = consultation;
    if (!hold.isPending && startsAt) hold.mutate({ params: { id }, body: { version, startsAt, minutes, roomIds: [] } });
  };
  return (
    <form
      className="form"
      aria-label={t('panel.session')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <WallField label={t('panel.when')} value={wall} onChange={setWall} error={tried && !startsAt ? t('panel.badTime') : undefined} />
      <MinutesField value={minutes} onChange={setMinutes} />
      <TakenNote
        error={hold.error}
        consultation={consultation}
        startsAt={startsAt ?? given}
        minutes={minutes}
        zone={zone}
        onChoose={(next) => {
          setWall(wallOf(next, zone));
          hold.reset();
        }}
      />
      <div className="form-foot">
        <button type="submit" className="button primary" aria-disabled={hold.isPending}>
          {t('panel.hold')}
        </button>
      </div>
    </form>
  );
}

/** Held: how long it is still kept, and the step that fixes it. */
export function HeldNote({ consultation, zone, onDone }: Omit<Props, 'startsAt'>) {
  const t = useWords(calendarWords);
  const language = useLanguage();
  const now = useNow(1_000);
  const book = useTimeStep(bookConsultation, ({ time }) => {
    if (time) say(t('panel.booked', { when: spanIn(time, zone, language) }));
    onDone();
  });
  const { id, version, time, actions } = consultation;
  if (!time?.heldUntil) return null;
  const over = Date.parse(time.heldUntil) <= now;
  return (
    <div className="form">
      <p>
        <strong className="figures">◌ {spanIn(time, zone, language)}</strong>
      </p>
      {over ? (
        <p className="note-warn">▲ {t('panel.holdOver')}</p>
      ) : (
        <p>
          {t('panel.heldFor')} <TimeLeft until={time.heldUntil} />
        </p>
      )}
      <RefusalNote error={book.error} />
      {!over && actions.includes('book') && (
        <div className="form-foot">
          <button
            type="button"
            className="button primary"
            aria-disabled={book.isPending}
            onClick={() => !book.isPending && book.mutate({ params: { id }, body: { version, roomIds: [] } })}
          >
            {t('panel.confirm')}
          </button>
        </div>
      )}
    </div>
  );
}
