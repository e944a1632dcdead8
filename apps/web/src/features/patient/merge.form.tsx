import { proposeMerge } from '@alliance/contracts/patient-merge.contract';
import { getPatient, type PatientDetail } from '@alliance/contracts/patient-record.contract';
import { doubtsOf } from '@alliance/domain/identity/merge.decide';
import { hasNumber } from '@alliance/domain/identity/patient';
import { useState } from 'react';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { AreaField } from '../../ui/field';
import { Form } from '../../ui/form';
import { useToday } from '../../ui/moment';
import { PatientSearch } from '../../ui/patient/patient-search';
import { say } from '../../ui/said';
import { Loaded, Skeleton } from '../../ui/states';
import { useForm } from '../../ui/use-form';
import { ComparePatients } from './compare-patients';
import { Doubts } from './doubts';
import { mergeWords } from './merge.locale';

interface Props {
  readonly of: PatientDetail;
  readonly onDone: () => void;
}

/** Chooses the other row, shows both side by side, says what will happen; a second person confirms. */
export function MergeForm({ of, onDone }: Props) {
  const t = useWords(mergeWords);
  const [other, setOther] = useState<string>();
  const found = useAnswer(getPatient, other ? { params: { id: other } } : null);
  if (!other) return <PatientSearch label={t('findOther')} hint={t('findOtherHint')} without={of.id} onChoose={({ id }) => setOther(id)} />;
  return (
    <Loaded of={found} skeleton={<Skeleton rows={6} />}>
      {(chosen) => <Propose one={of} other={chosen} onDone={onDone} onBack={() => setOther(undefined)} />}
    </Loaded>
  );
}

function Propose(props: {
  readonly one: PatientDetail;
  readonly other: PatientDetail;
  readonly onDone: () => void;
  readonly onBack: () => void;
}) {
  const { one, other, onDone, onBack } = props;
  const t = useWords(mergeWords);
  const today = useToday();
  // whoever has a number is never kept under somebody without one
  const [oneNumber, otherNumber] = [hasNumber(one.identifierKind), hasNumber(other.identifierKind)];
  const [swapped, setSwapped] = useState(otherNumber && !oneNumber);
  const [kept, merged] = swapped ? [other, one] : [one, other];
  const command = useCommand(proposeMerge, { touches: ['patient'] });
  const form = useForm({
    latest: { reason: '' },
    check: ({ reason }) => ({ reason: reason.trim() ? undefined : t('reasonMissing') }),
    error: command.error,
  });
  return (
    <Form
      of={form}
      label={t('propose')}
      command={command}
      submit={t('propose')}
      onCancel={onBack}
      onSubmit={({ reason }) =>
        command.mutate(
          { body: { keepId: kept.id, mergedId: merged.id, reason: reason.trim() } },
          {
            onSuccess: () => {
              say(t('proposed'));
              onDone();
            },
          },
        )
      }
    >
      <ComparePatients kept={kept} merged={merged} />
      {oneNumber === otherNumber && (
        <button type="button" className="button" onClick={() => setSwapped(!swapped)}>
          ⇄ {t('swap')}
        </button>
      )}
      <Doubts doubts={doubtsOf(kept, merged, today)} />
      <AreaField label={t('reason')} required rows={2} maxLength={300} {...form.bind('reason')} />
      <div className="note-warn">
        <strong>{t('will')}</strong>
        <ul className="bullets">
          <li>{t('willSecond')}</li>
          <li>{t('willFind', { kept: kept.name, merged: merged.name })}</li>
          <li>{t('willKeep')}</li>
          <li>{t('willOthers')}</li>
        </ul>
      </div>
    </Form>
  );
}
