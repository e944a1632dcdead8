import { useRef } from 'react';
import { useWords } from '../platform/i18n';
import { formWords } from './form.locale';
import { say } from './said';
import './form.css';

/** A text to take elsewhere, with a button that copies it. */
export function CopyLine({ label, value }: { readonly label: string; readonly value: string }) {
  const t = useWords(formWords);
  const ref = useRef<HTMLInputElement>(null);
  const copy = async () => {
    ref.current?.select();
    try {
      // not there on plain http
      await navigator.clipboard.writeText(value);
      say(t('copied'));
    } catch {
      say(t('copyFailed'));
    }
  };
  return (
    <div className="copy-line">
      <input ref={ref} className="control figures" readOnly aria-label={label} value={value} onFocus={({ target }) => target.select()} />
      <button type="button" className="button" onClick={() => void copy()}>
        {t('copy')}
      </button>
    </div>
  );
}
