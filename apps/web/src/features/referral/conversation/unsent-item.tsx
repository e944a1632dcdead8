import { useWords } from '../../../platform/i18n';
import { RefusalNote } from '../../../ui/states';
import { conversationWords } from './conversation.locale';
import { discard, send, type Unsent } from './outbox';

/** Written here and not there yet. */
export function UnsentItem({ referralId, message }: { readonly referralId: string; readonly message: Unsent }) {
  const t = useWords(conversationWords);
  const { id, text, state, error } = message;
  return (
    <article className={`message mine unsent ${state}`} role={state === 'sending' ? undefined : 'status'}>
      <p className="prose">{text}</p>
      <p className="message-read faint">{t(state)}</p>
      {state === 'refused' && (
        <>
          <RefusalNote error={error} />
          <p className="message-tools">
            <button
              type="button"
              className="link"
              onClick={() => {
                discard(referralId, id);
                send(referralId, message);
              }}
            >
              {t('again')}
            </button>
            <button type="button" className="link" onClick={() => discard(referralId, id)}>
              {t('throwAway')}
            </button>
          </p>
        </>
      )}
    </article>
  );
}
