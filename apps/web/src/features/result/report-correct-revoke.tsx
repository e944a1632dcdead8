import { revokeReport } from '@alliance/contracts/result.contract';
import type { ReportView } from '@alliance/contracts/result.schema';
import { useState } from 'react';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { Dialog } from '../../ui/dialog';
import { AreaField } from '../../ui/field';
import { Form } from '../../ui/form';
import { say } from '../../ui/said';
import { useForm } from '../../ui/use-form';
import { reportCorrectWords } from './report-correct.locale';

interface Props {
  readonly report: Pick<ReportView, 'id' | 'version' | 'number'>;
  readonly onDone: (report: ReportView) => void;
}

/** Takes back what was never true, with a reason, in a dialog that says who is told. */
export function RevokeReport(props: Props) {
  const t = useWords(reportCorrectWords);
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="button danger" onClick={() => setOpen(true)}>
        {t('revoke')}
      </button>
      <Dialog title={t('revokeTitle', { number: props.report.number })} open={open} onClose={() => setOpen(false)}>
        <RevokeForm {...props} onCancel={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function RevokeForm({ report: { id, version, number }, onDone, onCancel }: Props & { readonly onCancel: () => void }) {
  const t = useWords(reportCorrectWords);
  const command = useCommand(revokeReport, { touches: ['report', 'recognition'] });
  const form = useForm({
    latest: { reason: '' },
    check: ({ reason }) => ({ reason: reason.trim() ? undefined : t('reasonNeeded') }),
    error: command.error,
  });
  const submit = ({ reason }: { readonly reason: string }) =>
    command.mutate(
      { params: { id }, body: { version, reason: reason.trim() } },
      {
        onSuccess: (revoked) => {
          say(t('revoked', { number }));
          onDone(revoked);
        },
      },
    );
  return (
    <Form of={form} label={t('revoke')} submit={t('revokeRun')} danger command={command} onCancel={onCancel} onSubmit={submit}>
      <p>{t('revokeText')}</p>
      <p className="note-warn">▲ {t('told')}</p>
      <AreaField label={t('revokeReason')} required maxLength={500} {...form.bind('reason')} />
    </Form>
  );
}
