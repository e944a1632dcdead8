import type { PatientView } from '@alliance/contracts/patient.contract';
import { useRef, useState } from 'react';
import { useWords } from '../../platform/i18n';
import { ChoiceField } from '../field';
import { say } from '../said';
import { RefusalNote } from '../states';
import { NewbornFields, useNewborn } from './newborn-fields';
import { PaperFields, usePaper } from './paper-fields';
import { patientWords } from './patient.locale';
import { UnknownFields, useUnknown } from './unknown-fields';
import './patient.css';

const whos = ['paper', 'unknown', 'newborn'] as const;
export type Who = (typeof whos)[number];

/** What each way of registering is made of: its command, and what sends it or says what is missing. */
export interface Registering {
  readonly pending: boolean;
  readonly error: unknown;
  /** Shows what is missing, if anything is. */
  readonly tryIt: () => boolean;
  readonly send: () => void;
}

interface Props {
  /** What was searched for: a name or a number to begin with. */
  readonly from: string;
  readonly who?: Who;
  readonly mother?: PatientView;
  readonly onDone: (patient: PatientView) => void;
  readonly onCancel: () => void;
}

/** Registers a patient: with a document, as somebody nobody can name, or as a newborn with its mother. */
export function PatientCreate({ from, who: first = 'paper', mother, onDone, onCancel }: Props) {
  const t = useWords(patientWords);
  const box = useRef<HTMLDivElement>(null);
  const [who, setWho] = useState<Who>(first);
  const done = (patient: PatientView) => {
    say(t('saved', { name: patient.name }));
    onDone(patient);
  };
  const ways = { paper: usePaper(from, done), unknown: useUnknown(done), newborn: useNewborn(mother ?? null, done) };
  const way: Registering = ways[who];
  function save() {
    const complete = way.tryIt();
    // a date that was refused is in no value: only its field knows
    if (complete && !box.current?.querySelector('[aria-invalid=true]')) return way.send();
    requestAnimationFrame(() => box.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus());
  }
  return (
    <div ref={box} className="patient-create">
      {!mother && (
        <div className="whole">
          <ChoiceField
            label={t('who')}
            value={who}
            onChange={setWho}
            options={whos.map((value) => ({ value, label: t(`whos.${value}`), hint: t(`whosHint.${value}`) }))}
          />
        </div>
      )}
      {who === 'paper' && <PaperFields of={ways.paper} onChoose={onDone} />}
      {who === 'unknown' && <UnknownFields of={ways.unknown} onChoose={onDone} />}
      {who === 'newborn' && <NewbornFields of={ways.newborn} />}
      <RefusalNote error={way.error} />
      <div className="patient-create-foot">
        <button type="button" className="button bare" onClick={onCancel}>
          {t('cancel')}
        </button>
        <button type="button" className="button primary" aria-disabled={way.pending} onClick={() => !way.pending && save()}>
          {way.pending ? t('saving') : t('save')}
        </button>
      </div>
    </div>
  );
}
