import type { ConsultationView } from '@alliance/contracts/consultation.schema';
import { Link, getRouteApi } from '@tanstack/react-router';
import { words, useWords } from '../../platform/i18n';
import { consultationCodeWords } from '../../ui/consultation-code.locale';
import { exact } from '../../ui/moment';
import { Page } from '../../ui/page';
import { EmptyState, Loaded, Skeleton } from '../../ui/states';
import { CallsCard } from './calls-card';
import { CaseSummary } from './case-summary';
import { consultationDetailWords } from './consultation-detail.locale';
import { useConsultation } from './consultation.data';
import { PatientOf } from './consultation-marks';
import { consultationWords } from './consultation.locale';
import { Opinion } from './opinions-card';
import './consultation-detail.css';
import './consultation-list.css';
import './consultation-print.css';

const printWords = words(
  'consultation-print',
  {
    title: '远程会诊意见书',
    print: '打印',
    back: '回到会诊',
    none: '还没有签署的意见',
    head: '{{kind}} · {{number}}',
    inviting: '邀请方：{{name}}（{{by}}）',
    invited: '受邀方：{{names}}',
    session: '会诊时间：{{from}} — {{to}}（北京时间）',
    signHere: '邀请方医师签字：____________　日期：____________',
  },
  {
    title: 'Opinion of a remote consultation',
    print: 'Print',
    back: 'Back',
    none: 'No signed opinion yet',
    head: '{{kind}} · {{number}}',
    inviting: 'Inviting side: {{name}} ({{by}})',
    invited: 'Invited side: {{names}}',
    session: 'Session: {{from}} – {{to}} (Beijing time)',
    signHere: 'Signature of the inviting physician: ____________  Date: ____________',
  },
);
const route = getRouteApi('/inside/consultations/$id/print');

/** The signed opinions with the decision, as they will lie in the record. */
export function ConsultationPrintPage() {
  const t = useWords(printWords);
  const { id } = route.useParams();
  const consultation = useConsultation(id);
  return (
    <Page
      title={t('title')}
      actions={
        <>
          <Link to="/consultations/$id" params={{ id }} search={{}} className="button bare">
            {t('back')}
          </Link>
          <button type="button" className="button primary" onClick={() => window.print()}>
            {t('print')}
          </button>
        </>
      }
    >
      <Loaded of={consultation} skeleton={<Skeleton rows={10} height={28} />}>
        {(view) => (view.opinions.some(({ signed }) => signed) ? <Paper consultation={view} /> : <EmptyState title={t('none')} />)}
      </Loaded>
    </Page>
  );
}

function Paper({ consultation }: { readonly consultation: ConsultationView }) {
  const t = useWords(printWords);
  const d = useWords(consultationDetailWords);
  const codes = useWords(consultationWords);
  const named = useWords(consultationCodeWords);
  const { kind, number, patient, inviting, requester, parties, startedAt, finishedAt, opinions, calls, decision } = consultation;
  const names = parties
    .filter(({ side, state }) => side === 'invited' && state === 'accepted')
    .map(({ person, institution }) => [person?.name, institution.name].filter(Boolean).join(' · '));
  return (
    <article className="consultation-sheet">
      <header>
        <h2>{t('head', { kind: named(`kind.${kind}`), number })}</h2>
        {patient ? <PatientOf patient={patient} /> : <span>{d('case.lesson')}</span>}
        <p>{t('inviting', { name: inviting.name, by: requester.name })}</p>
        <p>{t('invited', { names: names.join('；') })}</p>
        {startedAt && <p className="figures">{t('session', { from: exact(startedAt), to: finishedAt ? exact(finishedAt) : '—' })}</p>}
      </header>
      <CaseSummary consultation={consultation} />
      <CallsCard calls={calls} />
      <section className="consultation-part">
        <h2>{d('opinion.title')}</h2>
        {opinions
          .filter(({ signed }) => signed)
          .map((opinion) => (
            <Opinion key={opinion.id} opinion={opinion} />
          ))}
      </section>
      {decision && (
        <section className="consultation-part">
          <h2>{d('decision.title')}</h2>
          <p>
            <strong>{codes(`decision.${decision.decision}`)}</strong> {d('decision.by', { name: decision.by, time: exact(decision.at) })}
          </p>
          <p className="prose">{decision.text}</p>
        </section>
      )}
      <p>{t('signHere')}</p>
    </article>
  );
}
