import { addRepeatReason } from '@alliance/contracts/recognition.contract';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { ChecksField } from '../../ui/checks-field';
import { SelectField, TextField } from '../../ui/field';
import { Form } from '../../ui/form';
import { provinces } from '../../ui/place.data';
import { say } from '../../ui/said';
import { useForm } from '../../ui/use-form';
import { rulesWords } from './rules.locale';

const everywhere = '*';
interface Values {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly province: string;
  readonly flags: readonly ('counts' | 'needsText')[];
}

/** A region adds a reason, and says whether it counts as not recognising. */
export function RepeatReasonForm({ onDone }: { readonly onDone: () => void }) {
  const t = useWords(rulesWords);
  const add = useCommand(addRepeatReason, {
    touches: ['recognition'],
    onDone: ({ code }) => {
      say(t('reasons.added', { code }));
      onDone();
    },
  });
  const form = useForm<Values>({
    latest: { code: '', zh: '', en: '', province: everywhere, flags: ['counts'] },
    check: ({ code, zh }) => ({
      code: /^[A-Z0-9]{2,12}$/.test(code.trim().toUpperCase()) ? undefined : t('reasons.wrong.code'),
      zh: zh.trim() ? undefined : t('reasons.wrong.zh'),
    }),
    error: add.error,
    refusedAt: { 'test_code.taken': 'code' },
  });
  const send = ({ code, zh, en, province, flags }: Values) =>
    add.mutate({
      body: {
        code: code.trim().toUpperCase(),
        name: { zh: zh.trim(), ...(en.trim() && { en: en.trim() }) },
        province: province === everywhere ? null : province,
        counts: flags.includes('counts'),
        needsText: flags.includes('needsText'),
      },
    });
  return (
    <Form of={form} label={t('reasons.add')} command={add} submit={t('reasons.add')} onCancel={onDone} onSubmit={send}>
      <TextField label={t('reasons.code')} hint={t('reasons.codeHint')} required maxLength={12} {...form.bind('code')} />
      <TextField label={t('reasons.nameZh')} required maxLength={120} {...form.bind('zh')} />
      <TextField label={t('reasons.nameEn')} maxLength={200} {...form.bind('en')} />
      <SelectField
        label={t('reasons.province')}
        placeholder={t('reasons.everywhere')}
        {...form.bind('province')}
        options={[{ value: everywhere, label: t('reasons.everywhere') }, ...provinces.map((value) => ({ value, label: value }))]}
      />
      <ChecksField
        label={t('reasons.counts')}
        {...form.bind('flags')}
        options={[
          { value: 'counts', label: t('reasons.countsLabel') },
          { value: 'needsText', label: t('reasons.textLabel') },
        ]}
      />
    </Form>
  );
}
