import type { Message } from '@alliance/contracts/conversation.contract';
import type { ReferralView } from '@alliance/contracts/referral.contract';
import { Fragment, useEffect, useRef } from 'react';
import { useWords } from '../../../platform/i18n';
import { When } from '../../../ui/moment-view';
import { NoteView } from '../referral-case';
import { conversationWords } from './conversation.locale';
import { MessageItem } from './message-item';
import type { Unsent } from './outbox';
import type { Said } from './stream.policy';
import { UnsentItem } from './unsent-item';

interface Props {
  readonly referral: ReferralView;
  readonly stream: readonly Said[];
  readonly messages: readonly Message[];
  readonly unsent: readonly Unsent[];
  /** Position up to which it was read when this was opened. */
  readonly newFrom: number;
  readonly earlier: (() => void) | undefined;
  readonly loadingEarlier: boolean;
  readonly later: (() => void) | undefined;
  readonly onReply: ((message: Message) => void) | undefined;
}

/** Everything that was said, oldest first; what is new begins at a line. */
export function MessageStream({ referral, stream, messages, unsent, newFrom, earlier, loadingEarlier, later, onReply }: Props) {
  const t = useWords(conversationWords);
  const end = useRef<HTMLLIElement>(null);
  const newest = messages.at(-1)?.id;
  const firstNew = messages.find(({ position, mine }) => position > newFrom && !mine)?.id;
  const known = new Set(messages.map(({ id }) => id));
  const waiting = unsent.filter(({ id }) => !known.has(id));
  useEffect(() => {
    end.current?.scrollIntoView?.({ block: 'nearest' });
  }, [newest, waiting.length]);
  return (
    <>
      {earlier && (
        <button type="button" className="button small message-earlier" disabled={loadingEarlier} onClick={earlier}>
          {t('earlier')}
        </button>
      )}
      <ol className="messages">
        {stream.map((said) => (
          <Fragment key={said.key}>
            {said.kind === 'message' && said.key === firstNew && newFrom > 0 && (
              <li className="message-new" role="separator">
                {t('unread')}
              </li>
            )}
            <li>
              <SaidItem said={said} referral={referral} messages={messages} onReply={onReply} />
            </li>
          </Fragment>
        ))}
        {waiting.map((message) => (
          <li key={message.id}>
            <UnsentItem referralId={referral.id} message={message} />
          </li>
        ))}
        <li ref={end} className="messages-end" aria-hidden="true" />
      </ol>
      {later && (
        <button type="button" className="button small message-earlier" onClick={later}>
          {t('latest')}
        </button>
      )}
    </>
  );
}

function SaidItem({ said, referral, messages, onReply }: { readonly said: Said } & Pick<Props, 'referral' | 'messages' | 'onReply'>) {
  const t = useWords(conversationWords);
  if (said.kind === 'message') {
    const { message } = said;
    return (
      <MessageItem
        message={message}
        fromSender={message.institution.id === referral.sender.id}
        attachments={referral.attachments}
        answered={messages.find(({ id }) => id === message.replyTo)}
        onReply={onReply && (() => onReply(message))}
      />
    );
  }
  if (said.kind === 'note') return <NoteView note={said.note} referral={referral} />;
  return (
    <p className="message-system faint">
      {t(said.kind === 'asked' ? 'system.question' : 'system.answer', { who: `${said.note.by}（${said.note.institution}）` })} ·{' '}
      <When at={said.at} />
    </p>
  );
}
