import type { ReactNode } from 'react';
import { useWords } from '../../platform/i18n';
import { Dialog } from '../../ui/dialog';
import { RefusalNote } from '../../ui/states';
import { uiWords } from '../../ui/ui.locale';

/** A question before something that cannot be taken back. */
export function AskFirst(props: {
  readonly title: string;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly go: string;
  readonly danger?: boolean;
  readonly command: { readonly isPending: boolean; readonly error: unknown };
  readonly onGo: () => void;
  readonly children: ReactNode;
}) {
  const t = useWords(uiWords);
  const { command } = props;
  return (
    <Dialog title={props.title} open={props.open} onClose={props.onClose} width={420}>
      <div className="account-dialog">
        <p className="soft">{props.children}</p>
        <RefusalNote error={command.error} />
        <div className="account-foot">
          <button type="button" className="button" data-first onClick={props.onClose}>
            {t('cancel')}
          </button>
          <button
            type="button"
            className={props.danger ? 'button danger' : 'button primary'}
            aria-disabled={command.isPending}
            onClick={() => !command.isPending && props.onGo()}
          >
            {props.go}
          </button>
        </div>
      </div>
    </Dialog>
  );
}
