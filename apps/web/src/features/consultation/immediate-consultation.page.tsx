import { invite } from '@alliance/contracts/consultation-action.contract';
import { draftConsultation } from '@alliance/contracts/consultation.contract';
import { specialties, type Specialty } from '@alliance/domain/alliance/alliance';
import { Link, getRouteApi, useNavigate } from '@tanstack/react-router';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useId, useState, type FormEvent } from 'react';
import { v7 } from 'uuid';
import { Refused, call } from '../../platform/call';
import { useWords } from '../../platform/i18n';
import { touch } from '../../platform/query';
import { keepLocal } from '../../platform/storage';
import { SelectField, TextField } from '../../ui/field';
import { DutyAt } from '../../ui/on-duty';
import { Page } from '../../ui/page';
import { PatientSearch } from '../../ui/patient/patient-search';
import { registryWords } from '../../ui/registry.locale';
import { say } from '../../ui/said';
import { Loaded, RefusalNote, Skeleton } from '../../ui/states';
import { consultationFormWords } from './consultation-form.locale';
import { showConsultation } from './consultation.data';
import { useHospitals } from './use-hospitals';
import './consultation-form.css';

const route = getRouteApi('/inside/consultations/immediate');

/** What this machine asked for last: most often it is the same again. */
const lastAsked = 'consultation.immediate';
const readLast = () => {
  const [specialty, hospitalId] = (keepLocal.get(lastAsked) ?? '').split(' ');
  return { specialty: specialties.find((one) => one === specialty) ?? null, hospitalId: hospitalId || null };
};

interface Asked {
  readonly patientId: string | null;
  readonly reason: string;
  readonly specialty: Specialty | null;
  readonly hospitalId: string | null;
  readonly authorisedBy: string;
}

