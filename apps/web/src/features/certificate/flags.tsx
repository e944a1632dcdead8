import { clearFlag, listFlags, setFlag, type QualityFlag } from '@alliance/contracts/quality-certificate.contract';
import { useState } from 'react';
import { serverNow } from '../../platform/clock';
import { useCommand } from '../../platform/command';
import { useText, useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { useMay } from '../../platform/session';
import { DateField } from '../../ui/date-field';
import { TextField } from '../../ui/field';
import { Form } from '../../ui/form';
import { dayOf } from '../../ui/moment';
import { say } from '../../ui/said';
import { Loaded, Skeleton } from '../../ui/states';
import { useForm } from '../../ui/use-form';
import { certificateWords } from './certificate.locale';
import { ItemField, type ChosenItem } from './item-field';

const again = { touches: ['certificate'] } as const;

/** Items that internal quality control has out of control here. */
export function Flags() {
  const t = useWords(certificateWords);
  const may = useMay();
  const flags = useAnswer(listFlags, {});
  const [open, setOpen] = useState<string>();
  const close = () => setOpen(undefined);
  return (
    <section className="card" aria-label={t('flags')}>
      <header className="card-head">
        <h2>{t('flags')}</h2>
        {may('certificate.manage') && open === undefined && (
          <button type="button" className="button bare card-do" onClick={() => setOpen('new')}>
            {t('flagSet')}
          </button>
        )}
      </header>
      <div className="card-body">
        <p className="soft">{t('flagsLead')}</p>
        {open === 'new' && <SetForm onDone={close} />}
        <Loaded of={flags} skeleton={<Skeleton rows={2} />}>
          {({ items }) =>
            items.length ? (
              <ul className="certificate-items">
                {items.map((flag) => (
                  <li key={flag.id}>
                    <FlagLine of={flag} />
                    {flag.outUntil === null && may('certificate.manage') && open === undefined && (
                      <button type="button" className="button bare" onClick={() => setOpen(flag.id)}>
                        {t('flagClear')}
                      </button>
                    )}
                    {open === flag.id && <ClearForm of={flag} onDone={close} />}
                  </li>
                ))}
              </ul>
            ) : (
              <p>{t('flagNone')}</p>
            )
          }
        </Loaded>
      </div>
    </section>
  );
}

function FlagLine({ of: { name, outFrom, outUntil, reason } }: { readonly of: QualityFlag }) {
  const t = useWords(certificateWords);
  const nameOf = useText();
  return (
    <span>
      {outUntil === null ? '▲' : '✓'} <strong>{nameOf(name)}</strong>{' '}
      {outUntil === null ? t('since', { from: outFrom, reason }) : t('been', { from: outFrom, until: outUntil, reason })}
    </span>
  );
}

function SetForm({ onDone }: { readonly onDone: () => void }) {
  const t = useWords(certificateWords);
  const nameOf = useText();
  const command = useCommand(setFlag, {
    ...again,
    onDone: () => {
      say(t('flagSaved'));
      onDone();
    },
  });
  const form = useForm<{ item: ChosenItem | null; outFrom: string; reason: string }>({
    latest: { item: null, outFrom: dayOf(serverNow()), reason: '' },
    check: ({ item, outFrom, reason }) => ({
      item: item ? undefined : t('need.text'),
      outFrom: outFrom ? undefined : t('need.text'),
      reason: reason.trim() ? undefined : t('need.text'),
    }),
    error: command.error,
    refusedAt: { 'certificate.period_invalid': 'outFrom', 'certificate.wrong_state': 'item' },
  });
  const item = form.bind('item');
  return (
    <Form
      of={form}
      label={t('flagSet')}
      command={command}
      submit={t('flagSet')}
      onCancel={onDone}
      onSubmit={({ item: chosen, outFrom, reason }) => chosen && command.mutate({ body: { itemCode: chosen.code, outFrom, reason } })}
    >
      {form.values.item && <p>{nameOf(form.values.item.name)}</p>}
      <ItemField label={t('flagItem')} error={item.error} onChoose={([first]) => item.onChange(first ?? null)} />
      <DateField label={t('flagFrom')} required {...form.bind('outFrom')} />
      <TextField label={t('reason')} required maxLength={300} {...form.bind('reason')} />
    </Form>
  );
}

function ClearForm({ of, onDone }: { readonly of: QualityFlag; readonly onDone: () => void }) {
  const t = useWords(certificateWords);
  const command = useCommand(clearFlag, { ...again, onDone });
  const form = useForm({
    latest: { outUntil: dayOf(serverNow()) },
    check: ({ outUntil }) => ({ outUntil: outUntil ? undefined : t('need.text') }),
    error: command.error,
    refusedAt: { 'certificate.period_invalid': 'outUntil' },
  });
  return (
    <Form
      of={form}
      label={t('flagClear')}
      command={command}
      submit={t('flagClear')}
      onCancel={onDone}
      onSubmit={({ outUntil }) => command.mutate({ params: { id: of.id }, body: { version: of.version, outUntil } })}
    >
      <DateField label={t('flagUntil')} required {...form.bind('outUntil')} />
    </Form>
  );
}
