import { useText, useWords, useWordsIfAny } from '../../platform/i18n';
import { uiWords } from '../../ui/ui.locale';
import { checkWords } from './check.locale';
import type { DraftState } from './draft.store';
import type { DraftFields, FieldName } from './draft.types';
import { formWords } from './form.locale';
import { referralWords } from './referral.locale';

interface Props {
  readonly draft: DraftState;
  readonly onTake: (field: FieldName, theirs: DraftFields[FieldName]) => void;
}

/** Both versions of what two people changed at once: mine is in the field, theirs is here. */
export function DraftConflicts({ draft: { conflicts, view }, onTake }: Props) {
  const t = useWords(formWords);
  const codes = useWords(referralWords);
  const check = useWords(checkWords);
  const text = useText();
  const codeWords = useWordsIfAny(referralWords);
  const ui = useWordsIfAny(uiWords);
  const names: Readonly<Partial<Record<FieldName, string | undefined>>> = {
    patientId: view?.patient?.name,
    receiverId: view?.receiver?.name,
    receiverDepartmentId: text(view?.receiverDepartment?.name),
    senderDepartmentId: text(view?.senderDepartment?.name),
    outside: view?.outside?.name,
    pairId: view?.pair?.number,
    consultAllowed: '✓',
    facts: t('factsChanged'),
    incompleteReason: view?.incompleteReason ? check(`reasons.${view.incompleteReason}`) : undefined,
    duplicateReason: view?.duplicateReason ? check(`duplicate.reasons.${view.duplicateReason}`) : undefined,
  };
  const spell = (field: FieldName, value: string) => names[field] ?? codeWords(`${field}.${value}`) ?? ui(`${field}.${value}`) ?? value;
  return (
    <>
      {conflicts.map(({ field, theirs }) => (
        <p key={field} className="note-warn" role="alert">
          {t('conflict', {
            field: codes(`field.${field}`),
            theirs: theirs ? spell(field, String(theirs)) : t('emptyValue'),
          })}{' '}
          <button type="button" className="link" onClick={() => onTake(field, theirs)}>
            {t('useTheirs')}
          </button>
        </p>
      ))}
    </>
  );
}
