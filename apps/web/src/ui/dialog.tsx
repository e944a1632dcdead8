import { useId, type ReactNode } from 'react';
import { useWords } from '../platform/i18n';
import { Icon } from './icon';
import { uiWords } from './ui.locale';
import { useModal } from './use-modal';
import './dialog.css';

/** A question over the page, which is inert meanwhile. */
export function Dialog(props: {
  readonly title: string;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly width?: number;
  /** Comes from the side or the bottom instead of the middle. */
  readonly from?: 'middle' | 'top' | 'bottom';
  readonly bare?: boolean;
  /** Escape and a press beside it do not close it: what it says must not be missed. */
  readonly stays?: boolean;
}) {
  const { title, open, onClose, children, width = 480, from = 'middle', bare = false, stays = false } = props;
  const t = useWords(uiWords);
  const titleId = useId();
  const modal = useModal(open, onClose, { otherwise: 'input', stays });
  return (
    <dialog {...modal} className={`dialog ${from}`} style={{ width }} aria-labelledby={titleId}>
      {open && (
        <div className="dialog-body">
          <header className={bare ? 'unseen' : 'dialog-head'}>
            <h2 id={titleId}>{title}</h2>
            {!bare && !stays && (
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
