import {
  annotateVersion,
  approveVersion,
  discardVersion,
  publishVersion,
  returnVersion,
  submitVersion,
  withdrawVersion,
} from '@alliance/contracts/protocol.contract';
import type { VersionView } from '@alliance/contracts/protocol.schema';
import type { Route } from '@alliance/contracts/route';
import type { VersionAction } from '@alliance/domain/protocol/protocol.types';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { problemOf } from '../../platform/refusal';
import { DateField } from '../../ui/date-field';
import { AreaField } from '../../ui/field';
import { Form } from '../../ui/form';
import { dayOf, useToday } from '../../ui/moment';
import { say } from '../../ui/said';
import { useForm } from '../../ui/use-form';
import { useDesk } from './desk';
import { publishWords } from './publish.locale';
import { showVersion } from './version.data';

export type Step = Extract<VersionAction, 'submit' | 'return' | 'approve' | 'publish' | 'annotate' | 'withdraw' | 'discard'>;
const routes = {
  submit: submitVersion,
  return: returnVersion,
  approve: approveVersion,
  publish: publishVersion,
  annotate: annotateVersion,
  withdraw: withdrawVersion,
  discard: discardVersion,
} as const satisfies Record<Step, Route>;

interface Values {
  readonly reason: string;
  readonly effectiveFrom: string;
  readonly note: string;
}
const dayMs = 86_400_000;

/** One step of a version with what it needs, and what it will mean for its readers. */
export function StepForm({ step, onDone }: { readonly step: Step; readonly onDone: () => void }) {
  const t = useWords(publishWords);
  const { view, flush, problems } = useDesk();
  const navigate = useNavigate();
  const today = useToday();
  const tomorrow = dayOf(Date.parse(`${today}T12:00:00+08:00`) + dayMs);
  const [unsaved, setUnsaved] = useState<unknown>(null);
  const [incomplete, setIncomplete] = useState(false);
  const command = useCommand(routes[step] as Route, {
    touches: ['protocol', 'notification'],
    onDone: (answer) => {
      say(t(`done.${step}`));
      if (step === 'discard') return void navigate({ to: '/protocols/$id', params: { id: view.protocolId }, search: {} });
      showVersion(answer as VersionView);
      onDone();
    },
  });
  const error = unsaved ?? command.error;
  const form = useForm<Values>({
    latest: { reason: '', effectiveFrom: tomorrow, note: view.editorNote?.text ?? '' },
    error,
    refusedAt: { 'protocol.date_invalid': 'effectiveFrom' },
    check: ({ reason, effectiveFrom }) => ({
      reason: (step === 'return' || step === 'withdraw') && !reason.trim() ? t('reasonMissing') : undefined,
      effectiveFrom: step === 'publish' && (!effectiveFrom || effectiveFrom < today) ? t('dateMissing') : undefined,
    }),
  });
  const submit = async ({ reason, effectiveFrom, note }: Values) => {
    setUnsaved(null);
    setIncomplete(false);
    try {
      // the last words typed belong to what is handed on
      const now = step === 'discard' ? view : await flush();
      const own: Readonly<Partial<Record<Step, object>>> = {
        return: { reason },
        withdraw: { reason },
        publish: { effectiveFrom },
        annotate: { text: note.trim() || null },
      };
      const params = { id: view.protocolId, n: String(view.number) };
      command.mutate({ params, body: { version: now.version, ...own[step] } } as never);
    } catch (caught) {
      if (problems.length) setIncomplete(true);
      else setUnsaved(caught);
    }
  };
  const blocked = problemOf(error)?.code === 'protocol.blocked';
  return (
    <Form
      of={form}
      label={t(`do.${step}`)}
      command={{ isPending: command.isPending, error }}
      submit={t(`do.${step}`)}
      danger={step === 'discard' || step === 'withdraw'}
      onSubmit={(values) => void submit(values)}
      onCancel={onDone}
    >
      <p className="soft">{t(`means.${step}`)}</p>
      {(step === 'return' || step === 'withdraw') && <AreaField label={t('reason')} required maxLength={1000} {...form.bind('reason')} />}
      {step === 'publish' && <DateField label={t('from')} hint={t('fromHint')} required min={today} {...form.bind('effectiveFrom')} />}
      {step === 'annotate' && <AreaField label={t('note')} hint={t('noteHint')} maxLength={2000} {...form.bind('note')} />}
      {incomplete && <p className="note-warn">{t('incomplete')}</p>}
      {blocked && <p className="note-warn">{t('lookBelow')}</p>}
    </Form>
  );
}
