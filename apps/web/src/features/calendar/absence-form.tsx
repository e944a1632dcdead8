import { addAbsence, removeAbsence } from '@alliance/contracts/availability.contract';
import { absenceKinds, type AbsenceKind } from '@alliance/domain/availability/availability.codes';
import { useState } from 'react';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { ChoiceField, TextField } from '../../ui/field';
import { say } from '../../ui/said';
import { RefusalNote } from '../../ui/states';
import { calendarWords } from './calendar.locale';
import { WallField } from './wall-field';
import { wallOf, type Range } from './zone.policy';

interface Props {
  readonly personId: string;
  readonly range: Range;
  readonly zone: string;
  /** The absence that this one takes the place of. */
  readonly instead?: { readonly id: string; readonly kind: AbsenceKind; readonly note: string | null };
  readonly onDone: () => void;
  readonly onRefused?: () => void;
}

/** Away from when to when; sessions that lie in it are said at once. The earlier one goes when the new one stands. */
export function AbsenceForm({ personId, range, zone, instead, onDone, onRefused }: Props) {
  const t = useWords(calendarWords);
  const [from, setFrom] = useState(() => wallOf(range.startsAt, zone));
  const [to, setTo] = useState(() => wallOf(range.endsAt, zone));
  const [kind, setKind] = useState<AbsenceKind>(instead?.kind ?? 'leave');
  const [note, setNote] = useState(instead?.note ?? '');
  const [tried, setTried] = useState(false);
  const remove = useCommand(removeAbsence, {
    touches: ['availability'],
    onDone,
    ...(onRefused ? { onRefused } : {}),
  });
  const add = useCommand(addAbsence, {
    touches: ['availability'],
    onDone: ({ outside }) => {
      if (outside.length > 0) say(t('panel.outside', { count: outside.length }), { urgent: true });
      else say(t('panel.away'));
      if (instead) remove.mutate({ params: { id: personId, absenceId: instead.id } });
      else onDone();
    },
    ...(onRefused ? { onRefused } : {}),
  });
  const busy = add.isPending || remove.isPending;
  const endIsLate = from !== '' && to > from;
  const send = () => {
    setTried(true);
    if (busy || !from || !endIsLate) return;
    add.mutate({ params: { id: personId }, body: { kind, startsAt: from, endsAt: to, zone, note: note.trim() || null } });
  };
  return (
    <form
      className="form"
      aria-label={t('panel.absence')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <WallField label={t('panel.from')} value={from} onChange={setFrom} error={tried && !from ? t('panel.badTime') : undefined} />
      <WallField label={t('panel.to')} value={to} onChange={setTo} error={tried && !endIsLate ? t('panel.badEnd') : undefined} />
      <ChoiceField
        label={t('panel.kind')}
        value={kind}
        options={absenceKinds.map((value) => ({ value, label: t(`absence.${value}`) }))}
        onChange={setKind}
      />
      <TextField label={t('panel.note')} value={note} maxLength={100} onChange={setNote} />
      <RefusalNote error={add.error ?? remove.error} />
      <div className="form-foot">
        {instead && (
          <button
            type="button"
            className="button danger"
            aria-disabled={busy}
            onClick={() => !busy && remove.mutate({ params: { id: personId, absenceId: instead.id } })}
          >
            {t('panel.take')}
          </button>
        )}
        <button type="submit" className="button primary" aria-disabled={busy}>
          {t('panel.save')}
        </button>
      </div>
    </form>
  );
}
