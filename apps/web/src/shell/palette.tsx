import { useNavigate } from '@tanstack/react-router';
import { useEffect, useId, useState, type KeyboardEvent } from 'react';
import { v7 } from 'uuid';
import { useWords } from '../platform/i18n';
import { Dialog } from '../ui/dialog';
import { Icon } from '../ui/icon';
import { uiWords } from '../ui/ui.locale';
import { useLater } from '../ui/use-later';
import { useHits, type Hit } from './palette.data';
import { shellWords } from './shell.locale';
import './palette.css';

/** Ctrl K: pages, referrals, protocols, institutions from anywhere, without the mouse. */
export function Palette() {
  const t = useWords(shellWords);
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const listen = (event: globalThis.KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      event.preventDefault();
      setOpen(true);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
  return (
    <>
      <button type="button" className="palette-button" aria-label={t('find.label')} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <Icon name="search" size={16} />
        <span>{t('findWords')}</span>
        <kbd>Ctrl K</kbd>
      </button>
      <Dialog title={t('find.label')} open={open} onClose={() => setOpen(false)} from="top" width={600} bare>
        <Search onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function Search({ onDone }: { readonly onDone: () => void }) {
  const t = useWords(shellWords);
  const ui = useWords(uiWords);
  const navigate = useNavigate();
  const listId = useId();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const later = useLater(text.trim(), 200);
  const { groups, busy } = useHits(text, later);
  const all = groups.flatMap(({ hits }) => hits);
  const current = all[Math.min(at, all.length - 1)];

  const go = ({ target }: Hit) => {
    onDone();
    if (target.kind === 'place') void navigate({ to: target.to });
    else if (target.kind === 'new') void navigate({ to: '/referrals/$id/edit', params: { id: v7() }, search: { fresh: true } });
    else if (target.kind === 'referral') void navigate({ to: '/referrals/$id', params: { id: target.id } });
    else if (target.kind === 'protocol') void navigate({ to: '/protocols/$id', params: { id: target.id } });
    else void navigate({ to: '/institutions/$id', params: { id: target.id } });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') setAt(Math.min(at + 1, all.length - 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0));
    else if (event.key === 'Enter') {
      if (current) go(current);
    } else return;
    event.preventDefault();
  };
  const status = busy ? ui('loading') : all.length ? ui('matches', { count: all.length }) : t('find.nothing', { text: text.trim() });
  return (
    <div className="palette">
      <input
        data-first
        className="control"
        role="combobox"
        aria-label={t('find.label')}
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={current ? `${listId}-${current.key}` : undefined}
        placeholder={t('find.hint')}
        autoComplete="off"
        spellCheck={false}
        maxLength={60}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <span className="unseen" role="status">
        {status}
      </span>
      <div id={listId} role="listbox" aria-label={t('find.label')} className="palette-list">
        {groups.map(({ name, hits }) => (
          <div key={name} role="group" aria-label={t(`find.${name}`)}>
            <div className="palette-head" aria-hidden="true">
              {t(`find.${name}`)}
            </div>
            {hits.map((hit) => (
              <div
                key={hit.key}
                id={`${listId}-${hit.key}`}
                role="option"
                tabIndex={-1}
                aria-selected={hit === current}
                ref={(element) => {
                  if (hit === current) element?.scrollIntoView({ block: 'nearest' });
                }}
                onPointerMove={() => setAt(all.indexOf(hit))}
                onClick={() => go(hit)}
              >
                <span className="one-line">{hit.label}</span>
                <span className="faint one-line">{hit.hint}</span>
              </div>
            ))}
          </div>
        ))}
        {!all.length && <p className="palette-head">{status}</p>}
      </div>
    </div>
  );
}
