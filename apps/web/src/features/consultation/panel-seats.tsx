import { acceptConsultation, addParty, assignExpert } from '@alliance/contracts/consultation-action.contract';
import { listExperts } from '@alliance/contracts/expert.contract';
import { useState } from 'react';
import { useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { useAppointment } from '../../platform/session';
import { consultationCodeWords } from '../../ui/consultation-code.locale';
import { SelectField } from '../../ui/field';
import { useStep } from './consultation.data';
import { PanelForm, type PanelProps } from './panel-form';
import { panelWords } from './panel.locale';
import { useHospitals } from './use-hospitals';

/** Experts of one hospital as options; who cannot be invited is left out. */
export function useExperts(institutionId: string | null) {
  const named = useWords(consultationCodeWords);
  const found = useAnswer(listExperts, institutionId ? { query: { institutionId, limit: 100 } } : null);
  return (found.data?.items ?? [])
    .filter(({ ineligible }) => ineligible.length === 0)
    .map(({ personId, name, title }) => ({ value: personId, label: `${name} · ${named(`title.${title}`)}` }));
}

/** For oneself, or naming an expert of one's hospital. */
export function AcceptPanel({ consultation: { id, version, parties }, onDone }: PanelProps) {
  const t = useWords(panelWords);
  const own = useAppointment()?.institution.id ?? null;
  const seats = parties.filter(({ side, state, institution }) => side === 'invited' && state === 'invited' && institution.id === own);
  const seat = seats.find(({ mine }) => mine) ?? seats[0];
  const experts = useExperts(own);
  const [who, setWho] = useState(seat?.person && !seat.mine ? seat.person.id : 'me');
  const command = useStep(acceptConsultation, onDone);
  const submit = () =>
    command.mutate({ params: { id }, body: { version, partyId: seat?.id ?? null, personId: who === 'me' ? null : who } });
  return (
    <PanelForm step="accept" command={command} onSubmit={submit}>
      <SelectField
        label={t('who')}
        placeholder={t('choose')}
        value={who}
        options={[{ value: 'me', label: t('me') }, ...experts]}
        onChange={setWho}
      />
    </PanelForm>
  );
}

export function AssignPanel({ consultation: { id, version, parties }, partyId = '', onDone }: PanelProps) {
  const t = useWords(panelWords);
  const hospital = parties.find((party) => party.id === partyId)?.institution.id ?? null;
  const experts = useExperts(hospital);
  const [personId, setPersonId] = useState<string | null>(null);
  const command = useStep(assignExpert, onDone);
  const submit = () => personId && command.mutate({ params: { id }, body: { version, partyId, personId } });
  return (
    <PanelForm step="assign" command={command} onSubmit={submit}>
      <SelectField label={t('expert')} required placeholder={t('choose')} value={personId} options={experts} onChange={setPersonId} />
    </PanelForm>
  );
}

export function AddPartyPanel({ consultation: { id, version, kind, specialty, title }, onDone }: PanelProps) {
  const t = useWords(panelWords);
  const hospitals = useHospitals(kind);
  const [institutionId, setInstitutionId] = useState<string | null>(null);
  const [personId, setPersonId] = useState('any');
  const experts = useExperts(institutionId);
  const command = useStep(addParty, onDone);
  const submit = () => {
    if (!institutionId) return;
    const party = { institutionId, personId: personId === 'any' ? null : personId, departmentId: null, specialty, title, required: true };
    command.mutate({ params: { id }, body: { version, party } });
  };
  return (
    <PanelForm step="addParty" command={command} onSubmit={submit}>
      <SelectField
        label={t('hospital')}
        required
        placeholder={t('choose')}
        value={institutionId}
        options={(hospitals.items ?? []).map(({ provider }) => ({ value: provider.id, label: provider.name }))}
        onChange={(next) => {
          setInstitutionId(next);
          setPersonId('any');
        }}
      />
      <SelectField
        label={t('expert')}
        placeholder={t('choose')}
        value={personId}
        options={[{ value: 'any', label: t('byHospital') }, ...experts]}
        onChange={setPersonId}
      />
    </PanelForm>
  );
}
