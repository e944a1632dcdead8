import { directionReasons, directions, transports, type Direction } from '@alliance/domain/referral/referral.codes';
import { useState } from 'react';
import { useWords } from '../../platform/i18n';
import { ChoiceField, SelectField } from '../../ui/field';
import { consentWords } from './consent.locale';
import type { DraftFields, FieldName } from './draft.types';
import { referralWords } from './referral.locale';

interface Props {
  readonly fields: DraftFields;
  /** By the levels of both hospitals; null where the other one's is not known here. */
  readonly computed: Direction | null;
  readonly wrong: (name: FieldName) => string | undefined;
  readonly onChange: (change: Partial<DraftFields>) => void;
}

/** How the patient travels, which way, and whether advice may be enough. */
export function JourneyFields({ fields, computed, wrong, onChange }: Props) {
  const t = useWords(consentWords);
  const codes = useWords(referralWords);
  return (
    <>
      <ChoiceField
        id="field-transport"
        label={t('transport')}
        value={fields.transport}
        options={transports.map((value) => ({ value, label: codes(`transport.${value}`), hint: t(`transportHint.${value}`) }))}
        onChange={(transport) => onChange({ transport })}
      />
      <DirectionField {...{ fields, computed, wrong, onChange }} />
      <label className="fact-confirm">
        <input
          id="field-consultAllowed"
          type="checkbox"
          checked={fields.consultAllowed === true}
          onChange={({ target }) => onChange({ consultAllowed: target.checked })}
        />
        {t('consult')}
      </label>
    </>
  );
}

/** Computed; another one is chosen together with its reason, never before it. */
function DirectionField({ fields, computed, wrong, onChange }: Props) {
  const t = useWords(consentWords);
  const codes = useWords(referralWords);
  const [chosen, setChosen] = useState<Direction | null>(fields.direction);
  const [open, setOpen] = useState(fields.directionReason !== null);
  if (fields.outside)
    return (
      <ChoiceField
        id="field-direction"
        label={t('direction')}
        value={fields.direction}
        options={directions.map((value) => ({ value, label: codes(`direction.${value}`) }))}
        onChange={(direction) => onChange({ direction, directionReason: null })}
      />
    );
  if (!fields.receiverId || !computed) return null;
  if (!open)
    return (
      <p>
        {t('computed', { direction: codes(`direction.${computed}`) })}{' '}
        <button type="button" className="link" onClick={() => setOpen(true)}>
          {t('correct')}
        </button>
      </p>
    );
  const others = directions.filter((each) => each !== computed);
  const shown = chosen && chosen !== computed ? chosen : (others[0] as Direction);
  return (
    <div className="form-columns">
      <ChoiceField
        id="field-direction"
        label={t('direction')}
        value={shown}
        options={others.map((value) => ({ value, label: codes(`direction.${value}`) }))}
        onChange={(direction) => {
          setChosen(direction);
          if (fields.directionReason) onChange({ direction, directionReason: fields.directionReason });
        }}
      />
      <SelectField
        id="field-directionReason"
        label={t('directionReason')}
        required
        value={fields.directionReason}
        error={wrong('directionReason')}
        placeholder={t('pickReason')}
        options={directionReasons.map((value) => ({ value, label: codes(`directionReason.${value}`) }))}
        onChange={(directionReason) => onChange({ direction: shown, directionReason })}
      />
      <button
        type="button"
        className="link"
        onClick={() => {
          setOpen(false);
          setChosen(null);
          onChange({ direction: null, directionReason: null });
        }}
      >
        {t('uncorrect', { direction: codes(`direction.${computed}`) })}
      </button>
    </div>
  );
}
