import { derivedFacts } from '@alliance/domain/criteria/derived';
import { referralUrgencyOf } from '@alliance/domain/criteria/referral-urgency';
import type { Finding } from '@alliance/domain/criteria/finding.types';
import { outsideCriteriaReasons, type OutsideCriteriaReason } from '@alliance/domain/protocol/protocol.types';
import { isAsked, needsCriteriaReason } from '@alliance/domain/referral/criteria-verdict';
import { urgencyRank } from '@alliance/domain/referral/deadline';
import type { Urgency } from '@alliance/domain/referral/referral.codes';
import { useState } from 'react';
import { useText, useWords } from '../../platform/i18n';
import { SoonMark, VerdictMark } from '../../ui/criteria/verdict-mark';
import { SelectField } from '../../ui/field';
import { uiWords } from '../../ui/ui.locale';
import { criteriaWords } from './criteria.locale';
import { FindingLine } from './finding-line';
import { focusFact } from './focus-fact';
import type { Judged } from './use-criteria';
import './verdict-card.css';

interface Props {
  readonly judged: Judged;
  readonly urgency: Urgency | null;
  readonly reason: OutsideCriteriaReason | null;
  /** Sending was tried without a reason. */
  readonly wrong: string | undefined;
  /** The judged urgency that the doctor has looked at and decided against. */
  readonly kept: Urgency | null;
  readonly onKeep: (judged: Urgency | null) => void;
  readonly onUrgency: (urgency: Urgency) => void;
  readonly onReason: (reason: OutsideCriteriaReason) => void;
}
const shownMissing = 6;

/** Whether the patient meets the criteria, why, and what is still to be known; links lead to the fields. */
export function VerdictCard({ judged, urgency, reason, wrong, kept, onKeep, onUrgency, onReason }: Props) {
  const t = useWords(criteriaWords);
  const ui = useWords(uiWords);
  const { judgement, direction } = judged;
  const of = (verdict: Finding['verdict']) => judgement.findings.filter((finding) => finding.verdict === verdict);
  const met = of('met');
  const open = of('unknown');
  const decided = [...of('not_met'), ...of('not_applicable')];
  const openImmediate = open.filter((finding) => finding.urgency === 'immediate');
  const raise = sooner(judged, urgency);
  return (
    <aside className="card verdict-card" aria-label={t('title')}>
      <h2>{t(direction === 'up' ? 'titleUp' : 'titleDown')}</h2>
      <p role="status" aria-live="polite">
        {judgement.urgency && <SoonMark urgency={judgement.urgency} />} <VerdictMark verdict={judgement.verdict} />{' '}
        {judgement.urgency && <strong>{t(`seenWithin.${judgement.urgency}`)}</strong>}
      </p>
      {raise && (
        <div className={urgency ? 'note-bad' : undefined}>
          {urgency && <p>{t('slower', { judged: ui(`urgency.${raise}`), chosen: ui(`urgency.${urgency}`) })}</p>}
          <button type="button" className="button" onClick={() => onUrgency(raise)}>
            {t('raise', { urgency: ui(`urgency.${raise}`) })}
          </button>
          {urgency && (
            <label className="fact-confirm">
              <input
                id="field-keepUrgency"
                type="checkbox"
                checked={kept === raise}
                onChange={(event) => onKeep(event.target.checked ? raise : null)}
              />
              {t('keepUrgency', { chosen: ui(`urgency.${urgency}`) })}
            </label>
          )}
        </div>
      )}
      {judgement.suppressedBy.length > 0 && <p className="note-warn">{t('suppressed', { codes: judgement.suppressedBy.join('、') })}</p>}
      {met.length > 0 ? (
        <ul className="finding-list">
          {met.map((finding) => (
            <FindingLine key={finding.code} finding={finding} judged={judged} />
          ))}
        </ul>
      ) : (
        <p className="faint">{t('metNone')}</p>
      )}
      {judgement.doubted.length > 0 && <p className="note-warn">{t('doubted', { count: judgement.doubted.length })}</p>}
      <Missing judged={judged} open={open} />
      {openImmediate.length > 0 && (
        <details>
          <summary>
            {t('openImmediate')} <span className="faint figures">{openImmediate.length}</span>
          </summary>
          <ul className="finding-list">
            {openImmediate.map((finding) => (
              <FindingLine key={finding.code} finding={finding} judged={judged} />
            ))}
          </ul>
        </details>
      )}
      {decided.length > 0 && (
        <details>
          <summary>
            {t('decided')} <span className="faint figures">{decided.length}</span>
          </summary>
          <ul className="finding-list">
            {decided.map((finding) => (
              <FindingLine key={finding.code} finding={finding} judged={judged} />
            ))}
          </ul>
        </details>
      )}
      {needsReason(judged, urgency) && (
        <>
          <p className="note-warn">{t('notMet')}</p>
          <SelectField
            id="field-criteriaReason"
            label={t('reason')}
            required
            value={reason}
            error={wrong}
            placeholder={t('reasonPick')}
            options={outsideCriteriaReasons.map((value) => ({ value, label: t(`reasons.${value}`) }))}
            onChange={onReason}
          />
        </>
      )}
    </aside>
  );
}

/** The urgency that the criteria ask for, where it is sooner than the chosen one or none is chosen. */
export function sooner({ judgement }: Judged, urgency: Urgency | null): Urgency | undefined {
  const judged = judgement.urgency && referralUrgencyOf[judgement.urgency];
  return judged && (!urgency || urgencyRank[judged] < urgencyRank[urgency]) ? judged : undefined;
}

/** By the rule the server decides with; never while the criteria cannot say, nor of an immediate case. */
export const needsReason = ({ judgement: { verdict, findings } }: Judged, urgency: Urgency | null): boolean =>
  needsCriteriaReason({ verdict, asked: isAsked(findings) }, urgency ?? 'routine');

function Missing({ judged: { definitions, asked }, open }: { readonly judged: Judged; readonly open: readonly Finding[] }) {
  const t = useWords(criteriaWords);
  const text = useText();
  const [all, setAll] = useState(false);
  const fields = new Set(asked.map(({ definition }) => definition.key));
  const weight = new Map<string, number>();
  for (const { urgency, missing, settling } of open)
    for (const key of missing)
      weight.set(key, (weight.get(key) ?? 0) + (settling.includes(key) ? 10 : 1) * (urgency === 'immediate' ? 3 : 1));
  const settles = new Set(open.flatMap(({ settling }) => settling));
  // a score is asked for by what it is computed from, where that is asked
  const byInputs = (key: string) => derivedFacts.get(key)?.inputs.some((input) => fields.has(input) && weight.has(input));
  const missing = [...weight].filter(([key]) => fields.has(key) && !byInputs(key)).toSorted((a, b) => b[1] - a[1]);
  if (!missing.length) return null;
  return (
    <div>
      <h3>{t('missing')}</h3>
      <ul>
        {missing.slice(0, all ? undefined : shownMissing).map(([key]) => (
          <li key={key}>
            <button type="button" className="link" onClick={() => focusFact(key)}>
              ? {text(definitions.get(key)?.name)}
            </button>
            {settles.has(key) && <span className="faint"> {t('settles')}</span>}
          </li>
        ))}
      </ul>
      {!all && missing.length > shownMissing && (
        <button type="button" className="link" onClick={() => setAll(true)}>
          {t('show', { count: missing.length - shownMissing })}
        </button>
      )}
    </div>
  );
}
