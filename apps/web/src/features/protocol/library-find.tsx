import { useState } from 'react';
import { useWords } from '../../platform/i18n';
import { protocolWords } from './protocol.locale';

/** Asks when one says so: what finds nothing is counted for the authors, and half a word on its way is no wish. */
export function LibraryFind({
  value = '',
  onFind,
}: {
  readonly value: string | undefined;
  readonly onFind: (q: string | undefined) => void;
}) {
  const t = useWords(protocolWords);
  const [text, setText] = useState(value);
  return (
    <form
      role="search"
      className="library-find"
      onSubmit={(event) => {
        event.preventDefault();
        onFind(text.trim() || undefined);
      }}
    >
      <input
        id="protocol-find"
        className="control"
        type="search"
        aria-label={t('find')}
        placeholder={t('find')}
        maxLength={60}
        autoComplete="off"
        value={text}
        onChange={({ target }) => {
          setText(target.value);
          if (!target.value && value) onFind(undefined);
        }}
      />
      <button type="submit" className="button">
        {t('findIt')}
      </button>
    </form>
  );
}
