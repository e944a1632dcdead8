import { findDuplicates } from '@alliance/contracts/receivers.contract';
import type { AnswerOf } from '@alliance/contracts/route';
import { duplicateReasons } from '@alliance/domain/receivers/duplicate';
import { Link } from '@tanstack/react-router';
import { useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { SelectField } from '../../ui/field';
import { uiWords } from '../../ui/ui.locale';
import { checkWords } from './check.locale';
import type { DraftFields } from './draft.types';
import { referralWords } from './referral.locale';

export type Duplicates = AnswerOf<typeof findDuplicates>;

/** Open referrals of the same patient for the same, beside the one being written; undefined while there are none. */
export function useDuplicates(id: string, { patientId, service }: DraftFields): Duplicates | undefined {
  const { data } = useAnswer(findDuplicates, patientId && service ? { query: { patientId, service, exceptId: id } } : null, {
    staleTime: 60_000,
  });
  return data && (data.own.length > 0 || data.elsewhere) ? data : undefined;
}

interface Props {
  readonly duplicates: Duplicates;
  readonly fields: DraftFields;
  readonly wrong: string | undefined;
  readonly onChange: (change: Pick<DraftFields, 'duplicateReason'>) => void;
}

/** That somebody sent this patient already. Our own by number; of others only that there is one. */
export function DuplicateNote({ duplicates: { own, elsewhere }, fields, wrong, onChange }: Props) {
  const t = useWords(checkWords);
  const codes = useWords(referralWords);
  const ui = useWords(uiWords);
  return (
    <div className="note-warn duplicate-note" role="status">
      <strong>⚠ {t('duplicate.title')}</strong>
      <ul>
        {own.map(({ id, number, state, author, since }) => (
          <li key={id}>
            <Link to="/referrals/$id" params={{ id }}>
              {t('duplicate.own', { number, state: codes(`state.${state}`), author, since })}
            </Link>
          </li>
        ))}
        {elsewhere && (
          <li>
            {t('duplicate.elsewhere', { since: elsewhere.since, urgency: elsewhere.urgency ? ui(`urgency.${elsewhere.urgency}`) : '—' })}
          </li>
        )}
      </ul>
      {fields.urgency !== 'immediate' && (
        <SelectField
          id="field-duplicateReason"
          label={t('duplicate.reason')}
          required
          value={fields.duplicateReason}
          error={wrong}
          placeholder={t('duplicate.reasonPick')}
          options={duplicateReasons.map((value) => ({ value, label: t(`duplicate.reasons.${value}`) }))}
          onChange={(duplicateReason) => onChange({ duplicateReason })}
        />
      )}
    </div>
  );
}
