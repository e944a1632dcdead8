import { listFormulary } from '@alliance/contracts/formulary.contract';
import { bridgings, medicineRoutes } from '@alliance/domain/down-transfer/down-plan';
import { useWords } from '../../../platform/i18n';
import { useAnswer } from '../../../platform/query';
import { Combobox } from '../../../ui/combobox';
import { SelectField, TextField } from '../../../ui/field';
import { When } from '../../../ui/moment-view';
import { useLater } from '../../../ui/use-later';
import { blankMedicine, type MedicineLine, type OfferDraft } from './offer-draft.policy';
import { offerWords } from './offer.locale';
import type { Found } from './use-formulary';
import { useFormulary } from './use-formulary';

interface Props {
  readonly draft: OfferDraft;
  readonly missing: ReadonlySet<string>;
  readonly onChange: (change: Partial<OfferDraft>) => void;
}

/** What the patient goes on taking, compared with the list of whoever goes on giving it. */
export function MedicineLines({ draft, missing, onChange }: Props) {
  const t = useWords(offerWords);
  const formulary = useFormulary(draft.receiverId, draft.medicines);
  const { medicines, noMedicines } = draft;
  const change = (key: string, part: Partial<MedicineLine>) =>
    onChange({ medicines: medicines.map((one) => (one.key === key ? { ...one, ...part } : one)) });
  return (
    <section className="offer-step" aria-labelledby="offer-medicines-title" id="offer-medicines" tabIndex={-1}>
      <h2 id="offer-medicines-title">{t('step.medicines')}</h2>
      {formulary.at && (
        <p className="faint">
          {t('listAt', { at: '' })}
          <When at={formulary.at} />
        </p>
      )}
      {medicines.map((medicine, at) => (
        <Medicine
          key={medicine.key}
          {...{ medicine, missing }}
          receiverId={draft.receiverId}
          n={at + 1}
          found={formulary.of.get(medicine.key)}
          onChange={(part) => change(medicine.key, part)}
          onRemove={() => onChange({ medicines: medicines.filter(({ key }) => key !== medicine.key) })}
        />
      ))}
      {!medicines.length && (
        <label className="check">
          <input type="checkbox" checked={noMedicines} onChange={(event) => onChange({ noMedicines: event.target.checked })} />{' '}
          {t('noMedicines')}
        </label>
      )}
      {missing.has('offer-medicines') && <p className="field-error">✕ {t('required')}</p>}
      <button type="button" className="button" onClick={() => onChange({ medicines: [...medicines, blankMedicine()], noMedicines: false })}>
        {t('add')}
      </button>
    </section>
  );
}

interface LineProps {
  readonly medicine: MedicineLine;
  readonly n: number;
  readonly receiverId: string;
  readonly found: Found | undefined;
  readonly missing: ReadonlySet<string>;
  readonly onChange: (part: Partial<MedicineLine>) => void;
  readonly onRemove: () => void;
}

function Medicine({ medicine, n, receiverId, found, missing, onChange, onRemove }: LineProps) {
  const t = useWords(offerWords);
  const id = (field: string) => `medicine-${medicine.key}-${field}`;
  const wrong = (field: string) => (missing.has(id(field)) ? t('required') : undefined);
  const unlisted = found !== undefined && found.availability !== 'listed';
  return (
    <fieldset className="offer-line">
      <legend>{t('medicine', { n })}</legend>
      <MedicineName {...{ medicine, receiverId, onChange }} id={id('name')} error={wrong('name')} />
      <TextField label={t('strength')} maxLength={40} value={medicine.strength} onChange={(strength) => onChange({ strength })} />
      <TextField
        id={id('dose')}
        label={t('dose')}
        required
        maxLength={40}
        error={wrong('dose')}
        value={medicine.dose}
        onChange={(dose) => onChange({ dose })}
      />
      <SelectField
        label={t('route')}
        placeholder={t('none')}
        value={medicine.route}
        options={medicineRoutes.map((value) => ({ value, label: t(`routeOf.${value}`) }))}
        onChange={(route) => onChange({ route })}
      />
      <TextField
        id={id('frequency')}
        label={t('frequency')}
        required
        maxLength={40}
        placeholder="qd / bid / tid / qn"
        error={wrong('frequency')}
        value={medicine.frequency}
        onChange={(frequency) => onChange({ frequency })}
      />
      <TextField
        id={id('days')}
        label={t('days')}
        required
        inputMode="numeric"
        maxLength={2}
        error={wrong('days')}
        value={medicine.days}
        onChange={(days) => onChange({ days: days.replace(/\D/g, '') })}
      />
      {found && <AvailabilityLine found={found} />}
      {unlisted && (
        <SelectField
          id={id('bridging')}
          label={t('bridging')}
          required
          placeholder={t('none')}
          value={medicine.bridging}
          error={missing.has(id('bridging')) ? t('bridgingNeeded') : undefined}
          options={bridgings.map((value) => ({ value, label: t(`bridgingOf.${value}`) }))}
          onChange={(bridging) => onChange({ bridging })}
        />
      )}
      <button type="button" className="button offer-remove" onClick={onRemove} aria-label={`${t('remove')} ${t('medicine', { n })}`}>
        {t('remove')}
      </button>
    </fieldset>
  );
}

function AvailabilityLine({ found: { availability, listed } }: { readonly found: Found }) {
  const t = useWords(offerWords);
  const others = [...new Set(listed.flatMap(({ strength }) => strength ?? []))].join('、');
  return (
    <p className={availability === 'listed' ? 'offer-listed' : 'offer-listed warn'} role="status">
      {t(`availability.${availability}`, { listed: others || '—' })}
    </p>
  );
}

/** From the receiver's list, or anything else by hand. */
function MedicineName(
  props: Pick<LineProps, 'medicine' | 'receiverId' | 'onChange'> & { readonly id: string; readonly error: string | undefined },
) {
  const t = useWords(offerWords);
  const { medicine, receiverId, onChange } = props;
  const query = useLater(medicine.name.trim());
  const list = useAnswer(listFormulary, receiverId && query ? { params: { id: receiverId }, query: { query, limit: 8 } } : null, {
    staleTime: 60_000,
  });
  return (
    <Combobox
      id={props.id}
      label={t('name')}
      required
      placeholder={t('nameHint')}
      error={props.error}
      maxLength={80}
      text={medicine.name}
      quiet={list.data?.items.length === 0}
      onText={(name) => onChange({ name })}
      options={list.data?.items}
      keyOf={({ id }) => id}
      show={({ name, strength, form, inStock }) => (
        <>
          {name} {strength} <span className="faint">{[form, t(inStock ? 'inStock' : 'outOfStock')].filter(Boolean).join(' · ')}</span>
        </>
      )}
      onChoose={({ name, strength }) => onChange({ name, strength: strength ?? '' })}
    />
  );
}
