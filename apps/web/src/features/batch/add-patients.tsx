import { batchLimit, triages, type Triage } from '@alliance/domain/batch/batch';
import { useState } from 'react';
import { useWords } from '../../platform/i18n';
import { AreaField, SelectField, TextField } from '../../ui/field';
import { once } from '../../ui/once';
import { PatientSearch } from '../../ui/patient/patient-search';
import { say } from '../../ui/said';
import { blankLine, type Line } from './batch-line.policy';
import { batchWords } from './batch.locale';
import { linesOfTable } from './pasted-lines.policy';

interface Props {
  readonly lines: readonly Line[];
  readonly onAdd: (lines: readonly Line[]) => void;
}

/** Three ways into the list: from a table, somebody known, or people nobody can name. */
export function AddPatients({ lines, onAdd }: Props) {
  const t = useWords(batchWords);
  const next = Math.max(0, ...lines.map(({ key }) => Number(key))) + 1;
  const add = (more: readonly Line[]) => {
    const room = batchLimit - lines.length;
    onAdd(more.slice(0, room));
    if (more.length > room) say(t('add.full', { max: batchLimit }));
  };
  return (
    <section className="card batch-adding" aria-label={t('add.title')}>
      <h2>{t('add.title')}</h2>
      <Paste next={next} onAdd={add} />
      <div className="batch-add">
        <PatientSearch label={t('add.known')} onChoose={(patient) => add([blankLine(`${next}`, { label: `${next}`, patient })])} />
      </div>
      <Casualties next={next} lines={lines} onAdd={add} />
    </section>
  );
}

function Paste({ next, onAdd }: { readonly next: number; readonly onAdd: Props['onAdd'] }) {
  const t = useWords(batchWords);
  const [text, setText] = useState('');
  const [nothing, setNothing] = useState(false);
  const read = () => {
    const found = linesOfTable(text, next);
    setNothing(!found.length);
    if (!found.length) return;
    onAdd(found);
    setText('');
  };
  return (
    <div className="batch-add">
      <AreaField
        label={t('add.paste')}
        hint={t('add.pasteHint')}
        rows={3}
        value={text}
        error={nothing ? t('add.nothing') : undefined}
        onChange={setText}
      />
      <button type="button" className="button" onClick={once(read)}>
        {t('add.pasteDo')}
      </button>
    </div>
  );
}

function Casualties({ next, lines, onAdd }: Props & { readonly next: number }) {
  const t = useWords(batchWords);
  const [count, setCount] = useState('10');
  const [triage, setTriage] = useState<Triage | 'none'>('none');
  const many = Math.min(Math.max(Number(/^\d+$/.test(count) ? count : 0), 0), batchLimit);
  // wristbands go on counting where the last ones stopped
  const worn = lines.filter(({ patient, name, identifier }) => !patient && !name && !identifier).length;
  const add = () =>
    onAdd(
      Array.from({ length: many }, (_, i) =>
        blankLine(`${next + i}`, { label: t('casualty', { n: worn + i + 1 }), triage: triage === 'none' ? null : triage }),
      ),
    );
  return (
    <div className="batch-add batch-casualties">
      <TextField
        label={`${t('add.unknown')} · ${t('add.unknownCount')}`}
        inputMode="numeric"
        maxLength={3}
        value={count}
        onChange={setCount}
      />
      <SelectField
        label={t('add.unknownTriage')}
        value={triage}
        placeholder={t('choose')}
        options={(['none', ...triages] as const).map((value) => ({ value, label: t(`triage.${value}`) }))}
        onChange={setTriage}
      />
      <button type="button" className="button" disabled={!many} onClick={once(add)}>
        {t('add.unknownDo', { count: many })}
      </button>
    </div>
  );
}
