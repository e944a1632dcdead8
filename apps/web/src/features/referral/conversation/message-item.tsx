import type { Attachment } from '@alliance/contracts/attachment.contract';
import { withdrawMessage, type Message } from '@alliance/contracts/conversation.contract';
import type { ReactNode } from 'react';
import { useCommand } from '../../../platform/command';
import { useNow } from '../../../platform/clock';
import { useWords } from '../../../platform/i18n';
import { clockOf, useDayTime } from '../../../ui/moment';
import { When } from '../../../ui/moment-view';
import { RefusalNote } from '../../../ui/states';
import { AttachmentLink } from './attachment-link';
import { conversationWords } from './conversation.locale';

interface Props {
  readonly message: Message;
  readonly fromSender: boolean;
  readonly attachments: readonly Attachment[];
  /** What it answers, where that is on this page. */
  readonly answered: Message | undefined;
  readonly onReply: (() => void) | undefined;
}

/** One message: who, when, what; who has read it stands small under it. */
export function MessageItem({ message, fromSender, attachments, answered, onReply }: Props) {
  const t = useWords(conversationWords);
  const { by, institution, at, text, mentions, attachmentIds } = message;
  if (text === null)
    return (
      <p className="message-gone faint">
        {t('withdrawn', { who: by })} · <When at={message.withdrawnAt ?? at} />
      </p>
    );
  const me = mentions.some((mention) => mention.me);
  const documents = attachments.filter(({ id }) => attachmentIds.includes(id));
  return (
    <article className={`message ${fromSender ? 'sender' : 'receiver'} ${message.mine ? 'mine' : ''} ${me ? 'to-me' : ''}`}>
      <header className="message-head">
        <span>
          <strong>{by}</strong> <span className="faint">{institution.name}</span>
        </span>
        {me && <span className="tag message-me">@ {t('mentionsMe')}</span>}
        <span className="faint">
          <When at={at} />
        </span>
        <span className="message-tools">
          {onReply && (
            <button type="button" className="link" onClick={onReply}>
              {t('reply')}
            </button>
          )}
          <Withdraw message={message} />
        </span>
      </header>
      {message.replyTo && (
        <blockquote className="message-quote faint">
          {answered ? `${answered.by}：${answered.text ?? t('noLonger')}` : t('gone')}
        </blockquote>
      )}
      <p className="prose">
        <Called text={text} names={mentions.map(({ name }) => name)} />
      </p>
      {documents.map((document) => (
        <AttachmentLink key={document.id} attachment={document} />
      ))}
      <ReadBy message={message} />
    </article>
  );
}

/** The words with the names that are called set apart. */
function Called({ text, names }: { readonly text: string; readonly names: readonly string[] }): ReactNode {
  const marks = names.map((name) => `@${name}`);
  if (!marks.length) return text;
  const parts = text.split(new RegExp(`(${marks.map((mark) => mark.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})`));
  const missing = marks.filter((mark) => !text.includes(mark));
  return (
    <>
      {parts.map((part, index) => (marks.includes(part) ? <strong key={index}>{part}</strong> : part))}
      {missing.length > 0 && <strong> {missing.join(' ')}</strong>}
    </>
  );
}

function Withdraw({ message: { id, withdrawableUntil } }: { readonly message: Message }) {
  const t = useWords(conversationWords);
  const now = useNow(5_000);
  const command = useCommand(withdrawMessage, { touches: ['conversation'] });
  if (!withdrawableUntil || Date.parse(withdrawableUntil) <= now) return null;
  return (
    <>
      <button type="button" className="link" disabled={command.isPending} onClick={() => command.mutate({ params: { id } })}>
        {t('withdraw')}
      </button>
      <RefusalNote error={command.error} />
    </>
  );
}

const namedReaders = 2;
/** Of one's own house's messages the other side counts; names of the first, then how many. */
function ReadBy({ message: { readBy, mine, institution } }: { readonly message: Message }) {
  const t = useWords(conversationWords);
  const dayTime = useDayTime();
  const now = useNow(60_000);
  const time = (at: string) => (now - Date.parse(at) < 12 * 3_600_000 ? clockOf(at) : dayTime(at));
  const say = ({ by, institution: place, at }: Message['readBy'][number]) => t('reader', { name: by, place, time: time(at) });
  const others = readBy.filter((reader) => reader.institution !== institution.name);
  const shown = others.length ? others : readBy;
  if (!mine && !shown.length) return null;
  if (mine && !others.length) return <p className="message-read faint">{t('unreadYet')}</p>;
  const names = shown.slice(0, namedReaders).map(say).join('、');
  const all = readBy.map(say).join('\n');
  return (
    <p className="message-read faint" title={all}>
      {t('readBy', { who: names })} {readBy.length > namedReaders && t('andMore', { count: readBy.length })}
    </p>
  );
}
