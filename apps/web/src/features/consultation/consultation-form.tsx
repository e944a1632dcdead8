import { cancelConsultation, invite } from '@alliance/contracts/consultation-action.contract';
import type { ConsultationView } from '@alliance/contracts/consultation.schema';
import type { PatientView } from '@alliance/contracts/patient.contract';
import type { RequestNeed } from '@alliance/domain/consultation/request-completeness';
import { useNavigate } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { useAppointment } from '../../platform/session';
import { Page } from '../../ui/page';
import { say } from '../../ui/said';
import { ConsentPaper } from './consent-paper';
import { consultationFormWords } from './consultation-form.locale';
import { consultationTouches, showConsultation } from './consultation.data';
import { lacksOf, presentersOf, type Change } from './draft.types';
import { FormConsent } from './form-consent';
import { FormFacts } from './form-facts';
import { FormWhat } from './form-what';
import { FormWhen } from './form-when';
import { FormWhom } from './form-whom';
import { FormWhy } from './form-why';
import { RequestCard } from './request-card';
import { useDraft } from './use-draft';
import './consultation-form.css';

interface Props {
  readonly id: string;
  readonly view: ConsultationView | undefined;
  /** What a fresh one starts from. */
  readonly start?: Change;
  readonly knownNames?: ReadonlyMap<string, string>;
}

/** The whole request at once; beside it what is missing, the agreement, and the one button. */
export function ConsultationForm({ id, view, start = {}, knownNames }: Props) {
  const t = useWords(consultationFormWords);
  const navigate = useNavigate();
  const { store, draft } = useDraft(id, view, start);
  const [tried, setTried] = useState(false);
  const [flushing, setFlushing] = useState(false);
  const [patient, setPatient] = useState<PatientView | null>(null);
  const [named, setNamed] = useState(() => knownNames ?? namesOf(view));
  const physician = useAppointment()?.role === 'doctor';
  const { fields } = draft;
  const missing = lacksOf(fields, physician);
  const wrong = (need: RequestNeed) => (tried && missing.includes(need) ? t('fill', { field: t(`field.${need}`) }) : undefined);
  const change = (patch: Change) => store.change(patch);
  const name = (of: string, as: string) => setNamed((now) => new Map([...now, [of, as]]));
  const onRefused = ({ code }: { readonly code: string }) => {
    if (code === 'record.stale') void store.takeOver();
  };
  const send = useCommand(invite, {
    touches: consultationTouches,
    onRefused,
    onDone: (sent) => {
      showConsultation(sent);
      say(t('sent', { number: sent.number }));
      void navigate({ to: '/consultations/$id', params: { id }, search: {} });
    },
  });
  const cancel = useCommand(cancelConsultation, {
    touches: consultationTouches,
    onRefused,
    onDone: () => {
      say(t('discarded'));
      void navigate({ to: '/consultations', search: { box: 'inviting' } });
    },
  });
  /** What was typed is saved first; the card shows why where it could not be. */
  async function withSaved(act: (saved: ConsultationView) => void) {
    setFlushing(true);
    try {
      const saved = await store.flush();
      if (saved) act(saved);
    } catch {
      // the card shows it
    }
    setFlushing(false);
  }
  const trySend = () => {
    setTried(true);
    if (missing[0]) return focusNeed(missing[0]);
    void withSaved(({ version }) => send.mutate({ params: { id }, body: { version } }));
  };
  const discard = () => void withSaved(({ version }) => cancel.mutate({ params: { id }, body: { version, reason: 'other' } }));
  const part = { fields, wrong, onChange: change };
  const whom = { ...part, names: named, onName: name };
  const error = send.error ?? cancel.error ?? (draft.saving === 'refused' ? draft.error : null);
  const paper = (
    <ConsentPaper
      id={draft.view ? id : null}
      documentId={fields.consentDocumentId}
      error={wrong('consentDocument')}
      onChange={(consentDocumentId) => change({ consentDocumentId })}
    />
  );
  const choosePatient = (next: PatientView | null) => {
    setPatient(next);
    change({ patientId: next?.id ?? null });
  };
  return (
    <Page title={draft.view ? t('titleEdit', { number: draft.view.number }) : t('title')}>
      <div className="consultation-form">
        <div className="consultation-steps">
          <Step title={t('part.what')}>
            <FormWhat {...part} />
          </Step>
          <Step title={t('part.why')}>
            <FormWhy {...part} patient={patient} known={draft.view?.patient ?? null} onPatient={choosePatient} />
          </Step>
          <Step title={t('part.facts')}>
            <FormFacts {...part} />
          </Step>
          <Step title={t('part.whom')}>
            <FormWhom {...whom} />
          </Step>
          <Step title={t('part.when')}>
            <FormWhen {...whom} />
          </Step>
          {fields.kind !== 'teaching' && (
            <Step title={t('part.consent')}>
              <FormConsent {...part} paper={paper} />
            </Step>
          )}
        </div>
        <RequestCard
          draft={draft}
          missing={missing}
          names={named}
          busy={flushing || send.isPending || cancel.isPending}
          error={error}
          onFocus={focusNeed}
          onSend={trySend}
          onDiscard={discard}
        />
      </div>
    </Page>
  );
}

function Step({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="card consultation-step">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

/** Hospitals and people that the record names. */
function namesOf(view: ConsultationView | undefined): ReadonlyMap<string, string> {
  if (!view) return new Map();
  const named = view.parties.flatMap(({ institution, person }) => [institution, ...(person ? [person] : [])]);
  return new Map([...named, ...presentersOf(view)].map(({ id, name }) => [id, name]));
}

function focusNeed(need: RequestNeed): void {
  // who signed and when is asked once it is known who agreed
  const field = document.getElementById(`field-${need}`) ?? document.getElementById('field-consentGiver');
  field?.scrollIntoView({ block: 'center' });
  (field?.querySelector<HTMLElement>('input') ?? field)?.focus({ preventScroll: true });
}
