import { useEffect, useEffectEvent, useId, useSyncExternalStore } from 'react';
import { useWords } from '../platform/i18n';
import { Dialog } from './dialog';
import { uiWords } from './ui.locale';
import './keys.css';

export interface Key {
  /** As `KeyboardEvent.key`: `j`, `Enter`, `?`. */
  readonly key: string;
  readonly does: string;
  readonly run: () => void;
}

let groups: readonly { readonly id: string; readonly keys: readonly Key[] }[] = [];
let helpOpen = false;
const watchers = new Set<() => void>();
const changed = () => watchers.forEach((tell) => tell());
const subscribe = (tell: () => void) => {
  watchers.add(tell);
  return () => void watchers.delete(tell);
};

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
const activates = (key: string, target: EventTarget | null): boolean =>
  (key === 'Enter' || key === ' ') && target instanceof HTMLElement && /^(A|BUTTON|SUMMARY)$/.test(target.tagName);

/** Keys of a page: work where nobody is typing and no dialog is open, and are listed under `?`. */
export function useKeys(keys: readonly Key[], enabled = true): void {
  const id = useId();
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target) || activates(event.key, event.target))
      return;
    if (document.querySelector('dialog[open]')) return;
    const found = keys.find(({ key }) => key === event.key);
    if (!found) return;
    event.preventDefault();
    found.run();
  });
  useEffect(() => {
    if (!enabled) return;
    const listen = (event: KeyboardEvent) => press(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [enabled]);
  const listed = keys.map(({ key, does }) => `${key}\u0000${does}`).join('\u0001');
  useEffect(() => {
    if (!enabled) return;
    const mine = listed
      .split('\u0001')
      .map((entry) => ({ key: entry.split('\u0000')[0] ?? '', does: entry.split('\u0000')[1] ?? '', run: () => undefined }));
    groups = [...groups, { id, keys: mine }];
    changed();
    return () => {
      groups = groups.filter((group) => group.id !== id);
      changed();
    };
  }, [enabled, id, listed]);
}

export function openKeyHelp(): void {
  helpOpen = true;
  changed();
}

/** The list behind `?`. Once per application. */
export function KeyHelp() {
  const t = useWords(uiWords);
  const shown = useSyncExternalStore(subscribe, () => groups);
  const open = useSyncExternalStore(subscribe, () => helpOpen);
  useKeys([{ key: '?', does: t('keys.title'), run: openKeyHelp }]);
  const close = () => {
    helpOpen = false;
    changed();
  };
  return (
    <Dialog title={t('keys.title')} open={open} onClose={close}>
      <dl className="key-list">
        {shown
          .flatMap(({ keys }) => keys)
          .map(({ key, does }) => (
            <div key={key + does}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
      </dl>
    </Dialog>
  );
}
