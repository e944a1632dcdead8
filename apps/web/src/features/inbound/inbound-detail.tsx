import {
  discardInbound,
  getInbound,
  longestMended,
  mendInbound,
  replayInbound,
  type InboundView,
} from '@alliance/contracts/inbound.contract';
import { useState } from 'react';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { touch, useAnswer } from '../../platform/query';
import { AreaField, TextField } from '../../ui/field';
import { When } from '../../ui/moment-view';
import { say } from '../../ui/said';
import { Loaded, RefusalNote, Skeleton } from '../../ui/states';
import { inboundWords } from './inbound.locale';
import { linesOf } from './segments';

const again = { touches: ['inbound'], onRefused: () => void touch('inbound') } as const;

/** One message: its problems, its text with their places, and what can be done. */
export function InboundDetail({ id }: { readonly id: string }) {
  const message = useAnswer(getInbound, { params: { id } });
  return (
    <Loaded of={message} skeleton={<Skeleton rows={8} height={24} />}>
      {(of) => <Shown of={of} />}
    </Loaded>
  );
}

function Shown({ of }: { readonly of: InboundView }) {
  const t = useWords(inboundWords);
  const [doing, setDoing] = useState<'edit' | 'discard'>();
  const close = () => setDoing(undefined);
  return (
    <div className="inbound">
      <p>
        <span className="tag">{t(`state.${of.state}`)}</span> {of.connection?.name ?? of.origin} · {t(`source.${of.source}`)} ·{' '}
        <When at={of.receivedAt} /> · {t('attempts', { count: of.attempts })} {of.settledBy && t('settled', { who: of.settledBy })}
      </p>
      {of.discardReason && <p>{t('discardedBecause', { reason: of.discardReason })}</p>}
      {of.problems.length > 0 && (
        <ul className="inbound-problems" aria-label={t('problems')}>
          {of.problems.map(({ problem, at }) => (
            <li key={`${problem} ${at}`}>
              ▲ {t(`problem.${problem}`)} {at && <span className="figures soft">{t('at', { at })}</span>}
            </li>
          ))}
        </ul>
      )}
      {of.state === 'quarantined' && !doing && <Actions of={of} onDo={setDoing} />}
      {doing === 'edit' && <Edit of={of} onDone={close} />}
      {doing === 'discard' && <Discard of={of} onDone={close} />}
      {of.mended !== null && <Text title={t('mended')} text={of.mended} of={of} />}
      {of.mended === null ? <Text title={t('original')} text={of.original} of={of} /> : <Folded of={of} />}
    </div>
  );
}

function Folded({ of }: { readonly of: InboundView }) {
  const t = useWords(inboundWords);
  return (
    <details>
      <summary>{t('original')}</summary>
      <Text title={t('original')} text={of.original} of={{ ...of, problems: [] }} />
    </details>
  );
}

function Text({ title, text, of }: { readonly title: string; readonly text: string; readonly of: InboundView }) {
  const t = useWords(inboundWords);
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      <ol className="inbound-text">
        {linesOf(text, of.problems).map(({ line, marked }, at) => (
          <li key={at} className={marked ? 'marked' : undefined}>
            {marked && (
              <strong aria-label={t('marked')} title={t('marked')}>
                ▶
              </strong>
            )}
            <code>{line}</code>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Actions({ of, onDo }: { readonly of: InboundView; readonly onDo: (act: 'edit' | 'discard') => void }) {
  const t = useWords(inboundWords);
  const command = useCommand(replayInbound, {
    ...again,
    onDone: ({ state }) => say(t(state === 'filed' ? 'nowFiled' : 'stillWaiting')),
  });
  return (
    <div className="inbound-actions">
      <RefusalNote error={command.error} />
      <button type="button" className="button primary" onClick={() => onDo('edit')}>
        {t('edit')}
      </button>
      <button
        type="button"
        className="button"
        aria-disabled={command.isPending}
        onClick={() => command.isPending || command.mutate({ params: { id: of.id }, body: { version: of.version } })}
      >
        {t('again')}
      </button>
      <button type="button" className="button" onClick={() => onDo('discard')}>
        {t('discard')}
      </button>
    </div>
  );
}

function Edit({ of, onDone }: { readonly of: InboundView; readonly onDone: () => void }) {
  const t = useWords(inboundWords);
  const [text, setText] = useState(() => (of.mended ?? of.original).replaceAll('\r', '\n'));
  const command = useCommand(mendInbound, {
    ...again,
    onDone: ({ state }) => {
      say(t(state === 'filed' ? 'nowFiled' : 'stillWaiting'));
      onDone();
    },
  });
  return (
    <form
      className="inbound-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() && !command.isPending) command.mutate({ params: { id: of.id }, body: { version: of.version, text } });
      }}
    >
      <AreaField label={t('editText')} hint={t('editHint')} required rows={12} maxLength={longestMended} value={text} onChange={setText} />
      <RefusalNote error={command.error} />
      <Decide submit={t('save')} onCancel={onDone} />
    </form>
  );
}

function Discard({ of, onDone }: { readonly of: InboundView; readonly onDone: () => void }) {
  const t = useWords(inboundWords);
  const [reason, setReason] = useState('');
  const command = useCommand(discardInbound, {
    ...again,
    onDone: () => {
      say(t('discarded'));
      onDone();
    },
  });
  return (
    <form
      className="inbound-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim() && !command.isPending) command.mutate({ params: { id: of.id }, body: { version: of.version, reason } });
      }}
    >
      <TextField label={t('discardReason')} hint={t('discardHint')} required maxLength={300} value={reason} onChange={setReason} />
      <RefusalNote error={command.error} />
      <Decide submit={t('discardRun')} onCancel={onDone} />
    </form>
  );
}

function Decide({ submit, onCancel }: { readonly submit: string; readonly onCancel: () => void }) {
  const t = useWords(inboundWords);
  return (
    <div className="inbound-actions">
      <button type="submit" className="button primary">
        {submit}
      </button>
      <button type="button" className="button" onClick={onCancel}>
        {t('cancel')}
      </button>
    </div>
  );
}
