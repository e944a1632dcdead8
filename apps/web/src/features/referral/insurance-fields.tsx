import { insuranceFilings } from '@alliance/domain/referral/referral.codes';
import { useWords } from '../../platform/i18n';
import { SelectField, TextField } from '../../ui/field';
import { consentWords } from './consent.locale';
import type { DraftFields } from './draft.types';
import { referralWords } from './referral.locale';

/** 医保: recorded where it is known, never asked for before sending. */
export function InsuranceFields(props: { readonly fields: DraftFields; readonly onChange: (change: Partial<DraftFields>) => void }) {
  const t = useWords(consentWords);
  const codes = useWords(referralWords);
  const { fields, onChange } = props;
  return (
    <details open={fields.insuranceFiling !== null || fields.insurancePlace !== null}>
      <summary>{t('insurance')}</summary>
      <div className="form-columns">
        <TextField
          label={t('insurancePlace')}
          maxLength={60}
          value={fields.insurancePlace ?? ''}
          onChange={(insurancePlace) => onChange({ insurancePlace })}
        />
        <SelectField
          label={t('insuranceFiling')}
          value={fields.insuranceFiling}
          placeholder={t('insuranceFilingPick')}
          options={insuranceFilings.map((value) => ({ value, label: codes(`insuranceFiling.${value}`) }))}
          onChange={(insuranceFiling) => onChange({ insuranceFiling, ...(insuranceFiling !== 'numbered' && { insuranceNumber: null }) })}
        />
        {fields.insuranceFiling === 'numbered' && (
          <TextField
            label={t('insuranceNumber')}
            maxLength={40}
            value={fields.insuranceNumber ?? ''}
            onChange={(insuranceNumber) => onChange({ insuranceNumber })}
          />
        )}
      </div>
    </details>
  );
}
