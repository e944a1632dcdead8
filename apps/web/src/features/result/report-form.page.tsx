import { fileReport } from '@alliance/contracts/result.contract';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { v7 } from 'uuid';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { LeaveQuestion } from '../../ui/leave-question';
import { Page } from '../../ui/page';
import { say } from '../../ui/said';
import { blankDraft, newReportOf } from './report-form-draft';
import { ReportFormFoot } from './report-form-foot';
import { ReportFormConclusion, ReportFormHead } from './report-form-head';
import { ReportFormLines } from './report-form-lines';
import { useReportForm } from './report-form-state';
import { ReportFormWhose } from './report-form-whose';
import { reportFormWords } from './report-form.locale';
import './report-form.css';

/** Files a report that one's own hospital issued. */
export function ReportFormPage() {
  const t = useWords(reportFormWords);
  const navigate = useNavigate();
  const [id] = useState(() => v7());
  const file = useCommand(fileReport, { touches: ['report'] });
  const of = useReportForm(blankDraft, { whose: true, error: file.error });
  const send = () =>
    !file.isPending &&
    file.mutate(
      { body: { ...newReportOf(of.draft), id } },
      {
        onSuccess: ({ patientId, number }) => {
          of.settle();
          say(t('filed', { number }));
          void navigate({ to: '/results', search: { patient: patientId } });
        },
      },
    );
  return (
    <Page title={t('title')} aside={t('lead')}>
      <form id={of.id} className="report-form" aria-label={t('title')} noValidate onSubmit={(event) => of.submit(event, send)}>
        <ReportFormWhose of={of} />
        <ReportFormHead of={of} isNew asksState />
        <ReportFormLines of={of} />
        <ReportFormConclusion of={of} />
        <ReportFormFoot of={of} error={file.error} word={t(file.isPending ? 'sending' : 'file')} isPending={file.isPending} />
      </form>
      <LeaveQuestion
        asks={() => of.hasTyped()}
        words={{ title: t('leave.title'), text: t('leave.text'), go: t('leave.go'), stay: t('leave.stay') }}
      />
    </Page>
  );
}
