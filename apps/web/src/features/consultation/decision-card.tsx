import { recordAction } from '@alliance/contracts/consultation-action.contract';
import type { ConsultationView, RecommendedAction } from '@alliance/contracts/consultation.schema';
import { notDoneReasons, type NotDoneReason } from '@alliance/domain/consultation/consultation.codes';
import { useState } from 'react';
import { useWords } from '../../platform/i18n';
import { serverNow } from '../../platform/clock';
import { SelectField } from '../../ui/field';
import { absolute } from '../../ui/moment';
import { RefusalNote } from '../../ui/states';
import { consultationDetailWords } from './consultation-detail.locale';
import { cardOf } from './consultation-duty.policy';
import { useStep } from './consultation.data';
import { consultationWords } from './consultation.locale';

const shapes = { follow: '✓', follow_in_part: '◐', not_follow: '✕' } as const;

interface Props {
  readonly consultation: ConsultationView;
}

/** What the inviting side decided, what was done of it, and how the patient did. */
export function DecisionCard({ consultation }: Props) {
  const t = useWords(consultationDetailWords);
  const codes = useWords(consultationWords);
  const { decision, recommendedActions, feedback, actions, state } = consultation;
  const spell = (at: string) => absolute(at, serverNow());
  if (!decision && !['in_session', 'concluding'].includes(state) && !actions.includes('decide')) return null;
  return (
    <section className="card consultation-part" id={cardOf.recordAction} tabIndex={-1} aria-label={t('decision.title')}>
      <h2>{t('decision.title')}</h2>
      {decision ? (
        <>
          <p>
            <strong>
              <span aria-hidden="true">{shapes[decision.decision]}</span> {codes(`decision.${decision.decision}`)}
            </strong>{' '}
            <span className="faint">{t('decision.by', { name: decision.by, time: spell(decision.at) })}</span>
          </p>
          <p className="prose">{decision.text}</p>
        </>
      ) : (
        <p className="soft">{t('decision.none')}</p>
      )}
      {recommendedActions.length > 0 && (
        <>
          <h3>{t('decision.actions')}</h3>
          <ul className="consultation-actions">
            {recommendedActions.map((action) => (
              <ActionLine key={action.id} action={action} consultation={consultation} />
            ))}
          </ul>
        </>
      )}
      {feedback && (
        <div>
          <h3>{t('feedback.title')}</h3>
          <p>
            <strong>{codes(`course.${feedback.course}`)}</strong> · {t('feedback.helpful', { count: feedback.helpful })}{' '}
            <span className="faint">{t('feedback.by', { name: feedback.by, time: spell(feedback.at) })}</span>
          </p>
          {feedback.text && <p className="prose">{feedback.text}</p>}
        </div>
      )}
    </section>
  );
}

/** One recommended action: done, or not and why. */
function ActionLine({ action, consultation }: { readonly action: RecommendedAction; readonly consultation: ConsultationView }) {
  const t = useWords(consultationDetailWords);
  const codes = useWords(consultationWords);
  const [notDone, setNotDone] = useState(false);
  const record = useStep(recordAction);
  const { id, version, actions, opinions } = consultation;
  const { outcome, notDoneReason, recordedBy, recordedAt, dueOn } = action;
  const from = opinions.find((opinion) => opinion.id === action.opinionId)?.by ?? t('decision.own');
  const send = (change: { outcome: 'done' | 'not_done'; reason: NotDoneReason | null }) => {
    if (!record.isPending) record.mutate({ params: { id, actionId: action.id }, body: { version, ...change } });
  };
  return (
    <li>
      <p>
        {action.text} <span className="faint">{[from, dueOn && t('decision.due', { date: dueOn })].filter(Boolean).join(' · ')}</span>
      </p>
      {outcome ? (
        <p className={outcome === 'done' ? 'consultation-signed' : 'consultation-late'}>
          <span aria-hidden="true">{outcome === 'done' ? '✓' : '✕'}</span> {codes(`outcome.${outcome}`)}
          {notDoneReason && <> · {codes(`notDoneReason.${notDoneReason}`)}</>}{' '}
          <span className="faint">
            {recordedAt && t('decision.recorded', { name: recordedBy ?? '—', time: absolute(recordedAt, serverNow()) })}
          </span>
        </p>
      ) : actions.includes('recordAction') ? (
        <span className="consultation-seat-do">
          <button type="button" className="button" aria-disabled={record.isPending} onClick={() => send({ outcome: 'done', reason: null })}>
            ✓ {t('decision.done')}
          </button>
          {notDone ? (
            <SelectField
              label={t('decision.why')}
              placeholder="—"
              value={null}
              options={notDoneReasons.map((value) => ({ value, label: codes(`notDoneReason.${value}`) }))}
              onChange={(reason) => send({ outcome: 'not_done', reason })}
            />
          ) : (
            <button type="button" className="button bare" onClick={() => setNotDone(true)}>
              ✕ {t('decision.notDone')}
            </button>
          )}
        </span>
      ) : (
        <p className="soft">{t('decision.open')}</p>
      )}
      <RefusalNote error={record.error} />
    </li>
  );
}
