import { useWords } from '../../platform/i18n';
import { Dialog } from '../../ui/dialog';
import { RefusalNote } from '../../ui/states';
import { uiWords } from '../../ui/ui.locale';

/** Asked before an address that programs use stops working. */
export function Question(props: {
  readonly title: string;
  readonly text: string;
  readonly go: string;
  readonly open: boolean;
  readonly command: { readonly isPending: boolean; readonly error: unknown };
  readonly onGo: () => void;
  readonly onClose: () => void;
}) {
  const t = useWords(uiWords);
  const { command } = props;
  return (
    <Dialog title={props.title} open={props.open} onClose={props.onClose} width={420}>
      <div className="calendar-feed-address">
        <p className="soft">{props.text}</p>
        <RefusalNote error={command.error} />
        <div className="calendar-feed-actions end">
          <button type="button" className="button" data-first onClick={props.onClose}>
            {t('cancel')}
          </button>
          <button
            type="button"
            className="button danger"
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
