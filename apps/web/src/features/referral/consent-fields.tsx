import type { PatientView } from '@alliance/contracts/patient.contract';
import { ageOn } from '@alliance/domain/identity/age';
import { guardianBelow } from '@alliance/domain/referral/completion';
import { consentForm } from '@alliance/domain/referral/hand-over';
import { consentGivers, consentScopes } from '@alliance/domain/referral/referral.codes';
import { useState } from 'react';
import { useWords } from '../../platform/i18n';
import { Dialog } from '../../ui/dialog';
import { ChoiceField, TextField } from '../../ui/field';
import { useToday } from '../../ui/moment';
import { consentWords } from './consent.locale';
import type { DraftFields, FieldName } from './draft.types';
import { formWords } from './form.locale';
import { referralWords } from './referral.locale';

interface Props {
  readonly fields: DraftFields;
  readonly patient: PatientView | null;
  readonly wrong: (name: FieldName) => string | undefined;
  readonly onChange: (change: Partial<DraftFields>) => void;
  /** Records that the patient does not want it; undefined where that is done elsewhere. */
  readonly onDeclined: (() => void) | undefined;
}

/** Who agreed, to what, and whom it covers. A child does not agree alone; a rescue needs no consent but somebody who answers for it. */
export function ConsentFields({ fields, patient, wrong, onChange, onDeclined }: Props) {
  const t = useWords(consentWords);
  const f = useWords(formWords);
  const codes = useWords(referralWords);
  const [asking, setAsking] = useState(false);
  const immediate = fields.urgency === 'immediate';
  const child = (ageOn(patient?.birthDate ?? null, useToday()) ?? guardianBelow) < guardianBelow;
  const givers = consentGivers.filter((giver) => !(giver === 'patient' && child) && !(giver === 'rescue' && !immediate));
  const { consentGiver } = fields;
  return (
    <>
      <ChoiceField
        id="field-consentGiver"
        label={f('consent')}
        required={!immediate}
        hint={child ? t('child', { age: guardianBelow }) : undefined}
        value={consentGiver}
        error={wrong('consentGiver')}
        options={givers.map((value) => ({ value, label: codes(`consentGiver.${value}`) }))}
        onChange={(giver) =>
          onChange({
            consentGiver: giver,
            ...(giver === 'patient' && patient && !fields.consentName && { consentName: patient.name }),
            ...(giver === 'rescue' ? { consentName: null, consentScope: null } : { authorisedBy: null }),
            ...(giver !== 'rescue' && !fields.consentScope && { consentScope: 'receiver' }),
          })
        }
      />
      {consentGiver === 'rescue' && (
        <>
          <p className="note-warn">{t('rescueOnly')}</p>
          <TextField
            id="field-authorisedBy"
            label={t('authorisedBy')}
            required
            maxLength={60}
            value={fields.authorisedBy ?? ''}
            error={wrong('authorisedBy')}
            onChange={(authorisedBy) => onChange({ authorisedBy })}
          />
        </>
      )}
      {consentGiver && consentGiver !== 'rescue' && (
        <>
          <TextField
            id="field-consentName"
            label={t('giverName')}
            maxLength={60}
            value={fields.consentName ?? ''}
            onChange={(consentName) => onChange({ consentName })}
          />
          <ChoiceField
            id="field-consentScope"
            label={t('scope')}
            value={fields.consentScope}
            options={consentScopes.map((value) => ({ value, label: codes(`consentScope.${value}`), hint: t(`scopeHint.${value}`) }))}
            onChange={(consentScope) => onChange({ consentScope })}
          />
          <details>
            <summary>{t('form', { version: consentForm })}</summary>
            <p className="prose">{t('text')}</p>
          </details>
        </>
      )}
      {onDeclined ? (
        <button type="button" className="link" onClick={() => setAsking(true)}>
          {t('declines')}
        </button>
      ) : (
        <p className="faint">{t('declinesDetail')}</p>
      )}
      <Dialog title={t('declinesYes')} open={asking} onClose={() => setAsking(false)} width={420}>
        <p>{t('declinesAsk')}</p>
        <div className="draft-foot">
          <button type="button" className="button" onClick={() => setAsking(false)}>
            {t('back')}
          </button>
          <button
            type="button"
            className="button primary"
            onClick={() => {
              setAsking(false);
              onDeclined?.();
            }}
          >
            {t('declinesYes')}
          </button>
        </div>
      </Dialog>
    </>
  );
}
