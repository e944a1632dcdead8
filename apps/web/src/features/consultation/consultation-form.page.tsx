import { draftConsultation } from '@alliance/contracts/consultation.contract';
import type { AskOf } from '@alliance/contracts/route';
import { listExperts } from '@alliance/contracts/expert.contract';
import { Link, Navigate, getRouteApi, useNavigate } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useState } from 'react';
import { v7 } from 'uuid';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { Page } from '../../ui/page';
import { EmptyState, ErrorState, Loaded, Skeleton } from '../../ui/states';
import { ConsultationForm } from './consultation-form';
import { consultationFormWords } from './consultation-form.locale';
import { showConsultation, useConsultation } from './consultation.data';

const route = getRouteApi('/inside/consultations/new');
const editRoute = getRouteApi('/inside/consultations/$id/edit');

/** A new request: empty, about a patient, to an expert, or with everything a referral says. */
export function NewConsultationPage() {
  const { referral, patient, kind } = route.useSearch();
  if (referral) return <Begun from={{ referralId: referral }} />;
  if (patient) return <Begun from={{ patientId: patient, ...(kind && { kind }) }} />;
  return <Elsewhere />;
}

/** An empty one has its address before it is saved, so that the form stays when it gets it. */
function Elsewhere() {
  const [id] = useState(() => v7());
  const { kind, expert, institution } = route.useSearch();
  const search = { ...(kind && { kind }), ...(expert && { expert }), ...(institution && { institution }) };
  return <Navigate to="/consultations/$id/edit" params={{ id }} search={{ ...search, fresh: true }} replace />;
}

type From = Pick<AskOf<typeof draftConsultation>['body'], 'referralId' | 'patientId' | 'kind'>;
/** The server takes over what is known; then it is a draft like any other. */
function Begun({ from }: { readonly from: From }) {
  const t = useWords(consultationFormWords);
  const navigate = useNavigate();
  const [id] = useState(() => v7());
  const start = useCommand(draftConsultation, {
    touches: ['consultation'],
    onDone: (view) => {
      showConsultation(view);
      void navigate({ to: '/consultations/$id/edit', params: { id: view.id }, search: {}, replace: true });
    },
  });
  const begin = () => start.mutate({ body: { id, ...from } });
  const first = useEffectEvent(begin);
  useEffect(() => first(), []);
  return (
    <Page title={t('title')}>
      {start.error ? (
        <ErrorState error={start.error} retry={begin} />
      ) : (
        <>
          <p className="soft" role="status">
            {t('takingOver')}
          </p>
          <Skeleton rows={8} height={40} />
        </>
      )}
    </Page>
  );
}

function Fresh({ id }: { readonly id: string }) {
  const t = useWords(consultationFormWords);
  const now = editRoute.useSearch();
  // what it began with, after its address has lost it
  const [begun] = useState(now);
  const { expert: personId, institution, kind = 'scheduled' } = begun;
  const experts = useAnswer(listExperts, institution ? { query: { institutionId: institution, limit: 100 } } : null);
  const expert = experts.data?.items.find((one) => one.personId === personId);
  // a name that cannot be found keeps nobody from writing
  if (institution && experts.isPending)
    return (
      <Page title={t('title')}>
        <Skeleton rows={10} height={40} />
      </Page>
    );
  const names = new Map(experts.data?.institutions.map((one) => [one.id, one.name]));
  if (expert) names.set(expert.personId, expert.name).set(expert.institution.id, expert.institution.name);
  const [specialty = null] = expert?.specialties ?? [];
  const party = institution && {
    ...{ institutionId: institution, departmentId: null, personId: expert?.personId ?? null, specialty, title: null, required: true },
  };
  return (
    <ConsultationForm
      id={id}
      view={undefined}
      knownNames={names}
      start={{
        kind,
        ...(kind === 'immediate' && { urgency: 'immediate' as const }),
        ...(party && { invited: [party], specialty }),
      }}
    />
  );
}

/** A draft goes on where it was left. */
export function EditConsultationPage() {
  const { id } = editRoute.useParams();
  return <Begin key={id} id={id} />;
}

function Begin({ id }: { readonly id: string }) {
  const { fresh } = editRoute.useSearch();
  const [begunFresh] = useState(fresh === true);
  return begunFresh ? <Fresh id={id} /> : <Draft id={id} />;
}

function Draft({ id }: { readonly id: string }) {
  const t = useWords(consultationFormWords);
  const consultation = useConsultation(id);
  if (consultation.error && !consultation.data)
    return (
      <Page title={t('title')}>
        <ErrorState error={consultation.error} retry={consultation.refetch} />
      </Page>
    );
  return (
    <Loaded
      of={consultation}
      skeleton={
        <Page title={t('title')}>
          <Skeleton rows={10} height={40} />
        </Page>
      }
    >
      {(view) =>
        view.state === 'draft' && view.actions.includes('invite') ? (
          <ConsultationForm key={id} id={id} view={view} />
        ) : (
          <Page title={t('titleEdit', { number: view.number })}>
            <EmptyState
              title={t('notEditable')}
              text={t('notEditableText')}
              action={
                <Link to="/consultations/$id" params={{ id }} search={{}} className="button primary">
                  {t('open')}
                </Link>
              }
            />
          </Page>
        )
      }
    </Loaded>
  );
}
