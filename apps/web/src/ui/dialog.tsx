import { useEffect, useId, useRef, type ReactNode } from 'react';
import { useWords } from '../platform/i18n';
import { Icon } from './icon';
import { uiWords } from './ui.locale';
import './dialog.css';

/** The browser's own modal dialog: it keeps the focus, Escape closes it, the page behind is inert. */
export function Dialog(props: {
  readonly title: string;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly width?: number;
  /** Comes from the side or the bottom instead of the middle. */
  readonly from?: 'middle' | 'top' | 'bottom';
  readonly bare?: boolean;
}) {
  const { title, open, onClose, children, width = 480, from = 'middle', bare = false } = props;
  const t = useWords(uiWords);
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = ref.current;
    if (!dialog) return;
    if (open && !dialog.open) {
      dialog.showModal();
      // the browser would choose the close button
      dialog.querySelector<HTMLElement>('[data-first], input')?.focus();
    }
    if (!open && dialog.open) dialog.close();
  }, [open]);
  return (
    <dialog
      ref={ref}
      className={`dialog ${from}`}
      style={{ width }}
      aria-labelledby={titleId}
      onClose={onClose}
      onClick={(event) => event.target === ref.current && onClose()}
    >
      {open && (
        <div className="dialog-body">
          <header className={bare ? 'unseen' : 'dialog-head'}>
            <h2 id={titleId}>{title}</h2>
            {!bare && (
              <button type="button" className="button bare icon-only" aria-label={t('close')} onClick={onClose}>
                <Icon name="close" />
              </button>
            )}
          </header>
          {children}
        </div>
      )}
    </dialog>
  );
}
