import { consentGivers } from '@alliance/domain/consultation/consultation.codes';
import type { ReactNode } from 'react';
import { useWords } from '../../platform/i18n';
import { consultationWords } from './consultation.locale';
import { DateField } from '../../ui/date-field';
import { ChoiceField, TextField } from '../../ui/field';
import { useToday } from '../../ui/moment';
import { consultationFormWords } from './consultation-form.locale';
import type { Part } from './form.types';

/** Who agreed that data leave the hospital, with the paper; in a rescue, who answers for it. */
export function FormConsent({ fields, wrong, onChange, paper }: Part & { readonly paper: ReactNode }) {
  const t = useWords(consultationFormWords);
  const codes = useWords(consultationWords);
  const today = useToday();
  const givers = consentGivers.filter((giver) => giver !== 'rescue' || fields.kind === 'immediate');
  const rescue = fields.consentGiver === 'rescue';
  return (
    <>
      <ChoiceField
        id="field-consentGiver"
        label={t('field.consentGiver')}
        value={fields.consentGiver}
        error={wrong('consentGiver')}
        options={givers.map((value) => ({ value, label: codes(`giver.${value}`) }))}
        onChange={(consentGiver) => onChange({ consentGiver, ...(consentGiver !== 'rescue' && { authorisedBy: null }) })}
      />
      {rescue && (
        <TextField
          id="field-authorisedBy"
          label={t('field.authorisedBy')}
          hint={t('hint.authorisedBy')}
          required
          maxLength={60}
          value={fields.authorisedBy ?? ''}
          error={wrong('authorisedBy')}
          onChange={(authorisedBy) => onChange({ authorisedBy })}
        />
      )}
      {fields.consentGiver && !rescue && (
        <>
          <div className="consultation-columns">
            <TextField
              id="field-consentName"
              label={t('field.consentName')}
              maxLength={60}
              value={fields.consentName ?? ''}
              error={wrong('consentName')}
              onChange={(consentName) => onChange({ consentName })}
            />
            <DateField
              id="field-consentOn"
              label={t('field.consentOn')}
              max={today}
              value={fields.consentOn ?? ''}
              error={wrong('consentOn')}
              onChange={(on) => onChange({ consentOn: on || null })}
            />
          </div>
          {paper}
          <label className="choice" id="field-costTold" tabIndex={-1}>
            <input type="checkbox" checked={fields.costTold} onChange={({ target }) => onChange({ costTold: target.checked })} />
            <span>{t('costTold')}</span>
          </label>
          {wrong('costTold') && <p className="field-error">✕ {wrong('costTold')}</p>}
          <label className="choice" id="field-teachingAgreed" tabIndex={-1}>
            <input
              type="checkbox"
              checked={fields.teachingAgreed}
              onChange={({ target }) => onChange({ teachingAgreed: target.checked })}
            />
            <span>{t('field.teachingAgreed')}</span>
          </label>
          {wrong('teachingAgreed') && <p className="field-error">✕ {wrong('teachingAgreed')}</p>}
        </>
      )}
    </>
  );
}
