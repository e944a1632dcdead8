import type { Message, Mentionable } from '@alliance/contracts/conversation.contract';
import type { ReferralView } from '@alliance/contracts/referral.contract';
import { longestMessage, mostReferences } from '@alliance/domain/conversation/conversation';
import { useId, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { flushSync } from 'react-dom';
import { useWords } from '../../../platform/i18n';
import { useAppointment } from '../../../platform/session';
import { Icon } from '../../../ui/icon';
import { uiWords } from '../../../ui/ui.locale';
import { calledIn, withName } from './called-in.policy';
import { conversationWords } from './conversation.locale';
import { MentionList, useMentionable } from './mention-list';
import { blank, draftOf, keepDraft, send, type Written } from './outbox';
import { References } from './references';

const phrases = {
  sender: ['ready', 'later', 'added', 'bedAsked'],
  receiver: ['bedReady', 'callFirst', 'viaEmergency', 'bringFilms'],
} as const;

interface Props {
  readonly referral: ReferralView;
  /** What is answered. */
  readonly answered: Message | undefined;
  readonly onAnswered: (message: Message | undefined) => void;
  readonly field: RefObject<HTMLTextAreaElement | null>;
}

/** Writing a message: `@` calls somebody in, Ctrl+Enter sends. What is not sent stays in memory and nowhere else. */
export function MessageComposer({ referral, answered, onAnswered, field }: Props) {
  const t = useWords(conversationWords);
  const ui = useWords(uiWords);
  const listId = useId();
  const key = `${useAppointment()?.id ?? ''} ${referral.id}`;
  const [written, setWritten] = useState<Written>(() => draftOf(key));
  const [called, setCalled] = useState<string>();
  const [at, setAt] = useState(0);
  const sending = useRef(false);
  const found = useMentionable(referral.id, called);
  const people = found?.people?.filter(({ appointmentId }) => !written.mentions.some((mention) => mention.appointmentId === appointmentId));
  const keep = (more: Partial<Written>) => {
    const next = { ...written, ...more };
    setWritten(next);
    keepDraft(key, next);
  };
  const look = () => {
    const { value = '', selectionStart = 0 } = field.current ?? {};
    setCalled(written.mentions.length < mostReferences ? calledIn(value, selectionStart) : undefined);
    setAt(0);
  };
  const choose = ({ appointmentId, name }: Mentionable) => {
    const { text, caret } = withName(written.text, field.current?.selectionStart ?? written.text.length, name);
    // at once: who types on must not find the caret moved under the next character
    flushSync(() => {
      keep({ text, mentions: [...written.mentions, { appointmentId, name }] });
      setCalled(undefined);
    });
    field.current?.focus();
    field.current?.setSelectionRange(caret, caret);
  };
  const ready = written.text.trim() !== '';
  const submit = () => {
    if (!ready || sending.current) return;
    send(referral.id, { ...written, text: written.text.trim(), replyTo: answered?.id ?? null });
    setWritten(blank);
    keepDraft(key, blank);
    setCalled(undefined);
    onAnswered(undefined);
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      submit();
    } else if (people?.length && called !== undefined) {
      const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
      const person = people[at];
      if (step) setAt((at + step + people.length) % people.length);
      else if ((event.key === 'Enter' || event.key === 'Tab') && person) choose(person);
      else return;
      event.preventDefault();
    }
  };
  const onEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || called === undefined) return;
    event.stopPropagation();
    setCalled(undefined);
  };
  const open = called !== undefined;
  return (
    <form
      className="composer"
      aria-label={t('write')}
      onKeyDown={onEscape}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {answered && (
        <p className="composer-answered faint">
          <span className="one-line">{t('replyTo', { who: answered.by, text: answered.text ?? t('noLonger') })}</span>
          <button type="button" className="button bare small" aria-label={t('cancelReply')} onClick={() => onAnswered(undefined)}>
            <Icon name="close" size={16} />
          </button>
        </p>
      )}
      <div className="composer-field">
        <textarea
          ref={field}
          className="control"
          rows={2}
          role="combobox"
          aria-label={t('write')}
          aria-expanded={open}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={open && people?.length ? `${listId}-${at}` : undefined}
          placeholder={t('placeholder')}
          maxLength={longestMessage}
          value={written.text}
          onChange={(event) => {
            keep({ text: event.target.value });
            look();
          }}
          onKeyDown={onKeyDown}
          onClick={look}
          onBlur={() => setCalled(undefined)}
        />
        {open && <MentionList id={listId} people={people} at={at} onPoint={setAt} onChoose={choose} />}
      </div>
      {written.text.length >= longestMessage && <p className="faint">{ui('full', { max: longestMessage })}</p>}
      <References referral={referral} written={written} onChange={keep} />
      <div className="composer-foot">
        <details className="composer-phrases">
          <summary>{t('phrases')}</summary>
          <span className="question-chips">
            {phrases[referral.side].map((phrase) => (
              <button
                key={phrase}
                type="button"
                className="chip"
                onClick={() => {
                  keep({ text: [written.text.trim(), t(`phrase.${phrase}`)].filter(Boolean).join('\n') });
                  field.current?.focus();
                }}
              >
                {t(`phrase.${phrase}`)}
              </button>
            ))}
          </span>
        </details>
        <span className="faint composer-keys">{t('keys')}</span>
        <button type="submit" className="button primary" aria-disabled={!ready}>
          {t('send')}
        </button>
      </div>
    </form>
  );
}
