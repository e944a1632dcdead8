import { importFormulary } from '@alliance/contracts/formulary.contract';
import { useState } from 'react';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { Dialog } from '../../ui/dialog';
import { AreaField } from '../../ui/field';
import { say } from '../../ui/said';
import { RefusalNote } from '../../ui/states';
import { formularyWords } from './formulary.locale';
import { linesOf, longestList } from './read-list.policy';

/** A whole list from a spreadsheet: looked at first, then written. */
export function ImportDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const t = useWords(formularyWords);
  const [text, setText] = useState('');
  const [replace, setReplace] = useState(false);
  const [seen, setSeen] = useState<string>();
  const list = text.trim() ? linesOf(text) : undefined;
  const asked = JSON.stringify([text, replace]);
  const look = useCommand(importFormulary, { onDone: () => setSeen(asked) });
  const write = useCommand(importFormulary, {
    touches: ['institution'],
    onDone: () => {
      say(t('import.done'));
      setText('');
      setSeen(undefined);
      onClose();
    },
  });
  const items = list?.items ?? [];
  const wrong = list === null || (list && !items.length) ? t('import.none') : items.length > longestList ? t('import.tooMany') : undefined;
  const ready = items.length > 0 && !wrong;
  const looked = seen === asked && look.data;
  const send = (dryRun: boolean) => (dryRun ? look : write).mutate({ body: { dryRun, replace, items: [...items] } });
  return (
    <Dialog title={t('import.title')} open={open} onClose={onClose}>
      <AreaField label={t('import.open')} hint={t('import.hint')} rows={8} value={text} error={wrong} onChange={setText} />
      <label className="field">
        <span className="field-label">{t('import.file')}</span>
        <input
          type="file"
          accept=".csv,.txt,.tsv,text/csv,text/plain"
          onChange={(event) => void event.target.files?.[0]?.text().then(setText)}
        />
      </label>
      <label className="check">
        <input type="checkbox" checked={replace} onChange={(event) => setReplace(event.target.checked)} /> {t('import.replace')}
      </label>
      {list?.bad.length ? (
        <p className="note-warn">{t('import.bad', { count: list.bad.length, rows: list.bad.slice(0, 20).join('、') })}</p>
      ) : null}
      {looked && (
        <p role="status">
          <strong>
            {t('import.report', { added: looked.added, changed: looked.changed, unchanged: looked.unchanged, ended: looked.ended })}
          </strong>
          {looked.repeated.length > 0 && <> {t('import.repeated', { count: looked.repeated.length })}</>}
        </p>
      )}
      <RefusalNote error={look.error ?? write.error} />
      <div className="form-foot">
        {looked ? (
          <button type="button" className="button primary" aria-disabled={write.isPending} onClick={() => !write.isPending && send(false)}>
            {t('import.do')}
          </button>
        ) : (
          <button type="button" className="button primary" disabled={!ready || look.isPending} onClick={() => send(true)}>
            {t('import.look')}
          </button>
        )}
      </div>
    </Dialog>
  );
}
