import { correctReport, getReport } from '@alliance/contracts/result.contract';
import type { ReportView } from '@alliance/contracts/result.schema';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { AreaField } from '../../ui/field';
import { LeaveQuestion } from '../../ui/leave-question';
import { Page } from '../../ui/page';
import { say } from '../../ui/said';
import { EmptyState, Loaded, Skeleton } from '../../ui/states';
import { RevokeReport } from './report-correct-revoke';
import { reportCorrectWords } from './report-correct.locale';
import { bodyOf, draftOf, type ReportBody, type ReportDraft } from './report-form-draft';
import { ReportFormFoot } from './report-form-foot';
import { ReportFormConclusion, ReportFormHead } from './report-form-head';
import { ReportFormLines } from './report-form-lines';
import { useReportForm } from './report-form-state';
import './report-form.css';

const route = getRouteApi('/inside/results/reports/$id/correct');

/** A new edition in the place of what was filed; or its revocation. */
export function ReportCorrectPage() {
  const t = useWords(reportCorrectWords);
  const { id } = route.useParams();
  const report = useAnswer(getReport, { params: { id } });
  // what is typed belongs to the edition that was opened
  const [opened, setOpened] = useState<ReportView>();
  if (report.data && opened?.id !== report.data.id) setOpened(report.data);
  return opened?.id === id && opened.actions.includes('correct') ? (
    <Correction key={opened.id} report={opened} />
  ) : (
    <Page title={t('titleOpen')}>
      <Loaded of={report} skeleton={<Skeleton rows={8} height={40} />}>
        {() => <EmptyState title={t('closed')} text={t('closedText')} />}
      </Loaded>
    </Page>
  );
}

function Correction({ report }: { readonly report: ReportView }) {
  const t = useWords(reportCorrectWords);
  const navigate = route.useNavigate();
  const [begun] = useState(() => draftOf(report));
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const correct = useCommand(correctReport, { touches: ['report', 'recognition'] });
  const of = useReportForm(begun, { whose: false, error: correct.error });
  const leave = () => {
    of.settle();
    void navigate({ to: '/results', search: { patient: report.patientId } });
  };
  const send = () =>
    !correct.isPending &&
    correct.mutate(
      { params: { id: report.id }, body: { version: report.version, reason: reason.trim(), report: correctedOf(of.draft, begun, report) } },
      {
        onSuccess: ({ number, edition }) => {
          say(t('corrected', { number, edition }));
          leave();
        },
      },
    );
  const { number } = report;
  return (
    <Page
      title={t('title', { number })}
      aside={`${report.patientName} · ${t('lead')}`}
      actions={report.actions.includes('revoke') && <RevokeReport report={report} onDone={leave} />}
    >
      <form
        id={of.id}
        className="report-form"
        aria-label={t('title', { number })}
        noValidate
        onSubmit={(event) => {
          setTried(true);
          of.submit(event, send);
        }}
      >
        <section className="card report-form-part">
          <p className="note-warn">▲ {t('told')}</p>
          <AreaField
            label={t('reason')}
            hint={t('reasonHint')}
            required
            maxLength={500}
            value={reason}
            error={tried && !reason.trim() ? t('reasonNeeded') : undefined}
            onChange={setReason}
          />
        </section>
        <ReportFormHead of={of} isNew={false} asksState={report.state === 'preliminary'} />
        <ReportFormLines of={of} />
        <ReportFormConclusion of={of} />
        <ReportFormFoot of={of} error={correct.error} word={t(correct.isPending ? 'sending' : 'submit')} isPending={correct.isPending} />
      </form>
      <LeaveQuestion
        asks={() => of.hasTyped(reason !== '')}
        words={{ title: t('leave.title'), text: t('leave.text'), go: t('leave.go'), stay: t('leave.stay') }}
      />
    </Page>
  );
}

/** A field knows minutes: a time that nobody touched keeps its seconds, or it would lie before what stands. */
const correctedOf = (draft: ReportDraft, begun: ReportDraft, report: ReportView): ReportBody => ({
  ...bodyOf(draft),
  ...(draft.performedAt === begun.performedAt && { performedAt: report.performedAt }),
  ...(draft.issuedAt === begun.issuedAt && { issuedAt: report.issuedAt }),
});
