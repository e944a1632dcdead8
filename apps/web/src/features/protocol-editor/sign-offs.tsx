import { signOffCriteria } from '@alliance/contracts/protocol.contract';
import { needsSignOff } from '@alliance/domain/protocol/sign-off';
import { workingStates } from '@alliance/domain/protocol/version.machine';
import { useState } from 'react';
import { useCommand } from '../../platform/command';
import { useText, useWords } from '../../platform/i18n';
import { ChecksField } from '../../ui/checks-field';
import { TextField } from '../../ui/field';
import { Form } from '../../ui/form';
import { When } from '../../ui/moment-view';
import { say } from '../../ui/said';
import { SidePanel } from '../../ui/side-panel';
import { useForm } from '../../ui/use-form';
import { useDesk } from './desk';
import { publishWords } from './publish.locale';
import { showVersion } from './version.data';

/** Who answers for the local defaults (grade L), by name. */
export function SignOffs() {
  const t = useWords(publishWords);
  const text = useText();
  const { view, content } = useDesk();
  const [open, setOpen] = useState(false);
  const local = content.criteria.filter(needsSignOff);
  if (!local.length) return null;
  const unsigned = local.filter(({ code }) => !view.signOffs.some((one) => one.code === code));
  return (
    <section className="card" aria-label={t('signOffs')}>
      <header className="card-head">
        <h2>{t('signOffs')}</h2>
        <span className="faint figures">{t('signed', { signed: local.length - unsigned.length, count: local.length })}</span>
        {view.actions.includes('sign_off') && unsigned.length > 0 && (
          <button type="button" className="button bare card-do" onClick={() => setOpen(true)}>
            {t('sign')}
          </button>
        )}
      </header>
      {(workingStates as readonly string[]).includes(view.state) && unsigned.length > 0 && !view.actions.includes('sign_off') && (
        <p className="card-body note-warn">{t('signOther')}</p>
      )}
      <ul className="card-body sign-offs">
        {local.map(({ code, label }) => {
          const signed = view.signOffs.find((one) => one.code === code);
          return (
            <li key={code}>
              <span aria-hidden="true">{signed ? '✓' : '○'}</span> <span className="figures criterion-ref">{code}</span> {text(label)}{' '}
              <span className="faint">
                {signed ? (
                  <>
                    {t('signedBy', { signatory: signed.signatory, title: signed.title })}
                    {signed.invented && ` · ◇ ${t('invented')}`} · <When at={signed.at} />
                  </>
                ) : (
                  t('unsigned')
                )}
              </span>
            </li>
          );
        })}
      </ul>
      <SidePanel title={t('sign')} open={open} onClose={() => setOpen(false)}>
        <SignForm
          codes={unsigned.map(({ code, label }) => ({ value: code, label: `${code} ${text(label)}` }))}
          onDone={() => setOpen(false)}
        />
      </SidePanel>
    </section>
  );
}

interface Values {
  readonly codes: readonly string[];
  readonly signatory: string;
  readonly title: string;
}
function SignForm(props: { readonly codes: readonly { readonly value: string; readonly label: string }[]; readonly onDone: () => void }) {
  const t = useWords(publishWords);
  const { view, flush, problems } = useDesk();
  const [unsaved, setUnsaved] = useState<unknown>(null);
  const [incomplete, setIncomplete] = useState(false);
  const command = useCommand(signOffCriteria, {
    touches: ['protocol'],
    onDone: (answer) => {
      showVersion(answer);
      say(t('signedDone'));
      props.onDone();
    },
  });
  const error = unsaved ?? command.error;
  const form = useForm<Values>({
    latest: { codes: props.codes.map(({ value }) => value), signatory: '', title: '' },
    error,
    check: ({ codes, signatory, title }) => ({
      codes: codes.length ? undefined : t('codesMissing'),
      signatory: signatory.trim() ? undefined : t('nameMissing'),
      title: title.trim() ? undefined : t('titleMissing'),
    }),
  });
  const submit = async ({ codes, signatory, title }: Values) => {
    setUnsaved(null);
    setIncomplete(false);
    try {
      const { version } = await flush();
      const params = { id: view.protocolId, n: String(view.number) };
      command.mutate({ params, body: { version, codes: [...codes], signatory: signatory.trim(), title: title.trim() } });
    } catch (caught) {
      if (problems.length) setIncomplete(true);
      else setUnsaved(caught);
    }
  };
  return (
    <Form
      of={form}
      label={t('sign')}
      command={{ isPending: command.isPending, error }}
      submit={t('sign')}
      onSubmit={(values) => void submit(values)}
      onCancel={props.onDone}
    >
      <p className="soft">{t('signMeans')}</p>
      <ChecksField label={t('signCodes')} required options={props.codes} {...form.bind('codes')} />
      <TextField label={t('signatory')} required maxLength={60} {...form.bind('signatory')} />
      <TextField label={t('signatoryTitle')} required maxLength={60} {...form.bind('title')} />
      {incomplete && <p className="note-warn">{t('incomplete')}</p>}
    </Form>
  );
}
