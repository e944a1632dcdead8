import { listAlliances } from '@alliance/contracts/alliance.contract';
import { listInstitutions } from '@alliance/contracts/institution.contract';
import { consultationKinds } from '@alliance/domain/consultation/consultation.codes';
import { agreementReaches } from '@alliance/domain/service-agreement/service-agreement.codes';
import { useState } from 'react';
import { useText, useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { ChecksField } from '../../ui/checks-field';
import { Combobox } from '../../ui/combobox';
import { consultationCodeWords } from '../../ui/consultation-code.locale';
import { DateField } from '../../ui/date-field';
import { ChoiceField, SelectField, TextField } from '../../ui/field';
import { useLater } from '../../ui/use-later';
import type { Bound, FormOf } from '../../ui/use-form';
import { limitNames, type AgreementValues, type Chosen } from './agreement-form.values';
import { agreementWords } from './agreement.locale';

interface Props {
  readonly form: FormOf<AgreementValues>;
}

/** Whom it binds, what it covers, and from when to when. */
export function PartyFields({ form }: Props) {
  const t = useWords(agreementWords);
  const codes = useWords(consultationCodeWords);
  const { reach, mine } = form.values;
  const role = form.bind('mine');
  return (
    <fieldset className="card">
      <legend className="unseen">{t('facts')}</legend>
      <div className="card-body form">
        <div className="form-row">
          <TextField label={t('name')} required maxLength={120} {...form.bind('title')} />
          <TextField label={t('number')} maxLength={60} {...form.bind('number')} />
        </div>
        <ChoiceField
          label={t('reach')}
          options={agreementReaches.map((value) => ({ value, label: t(`reaches.${value}`), hint: t(`reachHint.${value}`) }))}
          {...form.bind('reach')}
          onChange={(next) => form.set({ reach: next, ...(next === 'alliance' && { mine: 'provider', other: null }) })}
        />
        {reach === 'alliance' ? (
          <AlliancePicker {...form.bind('allianceId')} />
        ) : (
          <div className="form-row">
            <ChoiceField
              label={t('role.label')}
              options={(['provider', 'requester'] as const).map((value) => ({ value, label: t(`role.${value}`) }))}
              {...role}
            />
            <HospitalPicker label={t(mine === 'provider' ? 'requester' : 'provider')} {...form.bind('other')} />
          </div>
        )}
        <ChecksField
          label={t('kinds')}
          flowing
          options={consultationKinds.map((value) => ({ value, label: codes(`kind.${value}`) }))}
          {...form.bind('kinds')}
        />
        <div className="form-row">
          <DateField label={t('from')} {...form.bind('validFrom')} />
          <DateField label={t('until')} {...form.bind('validUntil')} />
        </div>
      </div>
    </fieldset>
  );
}

/** What it costs and how long each step may take. */
export function CostAndLimitFields({ form }: Props) {
  const t = useWords(agreementWords);
  const codes = useWords(consultationCodeWords);
  const fees = form.bind('fees');
  return (
    <fieldset className="card">
      <legend className="unseen">{t('costs')}</legend>
      <div className="card-body form">
        <p className="soft">{t('feesHint')}</p>
        <div className="form-row">
          {form.values.kinds.map((kind) => (
            <TextField
              key={kind}
              label={t('fee', { kind: codes(`kind.${kind}`) })}
              inputMode="numeric"
              maxLength={9}
              value={fees.value[kind] ?? ''}
              onChange={(text) => fees.onChange({ ...fees.value, [kind]: text })}
              error={fees.error}
            />
          ))}
        </div>
        <TextField label={t('payer')} maxLength={300} {...form.bind('payer')} />
        <div className="form-row">
          {limitNames.map((name) => (
            <TextField key={name} label={t(`limit.${name}`)} inputMode="numeric" required maxLength={3} {...form.bind(name)} />
          ))}
        </div>
      </div>
    </fieldset>
  );
}

function AlliancePicker(bound: Bound<string>) {
  const t = useWords(agreementWords);
  const text = useText();
  const mine = useAnswer(listAlliances, { query: { mine: 'true', limit: 100 } });
  const options = (mine.data?.items ?? []).map(({ id, name }) => ({ value: id, label: text(name) }));
  return <SelectField label={t('alliance')} required placeholder={t('choose')} options={options} {...bound} />;
}

function HospitalPicker({ label, value, onChange, ...bound }: Bound<Chosen | null> & { readonly label: string }) {
  const t = useWords(agreementWords);
  const [typed, setTyped] = useState<string>();
  const later = useLater((typed ?? '').trim());
  const found = useAnswer(listInstitutions, later ? { query: { query: later, limit: 20 } } : null);
  return (
    <Combobox
      {...bound}
      label={label}
      required
      placeholder={t('find')}
      text={typed ?? value?.name ?? ''}
      onText={(next) => {
        setTyped(next);
        if (value) onChange(null);
      }}
      busy={found.isFetching}
      quiet={value !== null}
      options={found.data?.items}
      keyOf={({ id }) => id}
      show={({ name, city }) => (
        <>
          {name} <span className="faint">{city}</span>
        </>
      )}
      onChoose={({ id, name }) => {
        setTyped(undefined);
        onChange({ id, name });
      }}
    />
  );
}
