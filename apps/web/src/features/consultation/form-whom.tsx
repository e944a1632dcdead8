import type { Expert } from '@alliance/contracts/expert.contract';
import type { InvitedParty } from '@alliance/contracts/consultation.schema';
import { specialties } from '@alliance/domain/alliance/alliance';
import { physicianTitles } from '@alliance/domain/consultation/consultation.codes';
import { Link } from '@tanstack/react-router';
import { useWords } from '../../platform/i18n';
import { consultationCodeWords } from '../../ui/consultation-code.locale';
import { consultationWords } from './consultation.locale';
import { SelectField } from '../../ui/field';
import { registryWords } from '../../ui/registry.locale';
import { RefusalNote } from '../../ui/states';
import { consultationFormWords } from './consultation-form.locale';
import { ExpertSearch } from './expert-search';
import type { Part } from './form.types';
import { useHospitals } from './use-hospitals';

interface Props extends Part {
  /** Names of hospitals and people of the invited side, by id. */
  readonly names: ReadonlyMap<string, string>;
  readonly onName: (id: string, name: string) => void;
}

/** Which field and title, and who: experts by name, or hospitals that name one. */
export function FormWhom({ fields, wrong, onChange, names, onName }: Props) {
  const t = useWords(consultationFormWords);
  const codes = useWords(consultationWords);
  const named = useWords(consultationCodeWords);
  const registry = useWords(registryWords);
  const hospitals = useHospitals(fields.kind);
  const wish = { specialty: fields.specialty, title: fields.title };
  const add = (party: Pick<InvitedParty, 'institutionId' | 'personId'>) => {
    const there = fields.invited.some(
      ({ institutionId, personId }) => institutionId === party.institutionId && personId === party.personId && personId !== null,
    );
    if (!there) onChange({ invited: [...fields.invited, { ...wish, departmentId: null, required: true, ...party }] });
  };
  const addExpert = ({ personId, name, institution }: Expert) => {
    onName(personId, name);
    onName(institution.id, institution.name);
    add({ institutionId: institution.id, personId });
  };
  return (
    <>
      <div className="consultation-columns">
        <SelectField
          id="field-specialty"
          label={t('field.specialty')}
          required
          placeholder="—"
          value={fields.specialty}
          error={wrong('specialty')}
          options={specialties.map((value) => ({ value, label: registry(`specialty.${value}`) }))}
          onChange={(specialty) => onChange({ specialty })}
        />
        <SelectField
          id="field-title"
          label={t('field.title')}
          hint={t('hint.title')}
          placeholder="—"
          value={fields.title}
          error={wrong('title')}
          options={physicianTitles.map((value) => ({ value, label: codes('titleOrAbove', { title: named(`title.${value}`) }) }))}
          onChange={(title) => onChange({ title })}
        />
      </div>
      <Invited fields={fields} names={names} onChange={(invited) => onChange({ invited })} />
      <div className="consultation-columns">
        <ExpertSearch
          id="field-invited"
          label={t('expertFind')}
          ask={{ kind: fields.kind, specialty: fields.specialty ?? undefined, title: fields.title ?? undefined }}
          error={wrong('invited')}
          onChoose={addExpert}
        />
        <SelectField
          label={t('addHospital')}
          placeholder={t('hospitalPick')}
          value={null}
          options={(hospitals.items ?? []).map(({ provider }) => ({ value: provider.id, label: provider.name }))}
          onChange={(id) => {
            onName(id, hospitals.items?.find(({ provider }) => provider.id === id)?.provider.name ?? '');
            add({ institutionId: id, personId: null });
          }}
        />
      </div>
      <RefusalNote error={hospitals.error} />
      {hospitals.items?.length === 0 && (
        <p className="note-warn">
          <span aria-hidden="true">▲ </span>
          {t('noHospitals', { kind: named(`kind.${fields.kind}`) })} <Link to="/agreements">{t('toAgreements')}</Link>
        </p>
      )}
    </>
  );
}

type Whom = Pick<Props, 'fields' | 'names'> & { readonly onChange: (invited: InvitedParty[]) => void };
function Invited({ fields: { invited }, names, onChange }: Whom) {
  const t = useWords(consultationFormWords);
  const registry = useWords(registryWords);
  if (!invited.length) return null;
  return (
    <ul className="consultation-invited">
      {invited.map((party, at) => {
        const hospital = names.get(party.institutionId) ?? '—';
        const who = party.personId ? (names.get(party.personId) ?? '—') : t('byHospital');
        return (
          <li key={`${party.institutionId} ${party.personId ?? at}`}>
            <span>
              <strong>{who}</strong> {hospital}
              {party.specialty && <span className="tag"> {registry(`specialty.${party.specialty}`)}</span>}
            </span>
            <label className="consultation-required">
              <input
                type="checkbox"
                checked={party.required}
                onChange={({ target }) => onChange(invited.map((one, i) => (i === at ? { ...one, required: target.checked } : one)))}
              />
              {t('required')}
            </label>
            <button
              type="button"
              className="button bare"
              aria-label={t('remove', { name: party.personId ? who : hospital })}
              onClick={() => onChange(invited.filter((_, i) => i !== at))}
            >
              <span aria-hidden="true">✕</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
