import {
  attachScan,
  confirmCertificate,
  getCertificate,
  getScan,
  refuseCertificate,
  revokeCertificate,
  submitCertificate,
  type CertificateView,
} from '@alliance/contracts/quality-certificate.contract';
import { useState } from 'react';
import { callFile } from '../../platform/call';
import { useCommand } from '../../platform/command';
import { formFile } from '../../platform/form-file';
import { useText, useWords } from '../../platform/i18n';
import { touch, useAnswer } from '../../platform/query';
import { TextField } from '../../ui/field';
import { Form } from '../../ui/form';
import { saveFile } from '../../ui/csv';
import { say } from '../../ui/said';
import { Loaded, RefusalNote, Skeleton } from '../../ui/states';
import { useForm } from '../../ui/use-form';
import { CertificateForm } from './certificate.form';
import { certificateWords } from './certificate.locale';

const again = { touches: ['certificate'], onRefused: () => void touch('certificate') } as const;

/** A paper with its items, its scan and what can be done with it. */
export function CertificateDetail({ id }: { readonly id: string }) {
  const paper = useAnswer(getCertificate, { params: { id } });
  const [editing, setEditing] = useState(false);
  return (
    <Loaded of={paper} skeleton={<Skeleton rows={8} />}>
      {(of) => (editing ? <CertificateForm of={of} onDone={() => setEditing(false)} /> : <Paper of={of} onEdit={() => setEditing(true)} />)}
    </Loaded>
  );
}

function Paper({ of, onEdit }: { readonly of: CertificateView; readonly onEdit: () => void }) {
  const t = useWords(certificateWords);
  const nameOf = useText();
  return (
    <div className="certificate-paper">
      <p>
        <span className="tag">{t(`state.${of.state}`)}</span> <span className="tag">{of.label}</span> {t(`level.${of.level}`)} ·{' '}
        {of.assessor}
      </p>
      <p className="figures">
        {of.round}
        {of.number ? ` · ${of.number}` : ''} · {of.validFrom} — {of.validUntil}
      </p>
      <p className="soft">
        {t('enteredBy')} {of.enteredBy}
        {of.checkedBy ? ` · ${t('checkedBy')} ${of.checkedBy}` : ''}
      </p>
      {of.refusedReason && (
        <p>
          {t('refusedReason')}：{of.refusedReason}
        </p>
      )}
      {of.revokedReason && (
        <p>
          {t('revokedReason')}：{of.revokedReason}
        </p>
      )}
      <Scan of={of} />
      <Actions of={of} onEdit={onEdit} />
      <h3>{t('counts', { passed: of.passed, failed: of.failed })}</h3>
      <ul className="certificate-items">
        {of.items.map(({ itemCode, name, outcome, score }) => (
          <li key={itemCode}>
            {outcome === 'passed' ? '✓' : '✕'} {nameOf(name)} <span className="faint figures">{itemCode}</span> {t(`outcome.${outcome}`)}
            {score === null ? '' : ` ${score}`}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Scan({ of }: { readonly of: CertificateView }) {
  const t = useWords(certificateWords);
  const attach = useCommand(attachScan, { ...again, onDone: () => say(t('done.attach')) });
  const [failed, setFailed] = useState<unknown>(null);
  const open = () =>
    callFile(getScan, { params: { id: of.id } }).then(
      (bytes) => saveFile(of.scan?.name ?? 'scan', bytes),
      (error: unknown) => setFailed(error),
    );
  return (
    <section aria-label={t('scan')}>
      {of.scan === null ? (
        <p className="soft">{t('noScan')}</p>
      ) : of.scan.quarantined ? (
        <p role="alert">{t('quarantined')}</p>
      ) : (
        <button type="button" className="button" onClick={() => void open()}>
          {t('openScan')}：{of.scan.name}
        </button>
      )}
      {of.actions.includes('attach') && (
        <label className="certificate-scan">
          {t('attach')}
          <input
            type="file"
            accept="application/pdf,image/jpeg,image/png"
            disabled={attach.isPending}
            onChange={(event) => {
              const [file] = event.target.files ?? [];
              if (file) attach.mutate({ params: { id: of.id }, body: { file: formFile(file) } });
              event.target.value = '';
            }}
          />
        </label>
      )}
      <RefusalNote error={attach.error ?? failed} />
    </section>
  );
}

function Actions({ of, onEdit }: { readonly of: CertificateView; readonly onEdit: () => void }) {
  const t = useWords(certificateWords);
  const [asking, setAsking] = useState<'refuse' | 'revoke' | 'confirm'>();
  const said = (what: 'submit' | 'confirm') => ({ ...again, onDone: () => say(t(`done.${what}`)) });
  const submit = useCommand(submitCertificate, said('submit'));
  const confirm = useCommand(confirmCertificate, said('confirm'));
  const at = { params: { id: of.id }, body: { version: of.version } };
  const can = (action: CertificateView['actions'][number]) => of.actions.includes(action);
  if (asking === 'refuse' || asking === 'revoke') return <ReasonForm of={of} what={asking} onDone={() => setAsking(undefined)} />;
  return (
    <>
      {of.state === 'submitted' && !can('confirm') && <p className="soft">{t('secondPerson')}</p>}
      {asking === 'confirm' && <p role="alert">{t('confirmAsk')}</p>}
      <p className="certificate-actions">
        {can('edit') && (
          <button type="button" className="button" onClick={onEdit}>
            {t('edit')}
          </button>
        )}
        {can('submit') && (
          <button type="button" className="button primary" disabled={submit.isPending} onClick={() => submit.mutate(at)}>
            {t('submit')}
          </button>
        )}
        {can('confirm') && (
          <button
            type="button"
            className="button primary"
            disabled={confirm.isPending}
            onClick={() => (asking === 'confirm' ? confirm.mutate(at) : setAsking('confirm'))}
          >
            {t('confirm')}
          </button>
        )}
        {(['refuse', 'revoke'] as const).filter(can).map((what) => (
          <button key={what} type="button" className="button" onClick={() => setAsking(what)}>
            {t(what)}
          </button>
        ))}
      </p>
      <RefusalNote error={submit.error ?? confirm.error} />
    </>
  );
}

function ReasonForm({
  of,
  what,
  onDone,
}: {
  readonly of: CertificateView;
  readonly what: 'refuse' | 'revoke';
  readonly onDone: () => void;
}) {
  const t = useWords(certificateWords);
  const said = {
    ...again,
    onDone: () => {
      say(t(`done.${what}`));
      onDone();
    },
  };
  const [refuse, revoke] = [useCommand(refuseCertificate, said), useCommand(revokeCertificate, said)];
  const command = what === 'refuse' ? refuse : revoke;
  const form = useForm({
    latest: { reason: '' },
    check: ({ reason }) => ({ reason: reason.trim() ? undefined : t('need.text') }),
    error: command.error,
  });
  return (
    <Form
      of={form}
      label={t(what)}
      command={command}
      submit={t(what)}
      danger={what === 'revoke'}
      onCancel={onDone}
      onSubmit={({ reason }) => command.mutate({ params: { id: of.id }, body: { version: of.version, reason } })}
    >
      {what === 'revoke' && <p>{t('revokeAsk')}</p>}
      <TextField label={t('reason')} required maxLength={300} {...form.bind('reason')} />
    </Form>
  );
}
