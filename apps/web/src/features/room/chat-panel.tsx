import { writeRoomMessage, type RoomMessage } from '@alliance/contracts/room.contract';
import { useEffect, useId, useRef, useState, type FormEvent, type KeyboardEvent } from 'react';
import { v7 } from 'uuid';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { clockOf } from '../../ui/moment';
import { RefusalNote, Skeleton } from '../../ui/states';
import { roomWords } from './room.locale';
import { useChat } from './use-chat';

const MAX = 2_000;

/** Written to everybody in the room, kept with the case. A text that was not sent stays where it was typed. */
export function ChatPanel({
  consultationId,
  position,
  mayWrite,
}: {
  readonly consultationId: string;
  readonly position: number;
  readonly mayWrite: boolean;
}) {
  const t = useWords(roomWords);
  const { messages, add } = useChat(consultationId, position);
  const [text, setText] = useState('');
  // the same id until it has been written: a bad line sends twice, and it stands there once
  const [id, setId] = useState(() => v7());
  const write = useCommand(writeRoomMessage, {
    onDone: (message) => {
      add(message);
      setText('');
      setId(v7());
    },
  });
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const element = list.current;
    if (element) element.scrollTop = element.scrollHeight;
  }, [messages]);
  const label = useId();
  const send = () => {
    if (text.trim() && !write.isPending) write.mutate({ params: { id: consultationId }, body: { id, text } });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };
  return (
    <div className="room-chat">
      {messages === null && <Skeleton rows={4} />}
      {messages?.length === 0 && <p className="soft">{t('chat.empty')}</p>}
      <ol ref={list} className="room-messages" aria-live="polite">
        {messages?.map((message) => (
          <Line key={message.id} of={message} />
        ))}
      </ol>
      {mayWrite && (
        <form
          onSubmit={(event: FormEvent) => {
            event.preventDefault();
            send();
          }}
        >
          <label className="unseen" htmlFor={label}>
            {t('chat.write')}
          </label>
          <textarea
            id={label}
            className="control"
            rows={2}
            maxLength={MAX}
            value={text}
            placeholder={t('chat.write')}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={onKeyDown}
          />
          {text.length >= MAX && <p className="faint">{t('chat.full')}</p>}
          <RefusalNote error={write.error} />
          <button type="submit" className="button primary" disabled={!text.trim() || write.isPending}>
            {t(write.isPending ? 'chat.sending' : 'chat.send')}
          </button>
        </form>
      )}
    </div>
  );
}

function Line({ of }: { readonly of: RoomMessage }) {
  const t = useWords(roomWords);
  return (
    <li className={of.mine ? 'room-message mine' : 'room-message'}>
      <p className="faint">
        {of.mine ? t('chat.me') : of.by} · {of.institution.name} · <time dateTime={of.at}>{clockOf(of.at)}</time>
      </p>
      <p className="prose">{of.text}</p>
    </li>
  );
}
