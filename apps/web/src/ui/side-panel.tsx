import { useId, type ReactNode } from 'react';
import { useWords } from '../platform/i18n';
import { Icon } from './icon';
import { uiWords } from './ui.locale';
import { useModal } from './use-modal';
import './side-panel.css';

/** A sheet from the right over the page, the whole screen on a phone: the rest is inert, Escape closes, the decision stands at the bottom right. */
export function SidePanel(props: {
  readonly title: ReactNode;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly foot?: ReactNode;
}) {
  const { open, onClose } = props;
  const t = useWords(uiWords);
  const titleId = useId();
  const modal = useModal(open, onClose);
  return (
    <dialog {...modal} className="side-panel" aria-labelledby={titleId}>
      {open && (
        <div className="side-panel-frame">
          <header className="side-panel-head">
            <h2 id={titleId}>{props.title}</h2>
            <button type="button" className="button bare icon-only" aria-label={t('close')} onClick={onClose}>
              <Icon name="close" />
            </button>
          </header>
          <div className="side-panel-body">{props.children}</div>
          {props.foot && <footer className="side-panel-foot">{props.foot}</footer>}
        </div>
      )}
    </dialog>
  );
}
