import { getResultConsent, recordResultConsent } from '@alliance/contracts/result.contract';
import { useState } from 'react';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { useMay } from '../../platform/session';
import { Dialog } from '../../ui/dialog';
import { AreaField, SelectField, TextField } from '../../ui/field';
import { Form } from '../../ui/form';
import { exact } from '../../ui/moment';
import { say } from '../../ui/said';
import { useForm } from '../../ui/use-form';
import { consentWords } from './consent.locale';
import { resultWords } from './result.locale';

const givers = ['patient', 'guardian', 'relative', 'rescue'] as const;
type Giver = (typeof givers)[number];

/** Whether the patient agreed that results of other hospitals are looked up, and where it is written down. */
export function ConsentStrip({ patientId }: { readonly patientId: string }) {
  const t = useWords(consentWords);
  const results = useWords(resultWords);
  const may = useMay();
  const consent = useAnswer(getResultConsent, { params: { id: patientId } });
  const [asking, setAsking] = useState<'given' | 'withdrawn'>();
  if (consent.error) return <p role="alert">{t('failed')}</p>;
  if (!consent.data) return null;
  const { standing, at } = consent.data;
  const holds = standing === 'given' || standing === 'transfer';
  return (
    <>
      <p role="status">
        {results(`consent.${standing}`)} {at && <span className="faint">{t('at', { at: exact(at) })}</span>}
      </p>
      {may('patient.register') && (
        <p>
          <button
            type="button"
            className={holds ? 'button bare' : 'button primary'}
            onClick={() => setAsking(holds ? 'withdrawn' : 'given')}
          >
            {t(holds ? 'withdraw' : 'record')}
          </button>
        </p>
      )}
      <Dialog title={t('title')} open={asking !== undefined} onClose={() => setAsking(undefined)}>
        {asking && <ConsentForm key={asking} patientId={patientId} given={asking === 'given'} onDone={() => setAsking(undefined)} />}
      </Dialog>
    </>
  );
}

function ConsentForm({ patientId, given, onDone }: { readonly patientId: string; readonly given: boolean; readonly onDone: () => void }) {
  const t = useWords(consentWords);
  const command = useCommand(recordResultConsent, {
    touches: ['report'],
    onDone: () => {
      say(t(given ? 'saved' : 'withdrawn'));
      onDone();
    },
  });
  const form = useForm<{ giver: Giver; giverName: string; rescueReason: string }>({
    latest: { giver: 'patient', giverName: '', rescueReason: '' },
    check: ({ giver, giverName, rescueReason }) => ({
      giverName: (giver === 'guardian' || giver === 'relative') && !giverName.trim() ? t('need') : undefined,
      rescueReason: giver === 'rescue' && !rescueReason.trim() ? t('need') : undefined,
    }),
    error: command.error,
  });
  const { giver } = form.values;
  return (
    <Form
      of={form}
      label={t('title')}
      command={command}
      submit={t(given ? 'record' : 'withdraw')}
      onCancel={onDone}
      onSubmit={({ giverName, rescueReason }) =>
        command.mutate({
          params: { id: patientId },
          body: { given, giver, giverName: giverName.trim() || null, rescueReason: giver === 'rescue' ? rescueReason.trim() : null },
        })
      }
    >
      <SelectField
        label={t(given ? 'who' : 'whoWithdraws')}
        required
        placeholder={t('who')}
        options={givers.filter((one) => given || one !== 'rescue').map((value) => ({ value, label: t(`giver.${value}`) }))}
        {...form.bind('giver')}
      />
      {(giver === 'guardian' || giver === 'relative') && (
        <TextField label={t('name')} required maxLength={80} {...form.bind('giverName')} />
      )}
      {giver === 'rescue' && <AreaField label={t('reason')} required maxLength={300} {...form.bind('rescueReason')} />}
    </Form>
  );
}
