import { consultationKinds } from '@alliance/domain/consultation/consultation.codes';
import { urgencies } from '@alliance/domain/referral/referral.codes';
import { useWords } from '../../platform/i18n';
import { consultationCodeWords } from '../../ui/consultation-code.locale';
import { consultationWords } from './consultation.locale';
import { ChoiceField } from '../../ui/field';
import { uiWords } from '../../ui/ui.locale';
import { consultationFormWords } from './consultation-form.locale';
import type { Part } from './form.types';

/** What is asked for, and how urgently. */
export function FormWhat({ fields, onChange }: Part) {
  const t = useWords(consultationFormWords);
  const codes = useWords(consultationWords);
  const named = useWords(consultationCodeWords);
  const ui = useWords(uiWords);
  return (
    <>
      <ChoiceField
        id="field-kind"
        label={t('field.kind')}
        value={fields.kind}
        options={consultationKinds.map((value) => ({ value, label: named(`kind.${value}`), hint: codes(`kindHint.${value}`) }))}
        onChange={(kind) =>
          onChange({
            kind,
            ...(kind === 'immediate' && { urgency: 'immediate' as const }),
            ...(kind !== 'immediate' && fields.urgency === 'immediate' && { urgency: 'urgent' as const }),
            ...(kind !== 'teaching' && kind !== 'ward_round' && { openToAlliance: false }),
            // the ground of rescue holds for what cannot wait
            ...(kind !== 'immediate' && fields.consentGiver === 'rescue' && { consentGiver: null, authorisedBy: null }),
          })
        }
      />
      {fields.kind !== 'immediate' && (
        <ChoiceField
          id="field-urgency"
          label={t('field.urgency')}
          value={fields.urgency}
          options={urgencies.filter((value) => value !== 'immediate').map((value) => ({ value, label: ui(`urgency.${value}`) }))}
          onChange={(urgency) => onChange({ urgency })}
        />
      )}
    </>
  );
}
