import { useEffect, useRef } from 'react';
import { useWords } from '../../platform/i18n';
import { tripWords } from '../../ui/trip.locale';
import { greenWords } from './green.locale';
import type { KeptPhone } from './kept-phones';

/** The whole screen in red and words: it has not gone out, ring these numbers. Nothing waits in the background. */
export function NotSent(props: {
  readonly phones: readonly KeptPhone[];
  readonly unsure: boolean;
  readonly busy: boolean;
  readonly onAgain: () => void;
  /** Missing while the server may have it: another alarm could be a second one. */
  readonly onBack: (() => void) | undefined;
}) {
  const t = useWords(greenWords);
  const w = useWords(tripWords);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className="not-sent" role="alertdialog" aria-modal="true" aria-labelledby="not-sent-title">
      <h1 id="not-sent-title" ref={heading} tabIndex={-1}>
        ✕ {t('notSent')}
      </h1>
      {props.phones.map(({ name, phone }) => (
        <a key={phone} className="button not-sent-call" href={`tel:${phone.replace(/[^\d+]/g, '')}`}>
          <span>{name || w('emergency')}</span> <strong className="figures">{phone}</strong>
        </a>
      ))}
      <p>{t('notSentText')}</p>
      {props.unsure && <p>{t('unsure')}</p>}
      <button type="button" className="button" aria-disabled={props.busy} onClick={() => !props.busy && props.onAgain()}>
        {t(props.busy ? 'sending' : 'again')}
      </button>
      {props.onBack && (
        <button type="button" className="button bare" onClick={props.onBack}>
          {t('back')}
        </button>
      )}
    </div>
  );
}
