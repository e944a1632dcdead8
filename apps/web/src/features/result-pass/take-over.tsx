import { takeOverPass } from '@alliance/contracts/result-pass.contract';
import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { isRefused } from '../../platform/refusal';
import { loadSession, useMay } from '../../platform/session';
import { ChoiceField, SelectField, TextField } from '../../ui/field';
import { Form } from '../../ui/form';
import { useForm } from '../../ui/use-form';
import { resultPassWords } from './result-pass.locale';

const kinds = ['citizen_id', 'passport', 'residence_permit', 'other'] as const;
const givers = ['patient', 'guardian', 'relative'] as const;
type Values = { identifierKind: (typeof kinds)[number]; identifier: string; giver: (typeof givers)[number]; giverName: string };
const nothingTyped: Values = { identifierKind: 'citizen_id', identifier: '', giver: 'patient', giverName: '' };

/** For whoever is signed in and registers patients: the patient in front of them is the one of the pass. */
export function TakeOver({ token }: { readonly token: string }) {
  const may = useMay();
  useEffect(() => {
    // a visitor without an account sees the reports all the same
    loadSession().catch(() => undefined);
  }, []);
  return may('patient.register') ? <TakeOverForm token={token} /> : null;
}

function TakeOverForm({ token }: { readonly token: string }) {
  const t = useWords(resultPassWords);
  const navigate = useNavigate();
  const take = useCommand(takeOverPass, {
    touches: ['patient', 'report'],
    onDone: ({ patientId }) => void navigate({ to: '/results', search: { patient: patientId } }),
  });
  const mismatch = isRefused(take.error, 'link.invalid');
  const form = useForm<Values>({
    latest: nothingTyped,
    error: take.error,
    check: ({ identifier, giver, giverName }) => ({
      identifier: identifier.trim() ? undefined : t('take.missing'),
      giverName: giver === 'patient' || giverName.trim() ? undefined : t('take.missing'),
    }),
    refusedAt: { 'patient.identifier_invalid': 'identifier' },
  });
  const send = ({ giverName, ...values }: Values) =>
    take.mutate({ body: { token, ...values, giverName: values.giver === 'patient' ? null : giverName.trim() } });
  return (
    <section className="opened-pass-part" aria-label={t('take.title')}>
      <h2>{t('take.title')}</h2>
      <p className="soft">{t('take.lead')}</p>
      {mismatch && (
        <p className="note-warn" role="alert">
          {t('take.mismatch')}
        </p>
      )}
      <Form
        of={form}
        label={t('take.title')}
        submit={t('take.submit')}
        command={{ isPending: take.isPending, error: mismatch ? null : take.error }}
        onSubmit={send}
      >
        <SelectField
          label={t('take.kind')}
          placeholder={t('take.kind')}
          options={kinds.map((value) => ({ value, label: t(`take.kinds.${value}`) }))}
          {...form.bind('identifierKind')}
        />
        <TextField label={t('take.identifier')} maxLength={40} required {...form.bind('identifier')} />
        <ChoiceField
          label={t('take.giver')}
          options={givers.map((value) => ({ value, label: t(`take.givers.${value}`) }))}
          {...form.bind('giver')}
        />
        {form.values.giver !== 'patient' && <TextField label={t('take.giverName')} maxLength={80} required {...form.bind('giverName')} />}
      </Form>
    </section>
  );
}
