import { addWebhook, type Webhook } from '@alliance/contracts/webhook.contract';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { ChoiceField, TextField } from '../../ui/field';
import { Form } from '../../ui/form';
import { say } from '../../ui/said';
import { useForm } from '../../ui/use-form';
import { webhookWords } from './webhook.locale';

const empty: { channel: Webhook['channel']; name: string; url: string } = { channel: 'wecom', name: '', url: '' };

export function WebhookForm({ onDone }: { readonly onDone: () => void }) {
  const t = useWords(webhookWords);
  const add = useCommand(addWebhook, {
    touches: ['policy'],
    onDone: ({ name }) => {
      say(t('added', { name }));
      onDone();
    },
  });
  const form = useForm({
    latest: empty,
    check: ({ name, url }) => ({
      name: name.trim() ? undefined : t('wrong.name'),
      url: /^https?:\/\/\S+$/.test(url.trim()) ? undefined : t('wrong.url'),
    }),
    error: add.error,
    refusedAt: { 'webhook.host_refused': 'url' },
  });
  return (
    <Form
      of={form}
      label={t('add')}
      submit={t('add')}
      command={add}
      onCancel={onDone}
      onSubmit={({ channel, name, url }) => add.mutate({ body: { channel, name: name.trim(), url: url.trim() } })}
    >
      <ChoiceField
        label={t('channel')}
        options={[
          { value: 'wecom', label: t('wecom') },
          { value: 'dingtalk', label: t('dingtalk'), hint: t('dingtalkHint') },
        ]}
        {...form.bind('channel')}
      />
      <TextField label={t('name')} hint={t('nameHint')} maxLength={40} required {...form.bind('name')} />
      <TextField label={t('url')} hint={t('urlHint')} maxLength={500} required {...form.bind('url')} />
    </Form>
  );
}
