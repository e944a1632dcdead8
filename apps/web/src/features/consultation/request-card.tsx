import type { RequestNeed } from '@alliance/domain/consultation/request-completeness';
import { useState } from 'react';
import { useWords } from '../../platform/i18n';
import { consultationCodeWords } from '../../ui/consultation-code.locale';
import { Dialog } from '../../ui/dialog';
import { clockOf } from '../../ui/moment';
import { RefusalNote } from '../../ui/states';
import { consultationFormWords } from './consultation-form.locale';
import type { DraftState } from './draft.store';
import { useHospitals, useTerms } from './use-hospitals';

interface Props {
  readonly draft: DraftState;
  readonly missing: readonly RequestNeed[];
  readonly names: ReadonlyMap<string, string>;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onFocus: (need: RequestNeed) => void;
  readonly onSend: () => void;
  readonly onDiscard: () => void;
}

/** What is missing, as links to its field; under which agreement and within which times; the one button. */
export function RequestCard({ draft, missing, names, busy, error, onFocus, onSend, onDiscard }: Props) {
  const t = useWords(consultationFormWords);
  const [asking, setAsking] = useState(false);
  const bad = draft.saving === 'offline' || draft.saving === 'refused';
  return (
    <aside className="card consultation-card" aria-label={t('card.title')}>
      <h2>{t('card.title')}</h2>
      {missing.length ? (
        <>
          <p className="soft">{t('card.missing')}</p>
          <ul className="consultation-missing">
            {missing.map((need) => (
              <li key={need}>
                <button type="button" className="consultation-link" onClick={() => onFocus(need)}>
                  ? {t(`field.${need}`)}
                </button>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p className="note-good">
          <span aria-hidden="true">✓ </span>
          {t('card.complete')}
        </p>
      )}
      <Coverage draft={draft} names={names} />
      <RefusalNote error={error} />
      <p className={bad ? 'consultation-saving bad' : 'consultation-saving'} role="status" aria-live={bad ? 'assertive' : 'polite'}>
        {t(`saving.${draft.saving}`, { time: draft.savedAt ? clockOf(draft.savedAt, true) : '' })}
      </p>
      <div className="consultation-foot">
        {draft.view && (
          <button type="button" className="button bare" onClick={() => setAsking(true)}>
            {t('card.discard')}
          </button>
        )}
        <button type="button" className="button primary" aria-disabled={busy} onClick={() => !busy && onSend()}>
          {t(busy ? 'card.sending' : 'card.send')}
        </button>
      </div>
      <Dialog title={t('card.discard')} open={asking} onClose={() => setAsking(false)} width={400}>
        <p>{t('card.discardAsk')}</p>
        <div className="consultation-foot">
          <button type="button" className="button" onClick={() => setAsking(false)}>
            {t('card.keep')}
          </button>
          <button type="button" className="button danger" onClick={onDiscard}>
            {t('card.discard')}
          </button>
        </div>
      </Dialog>
    </aside>
  );
}

/** Every hospital that is asked needs an agreement in force; the first one's promises are told. */
function Coverage({ draft: { fields }, names }: Pick<Props, 'draft' | 'names'>) {
  const t = useWords(consultationFormWords);
  const named = useWords(consultationCodeWords);
  const { items } = useHospitals(fields.kind);
  const asked = [...new Set(fields.invited.map(({ institutionId }) => institutionId))];
  const agreementOf = (id: string) => items?.find(({ provider }) => provider.id === id);
  const terms = useTerms(asked.flatMap((id) => agreementOf(id)?.id ?? [])[0]);
  if (!items || !asked.length) return null;
  const { kind, urgency } = fields;
  return (
    <section className="consultation-coverage" aria-label={t('card.agreement')}>
      <h3>{t('card.agreement')}</h3>
      <ul>
        {asked.map((id) => {
          const agreement = agreementOf(id);
          const hospital = names.get(id) ?? '—';
          return (
            <li key={id} className={agreement ? undefined : 'consultation-uncovered'}>
              <span aria-hidden="true">{agreement ? '✓' : '✕'} </span>
              {agreement
                ? t('card.covered', { hospital, title: agreement.number ?? agreement.title })
                : t('card.uncovered', { hospital, kind: named(`kind.${kind}`) })}
            </li>
          );
        })}
      </ul>
      {kind === 'immediate' ? (
        <p className="soft">{t('card.termsImmediate')}</p>
      ) : (
        terms && (
          <p className="soft">
            {t('card.terms', {
              answer: terms.answerWithinHours,
              plan: terms.planWithinHours,
              finish: terms.finishWithinWorkingDays,
            })}{' '}
            {urgency !== 'routine' && t('card.termsUrgent', { urgent: terms.urgentWithinHours })}
          </p>
        )
      )}
    </section>
  );
}
