import { neededColumns } from '@alliance/domain/imports/header';
import type { ImportKind } from '@alliance/domain/imports/import.types';
import { useEffect, useState, type DragEvent } from 'react';
import { useWords } from '../../platform/i18n';
import { Icon } from '../../ui/icon';
import { importWords } from './import.locale';
import { TemplateLinks } from './template-links';
import { useColumnWord } from './use-column-word';
import type { Chosen } from './use-import';

interface Props {
  readonly kind: ImportKind;
  readonly chosen: Chosen | undefined;
  readonly note: string | undefined;
  /** Nothing chosen although it was asked for. */
  readonly missing: boolean;
  readonly onFiles: (files: readonly File[]) => void;
}

/** A table file by mouse, drop or keyboard. */
export function DropZone({ kind, chosen, note, missing, onFiles }: Props) {
  const t = useWords(importWords);
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
  const problem = useLookProblem(kind, chosen) ?? (missing ? t('noFile') : undefined);
  return (
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
      <TemplateLinks kind={kind} />
    </div>
  );
}

/** Why what was chosen cannot be a table of this kind, in words. */
export function useLookProblem(kind: ImportKind, chosen: Chosen | undefined): string | undefined {
  const t = useWords(importWords);
  const word = useColumnWord(kind);
  if (!chosen) return undefined;
  const { look } = chosen;
  if ('problem' in look) return t(`problem.${look.problem}`);
  if (look.fits.includes(kind)) return undefined;
  return t('problem.header', { kind: t(`file.${kind}`), needed: neededColumns(kind).map(word).join(t('comma')) });
}
