import { changeBed, markBed, type Bed } from '@alliance/contracts/capacity.contract';
import { bedKinds, bedSexes, type BedKind, type BedSex } from '@alliance/domain/capacity/bed';
import { useState } from 'react';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { useMay } from '../../platform/session';
import { TimeField } from '../../ui/date-field';
import { Dialog } from '../../ui/dialog';
import { ChoiceField, TextField } from '../../ui/field';
import { Form } from '../../ui/form';
import { say } from '../../ui/said';
import { RefusalNote } from '../../ui/states';
import { useForm } from '../../ui/use-form';
import { bedMarks } from './board.policy';
import { capacityWords } from './capacity.locale';
import { HoldActions } from './hold-actions';
import { HoldFor } from './hold-for';
import { HoldLine } from './hold-line';

const hour = 3_600_000;

/** One bed: its hold, everything that can be said of it, and what it is. */
export function BedDialog({ bed, onClose }: { readonly bed: Bed | undefined; readonly onClose: () => void }) {
  const may = useMay();
  const [manages, marks] = [may('capacity.manage'), may('capacity.mark')];
  return (
    <Dialog title={bed?.label ?? ''} open={bed !== undefined} onClose={onClose}>
      {bed && (
        <div className="bed-dialog">
          {bed.hold && (
            <section className="note-warn bed-hold">
              <HoldLine hold={bed.hold} />
              <HoldActions hold={bed.hold} label={bed.label} onDone={onClose} />
            </section>
          )}
          <Marks key={`${bed.id}-${bed.version}`} bed={bed} onDone={onClose} />
          {bed.situation === 'free' && marks && <HoldFor key={`hold-${bed.id}`} bed={bed} onDone={onClose} />}
          {manages && <BedForm key={bed.id} bed={bed} onDone={onClose} />}
        </div>
      )}
    </Dialog>
  );
}

function Marks({ bed, onDone }: { readonly bed: Bed; readonly onDone: () => void }) {
  const t = useWords(capacityWords);
  const manages = useMay()('capacity.manage');
  const [until, setUntil] = useState(bed.occupiedUntil ?? '');
  const marks = bedMarks(bed, manages);
  const mark = useCommand(markBed, {
    touches: ['capacity'],
    onDone: ({ situation }) => {
      if (situation !== 'held') say(t(`done.${situation}`, { label: bed.label }));
      onDone();
    },
  });
  const takes = !bed.hold && bed.situation !== 'closed';
  if (!marks.length) return null;
  const press = (state: (typeof marks)[number]['state']) =>
    !mark.isPending &&
    mark.mutate({
      params: { id: bed.id },
      body: { version: bed.version, state, occupiedUntil: state === 'occupied' && until ? until : null },
    });
  return (
    <section className="form">
      {takes && (
        <TimeField
          label={t('bed.occupiedUntil')}
          value={until}
          onChange={setUntil}
          quick={[
            { label: '+4 h', at: (now) => now + 4 * hour },
            { label: '+24 h', at: (now) => now + 24 * hour },
          ]}
        />
      )}
      <RefusalNote error={mark.error} />
      <div className="bed-marks">
        {bed.situation === 'occupied' && takes && until !== (bed.occupiedUntil ?? '') && (
          <button type="button" className="button" onClick={() => press('occupied')}>
            {t('do.occupy')}
          </button>
        )}
        {marks.map(({ state, word }) => (
          <button key={word} type="button" className="button" aria-disabled={mark.isPending} onClick={() => press(state)}>
            {t(`do.${word}`)}
          </button>
        ))}
      </div>
    </section>
  );
}

interface Values {
  label: string;
  kind: BedKind;
  sex: BedSex;
  note: string;
}
function BedForm({ bed, onDone }: { readonly bed: Bed; readonly onDone: () => void }) {
  const t = useWords(capacityWords);
  const change = useCommand(changeBed, {
    touches: ['capacity'],
    onDone: ({ label }) => {
      say(t('bed.saved', { label }));
      onDone();
    },
  });
  const form = useForm<Values>({
    latest: { label: bed.label, kind: bed.kind, sex: bed.sex, note: bed.note ?? '' },
    check: ({ label }) => ({ label: label.trim() ? undefined : t('bed.needLabel') }),
    error: change.error,
    refusedAt: { 'capacity.label_taken': 'label' },
  });
  const fixed = bed.hold !== null;
  return (
    <Form
      of={form}
      label={t('bed.change')}
      command={change}
      labels={{ label: t('bed.label'), kind: t('bed.kind'), sex: t('bed.sex'), note: t('bed.note') }}
      spell={(name, value) =>
        name === 'kind' ? t(`kind.${value as BedKind}`) : name === 'sex' ? t(`sex.${value as BedSex}`) : String(value)
      }
      onSubmit={({ label, kind, sex, note }) =>
        change.mutate({ params: { id: bed.id }, body: { version: bed.version, label: label.trim(), kind, sex, note: note.trim() || null } })
      }
    >
      <TextField label={t('bed.label')} required maxLength={20} {...form.bind('label')} />
      <KindField disabled={fixed} {...form.bind('kind')} />
      <SexField disabled={fixed} {...form.bind('sex')} />
      {fixed && <p className="faint">{t('bed.held')}</p>}
      <TextField label={t('bed.note')} maxLength={120} placeholder={t('bed.noteHint')} {...form.bind('note')} />
    </Form>
  );
}

interface CodeProps<T> {
  readonly id: string;
  readonly value: T;
  readonly onChange: (value: T) => void;
  readonly error: string | undefined;
  readonly disabled?: boolean;
}
export function KindField(props: CodeProps<BedKind>) {
  const t = useWords(capacityWords);
  return <ChoiceField label={t('bed.kind')} options={bedKinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))} {...props} />;
}
export function SexField(props: CodeProps<BedSex>) {
  const t = useWords(capacityWords);
  return <ChoiceField label={t('bed.sex')} options={bedSexes.map((sex) => ({ value: sex, label: t(`sex.${sex}`) }))} {...props} />;
}
