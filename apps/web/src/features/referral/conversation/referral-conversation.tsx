import type { Message } from '@alliance/contracts/conversation.contract';
import type { ReferralView } from '@alliance/contracts/referral.contract';
import { canWrite } from '@alliance/domain/conversation/conversation';
import { useRef, useState } from 'react';
import { useWords } from '../../../platform/i18n';
import { isRefused } from '../../../platform/refusal';
import { useAppointment } from '../../../platform/session';
import { useDayTime } from '../../../ui/moment';
import { EmptyState, ErrorState, Skeleton } from '../../../ui/states';
import type { Step } from '../panel.types';
import { useConversation, useQuestions, useReading } from './conversation.data';
import { conversationWords } from './conversation.locale';
import { MessageComposer } from './message-composer';
import { MessageStream } from './message-stream';
import { useUnsent } from './outbox';
import { QuestionRounds } from './question-rounds';
import { streamOf } from './stream.policy';
import './conversation.css';

interface Props {
  readonly referral: ReferralView;
  readonly onOpen: (step: Step) => void;
}

/** What was asked and answered, and under it what the two sides say to each other. */
export function ReferralConversation({ referral, onOpen }: Props) {
  const questions = useQuestions(referral.id);
  const rounds = questions.data?.items ?? [];
  return (
    <>
      {rounds.length > 0 && (
        <QuestionRounds
          rounds={rounds}
          attachments={referral.attachments}
          waits={referral.state === 'info_requested'}
          onReply={referral.actions.includes('reply') ? () => onOpen('reply') : undefined}
        />
      )}
      <Messages key={referral.id} referral={referral} rounds={rounds} />
    </>
  );
}

function Messages({ referral, rounds }: { readonly referral: ReferralView; readonly rounds: Parameters<typeof streamOf>[2] }) {
  const t = useWords(conversationWords);
  const { newest, items, earlier, loadingEarlier, more, caughtUp } = useConversation(referral.id);
  const unsent = useUnsent(referral.id);
  const [answered, setAnswered] = useState<Message>();
  const field = useRef<HTMLTextAreaElement>(null);
  const { standing, readUpTo } = newest.data ?? {};
  // where reading stopped when this was opened: what is new stays marked while one reads it
  const [opened, setOpened] = useState<number>();
  if (opened === undefined && readUpTo !== undefined) setOpened(readUpTo);
  useReading(referral.id, items.at(-1)?.position ?? 0, readUpTo, standing !== undefined && standing !== 'reads_only');
  // the reviewer of an appeal reads the case and not what its sides say to each other
  const outsider = isRefused(newest.error, 'referral.not_found');
  const stream = streamOf(items, referral.notes, rounds, earlier);
  return (
    <section className="detail-part conversation">
      <h2>{t('title')}</h2>
      {!outsider && <p className="faint">{t('about')}</p>}
      {!newest.data && !newest.error && <Skeleton rows={3} height={40} />}
      {stream.length || unsent.length ? (
        <MessageStream
          referral={referral}
          stream={stream}
          messages={items}
          unsent={unsent}
          newFrom={opened ?? 0}
          earlier={earlier ? more : undefined}
          loadingEarlier={loadingEarlier}
          later={caughtUp}
          onReply={
            standing && canWrite(standing)
              ? (message) => {
                  setAnswered(message);
                  field.current?.focus();
                }
              : undefined
          }
        />
      ) : (
        (newest.data ?? outsider) && <EmptyState title={t('none')} {...(standing && canWrite(standing) ? { text: t('noneText') } : {})} />
      )}
      {newest.error && !newest.data && !outsider && <ErrorState error={newest.error} retry={newest.refetch} />}
      <Standing referral={referral} standing={standing} until={newest.data?.writableUntil ?? null} />
      {standing && canWrite(standing) && <MessageComposer referral={referral} answered={answered} onAnswered={setAnswered} field={field} />}
    </section>
  );
}

type StandingProps = {
  readonly referral: ReferralView;
  readonly standing: NonNullable<ReturnType<typeof useConversation>['newest']['data']>['standing'] | undefined;
  readonly until: string | null;
};
/** Why nothing can be written, or until when. */
function Standing({ referral, standing, until }: StandingProps) {
  const t = useWords(conversationWords);
  const dayTime = useDayTime();
  const own = useAppointment()?.institution.id;
  if (standing === undefined || standing === 'open') return null;
  const left = own !== referral.sender.id && own !== referral.receiver?.id;
  const said = {
    aftercare: t('aftercare', { until: until ? dayTime(until) : '' }),
    over: t('over'),
    not_sent: t('notSent'),
    outside: t('outside'),
    reads_only: t(left ? 'passedOn' : 'readsOnly'),
  } as const;
  return <p className="note-quiet soft">{said[standing]}</p>;
}
