import type { QuestionRound } from '@alliance/contracts/conversation.contract';
import type { QuestionView } from '@alliance/contracts/conversation.schema';
import type { Attachment } from '@alliance/contracts/attachment.contract';
import { factDictionary } from '@alliance/domain/criteria/dictionary';
import { useWords } from '../../../platform/i18n';
import { useFactText } from '../../../ui/criteria/fact-text';
import { VerdictMark } from '../../../ui/criteria/verdict-mark';
import { When } from '../../../ui/moment-view';
import { AttachmentLink } from './attachment-link';
import { questionWords } from './question.locale';
import './question.css';

interface Props {
  readonly rounds: readonly QuestionRound[];
  readonly attachments: readonly Attachment[];
  /** Whether the newest round still waits for its answer: the referral stands where it was asked. */
  readonly waits: boolean;
  /** Opens the answering; undefined for whoever does not answer. */
  readonly onReply: (() => void) | undefined;
}

/** What was asked for, with its answer beside it; earlier rounds are folded. */
export function QuestionRounds({ rounds, attachments, waits, onReply }: Props) {
  const t = useWords(questionWords);
  const last = rounds.at(-1)?.id;
  return (
    <section className="detail-part">
      <h2>{t('rounds')}</h2>
      {rounds.map((round) => (
        <details key={round.id} className="question-round" open={round.id === last}>
          <summary>
            <strong>{t('round', { round: round.round })}</strong>{' '}
            <span className="faint">
              {t('askedBy', { who: round.askedBy, place: round.askedInstitution })} · <When at={round.askedAt} />
            </span>
          </summary>
          <RoundTable round={round} attachments={attachments} waits={waits && round.id === last} />
          <RoundFoot round={round} onReply={waits && round.id === last ? onReply : undefined} />
        </details>
      ))}
    </section>
  );
}

function RoundTable({
  round,
  attachments,
  waits,
}: {
  readonly round: QuestionRound;
  readonly attachments: readonly Attachment[];
  readonly waits: boolean;
}) {
  const t = useWords(questionWords);
  return (
    <table className="question-table">
      <thead>
        <tr>
          <th scope="col">{t('question')}</th>
          <th scope="col">{t('answer')}</th>
        </tr>
      </thead>
      <tbody>
        {round.questions.map((question, index) => (
          <tr key={question.id}>
            <th scope="row">
              {index + 1}. {question.text}
              {question.askedBefore > 0 && <span className="tag">{t('again', { count: question.askedBefore + 1 })}</span>}
              {question.choices && <span className="faint"> （{question.choices.join(' / ')}）</span>}
            </th>
            <td>{round.answeredAt ? <Said question={question} attachments={attachments} /> : t(waits ? 'waiting' : 'left')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Said({ question, attachments }: { readonly question: QuestionView; readonly attachments: readonly Attachment[] }) {
  const t = useWords(questionWords);
  const spell = useFactText(factDictionary);
  const { answer, value, fact, cannot, attachmentId } = question;
  const document = attachments.find(({ id }) => id === attachmentId);
  if (cannot)
    return (
      <span className="soft">
        {t('cannot')} · {t(`cannotReason.${cannot}`)}
      </span>
    );
  if (value && fact) return <strong>{spell(fact, value)}</strong>;
  if (document) return <AttachmentLink attachment={document} />;
  return <span className="prose">{answer ?? '—'}</span>;
}

function RoundFoot({ round, onReply }: { readonly round: QuestionRound; readonly onReply: (() => void) | undefined }) {
  const t = useWords(questionWords);
  const { answeredBy, answeredInstitution, answeredAt, judgement } = round;
  return (
    <div className="question-round-foot">
      {answeredBy && answeredAt && (
        <span className="faint">
          {t('answeredBy', { who: answeredBy, place: answeredInstitution ?? '' })} · <When at={answeredAt} />
        </span>
      )}
      {judgement && (
        <span title={t('rejudgedHint')}>
          {t('rejudged')} <VerdictMark verdict={judgement.verdict} /> <span className="faint">{t('rejudgedHint')}</span>
        </span>
      )}
      {onReply && (
        <button type="button" className="button primary" onClick={onReply}>
          {t('reply')}
        </button>
      )}
    </div>
  );
}
