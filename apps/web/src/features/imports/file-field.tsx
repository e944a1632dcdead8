import { neededColumns } from '@alliance/domain/imports/header';
import { registryKinds, type RegistryKind } from '@alliance/domain/imports/import.types';
import { useEffect, useState, type DragEvent } from 'react';
import { useLanguage, useWords } from '../../platform/i18n';
import { csvOf, saveFile } from '../../ui/csv';
import { ChoiceField } from '../../ui/field';
import { Icon } from '../../ui/icon';
import { templates } from './file-look';
import { importWords } from './import.locale';
import type { Chosen } from './use-import';

interface Props {
  readonly kind: RegistryKind;
  readonly chosen: Chosen | undefined;
  readonly note: string | undefined;
  /** Nothing chosen although it was asked for. */
  readonly missing: boolean;
  readonly onKind: (kind: RegistryKind) => void;
  readonly onFiles: (files: readonly File[]) => void;
}

/** What the file holds, the file itself by mouse, drop or keyboard, and its first rows. */
export function FileField({ kind, chosen, note, missing, onKind, onFiles }: Props) {
  const t = useWords(importWords);
  const language = useLanguage();
  const [over, setOver] = useState(false);
  useEffect(() => {
    // a file dropped beside the field would replace the page
    const stay = (event: Event) => event.preventDefault();
    window.addEventListener('dragover', stay);
    window.addEventListener('drop', stay);
    return () => {
      window.removeEventListener('dragover', stay);
      window.removeEventListener('drop', stay);
    };
  }, []);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    onFiles([...event.dataTransfer.files]);
  };
  const problem = useProblem(kind, chosen) ?? (missing ? t('noFile') : undefined);
  const template = () => saveFile(`${t(`file.${kind}`)}.csv`, csvOf(templates[kind][language], []));
  return (
    <>
      <ChoiceField
        label={t('file.kind')}
        value={kind}
        options={[...registryKinds].reverse().map((value) => ({ value, label: t(`file.${value}`), hint: t(`file.${value}Hint`) }))}
        onChange={onKind}
      />
      <div className={problem ? 'field wrong' : 'field'}>
        <label
          className={over ? 'drop over' : 'drop'}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={drop}
        >
          <Icon name={chosen ? 'file' : 'import'} size={20} />
          <span>
            {chosen ? <strong className="drop-name">{chosen.file.name}</strong> : t('file.drop')}
            <span className="faint drop-hint">{chosen ? t('file.change') : t('file.hint')}</span>
          </span>
          <input
            id="import-file"
            className="drop-input"
            type="file"
            accept=".csv,.txt,text/csv"
            aria-invalid={problem ? true : undefined}
            aria-describedby="import-file-says"
            onChange={({ target }) => {
              onFiles([...(target.files ?? [])]);
              // the same file can be chosen again after it was corrected
              target.value = '';
            }}
          />
        </label>
        <span id="import-file-says" role="status">
          {problem && (
            <span className="field-error">
              <span aria-hidden="true">✕ </span>
              {problem}
            </span>
          )}
          {note && <span className="import-note">ⓘ {note}</span>}
        </span>
        <button type="button" className="button bare import-template" onClick={template}>
          <Icon name="import" size={16} /> {t('file.template')}
        </button>
      </div>
    </>
  );
}

function useProblem(kind: RegistryKind, chosen: Chosen | undefined): string | undefined {
  const t = useWords(importWords);
  if (!chosen) return undefined;
  const { look } = chosen;
  if ('problem' in look) return t(`problem.${look.problem}`);
  return look.fits.includes(kind)
    ? undefined
    : t('problem.header', {
        kind: t(`file.${kind}`),
        needed: neededColumns(kind)
          .map((name) => t(`column.${name as 'name'}`))
          .join(t('comma')),
      });
}