/** What cannot wait: what it is, which field, whom to ring. Everything else follows afterwards. */
export function ImmediateConsultationPage() {
  const t = useWords(consultationFormWords);
  const registry = useWords(registryWords);
  const navigate = useNavigate();
  const { patient, institution } = route.useSearch();
  const hospitals = useHospitals('immediate');
  const [tried, setTried] = useState(false);
  const [patientName, setPatientName] = useState<string>();
  // one id for one intent: pressed again after a broken line, it is the same request
  const [id] = useState(() => v7());
  const authoriserId = useId();
  // from a patient's page: the first thing to write has the keyboard
  const arrived = useEffectEvent(() => patient && document.getElementById(authoriserId)?.focus());
  useEffect(() => void arrived(), []);
  const [last] = useState(readLast);
  const [typed, setTyped] = useState<Asked>({
    ...{ patientId: patient ?? null, reason: '', specialty: last.specialty, hospitalId: institution ?? null, authorisedBy: '' },
  });
  const set = (change: Partial<Asked>) => setTyped((now) => ({ ...now, ...change }));
  // the last one only while an agreement still covers it
  const known = hospitals.items?.find(({ provider }) => provider.id === last.hospitalId) ?? hospitals.items?.[0];
  const hospitalId = typed.hospitalId ?? known?.provider.id ?? null;
  const needs = {
    patient: !typed.patientId,
    reason: !typed.reason.trim(),
    specialty: !typed.specialty,
    invited: !hospitalId,
    authorisedBy: !typed.authorisedBy.trim(),
  };
  const missing = (Object.keys(needs) as (keyof typeof needs)[]).filter((name) => needs[name]);
  const wrong = (name: keyof typeof needs) => (tried && needs[name] ? t('fill', { field: t(`field.${name}`) }) : undefined);
  const send = useMutation({
    networkMode: 'always',
    mutationFn: () => ring(id, { ...typed, hospitalId }),
    onSuccess: (sent) => {
      void touch('consultation');
      keepLocal.set(lastAsked, `${typed.specialty} ${hospitalId}`);
      showConsultation(sent);
      say(t('now.sent', { number: sent.number }), { urgent: true });
      void navigate({ to: '/consultations/$id', params: { id: sent.id }, search: {} });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!missing.length && !send.isPending) send.mutate();
  };
  return (
    <Page title={t('now.title')}>
      <form className="consultation-now" aria-label={t('now.title')} noValidate onSubmit={submit}>
        <p className="soft">{t('now.lead')}</p>
        <section className="card consultation-step">
          {typed.patientId ? (
            <div className="consultation-chosen">
              <strong>{patientName ?? t('field.patient')}</strong>
              <button type="button" className="button bare" onClick={() => set({ patientId: null })}>
                {t('patientChange')}
              </button>
            </div>
          ) : (
            <PatientSearch
              label={t('patientFind')}
              error={wrong('patient')}
              onChoose={({ id: found, name }) => {
                setPatientName(name);
                set({ patientId: found });
                setTimeout(() => document.getElementById(authoriserId)?.focus());
              }}
            />
          )}
          <p className="consultation-rescue">
            <span className="tag">{t('now.rescue')}</span> <span className="soft">{t('now.rescueText')}</span>
          </p>
          <TextField
            id={authoriserId}
            label={t('now.authorised')}
            hint={t('hint.authorisedBy')}
            maxLength={60}
            value={typed.authorisedBy}
            error={wrong('authorisedBy')}
            onChange={(authorisedBy) => set({ authorisedBy })}
          />
          <TextField
            label={t('now.reason')}
            hint={t('now.reasonHint')}
            maxLength={500}
            value={typed.reason}
            error={wrong('reason')}
            onChange={(reason) => set({ reason })}
          />
          <SelectField
            label={t('now.specialty')}
            placeholder="—"
            value={typed.specialty}
            error={wrong('specialty')}
            options={specialties.map((value) => ({ value, label: registry(`specialty.${value}`) }))}
            onChange={(specialty) => set({ specialty })}
          />
        </section>
        <section className="card consultation-step consultation-callees" role="radiogroup" aria-label={t('now.hospital')}>
          <h2>{t('now.hospital')}</h2>
          <Loaded
            of={{ data: hospitals.items, error: hospitals.error, isPending: !hospitals.items, refetch: hospitals.refetch }}
            skeleton={<Skeleton rows={2} height={44} />}
          >
            {(items) =>
              items.length ? (
                items.map(({ provider }) => (
                  <div key={provider.id}>
                    <label className={provider.id === hospitalId ? 'choice on' : 'choice'}>
                      <input
                        type="radio"
                        name="hospital"
                        checked={provider.id === hospitalId}
                        onChange={() => set({ hospitalId: provider.id })}
                      />
                      <span>{provider.name}</span>
                    </label>
                    <DutyAt institutionId={provider.id} departmentId={null} />
                  </div>
                ))
              ) : (
                <p className="note-warn">
                  <span aria-hidden="true">▲ </span>
                  {t('now.nobody')}
                </p>
              )
            }
          </Loaded>
          <p className="faint">{t('now.phoneFirst')}</p>
        </section>
        {tried && missing.length > 0 && (
          <p className="note-bad" role="alert">
            ✕ {t('now.needs', { fields: missing.map((name) => t(`field.${name}`)).join('、') })}
          </p>
        )}
        {send.error && !(send.error instanceof Refused) ? (
          <p className="note-bad" role="alert">
            ✕ <strong>{t('now.failed')}</strong>
          </p>
        ) : (
          <RefusalNote error={send.error} />
        )}
        <button type="submit" className="button danger" aria-disabled={send.isPending}>
          ▲ {t(send.isPending ? 'now.sending' : 'now.send')}
        </button>
        <Link to="/consultations/new" search={{ kind: 'immediate' }} className="button bare">
          {t('now.whole')}
        </Link>
      </form>
    </Page>
  );
}

/** The request and its sending, one after the other; repeated under the same id it is the same one. */
async function ring(id: string, { patientId, reason, specialty, hospitalId, authorisedBy }: Asked) {
  const party = { departmentId: null, personId: null, specialty, title: null, required: true };
  const draft = await call(
    draftConsultation,
    {
      body: {
        ...{ id, kind: 'immediate', urgency: 'immediate', patientId, reason: reason.trim(), specialty },
        ...{ consentGiver: 'rescue', authorisedBy: authorisedBy.trim() },
        invited: hospitalId ? [{ institutionId: hospitalId, ...party }] : [],
      },
    },
    { key: id },
  );
  return call(invite, { params: { id }, body: { version: draft.version } }, { key: `${id.slice(0, -1)}${id.endsWith('0') ? '1' : '0'}` });
}
