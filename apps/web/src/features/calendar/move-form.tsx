import { rescheduleConsultation } from '@alliance/contracts/consultation-action.contract';
import type { ConsultationView } from '@alliance/contracts/consultation.schema';
import { rescheduleReasons, type RescheduleReason } from '@alliance/domain/consultation/consultation.codes';
import { useState } from 'react';
import { useLanguage, useWords } from '../../platform/i18n';
import { AreaField, SelectField } from '../../ui/field';
import { say } from '../../ui/said';
import { calendarWords } from './calendar.locale';
import { useTimeStep } from './session.data';
import { TakenNote } from './taken-note';
import { MinutesField, WallField } from './wall-field';
import { after, instantOf, minutesOf, spanIn, wallOf, type Range } from './zone.policy';

interface Props {
  readonly consultation: ConsultationView;
  /** Where it was dragged to, or where it is. */
  readonly to: Range;
  readonly zone: string;
  readonly onDone: () => void;
  /** What was dragged goes back to its place. */
  readonly onRefused: () => void;
}

/** Another time for a session with the same people; the reason goes to all of them. */
export function MoveForm({ consultation, to, zone, onDone, onRefused }: Props) {
  const t = useWords(calendarWords);
  const language = useLanguage();
  const [wall, setWall] = useState(() => wallOf(to.startsAt, zone));
  const [minutes, setMinutes] = useState(minutesOf(to));
  const [reason, setReason] = useState<RescheduleReason>();
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const move = useTimeStep(
    rescheduleConsultation,
    ({ time }) => {
      if (time) say(t('panel.moved', { when: spanIn(time, zone, language) }));
      onDone();
    },
    onRefused,
  );
  const startsAt = instantOf(wall, zone);
  const send = () => {
    setTried(true);
    if (move.isPending || !startsAt || !reason) return;
    const { id, version } = consultation;
    move.mutate({ params: { id }, body: { version, startsAt, minutes, reason, explanation: note.trim() || null } });
  };
  return (
    <form
      className="form"
      aria-label={t('panel.move')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <WallField label={t('panel.moveTo')} value={wall} onChange={setWall} error={tried && !startsAt ? t('panel.badTime') : undefined} />
      <MinutesField value={minutes} onChange={setMinutes} />
      <SelectField
        label={t('panel.reason')}
        required
        placeholder={t('panel.chooseReason')}
        value={reason ?? null}
        error={tried && !reason ? t('panel.reasonMissing') : undefined}
        options={rescheduleReasons.map((value) => ({ value, label: t(`panel.why.${value}`) }))}
        onChange={setReason}
      />
      <AreaField label={t('panel.note')} value={note} maxLength={500} rows={2} onChange={setNote} />
      <TakenNote
        error={move.error}
        consultation={consultation}
        startsAt={startsAt ?? after(to.startsAt, 0)}
        minutes={minutes}
        zone={zone}
        onChoose={(next) => {
          setWall(wallOf(next, zone));
          move.reset();
        }}
      />
      <div className="form-foot">
        <button type="submit" className="button primary" aria-disabled={move.isPending}>
          {t('panel.move')}
        </button>
      </div>
    </form>
  );
}
