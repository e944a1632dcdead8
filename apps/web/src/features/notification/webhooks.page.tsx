import { changeWebhook, listWebhooks, type Webhook } from '@alliance/contracts/webhook.contract';
import { useState } from 'react';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { touch, useAnswer } from '../../platform/query';
import { Dialog } from '../../ui/dialog';
import { When } from '../../ui/moment-view';
import { say } from '../../ui/said';
import { SettingsFrame } from '../../ui/settings-frame';
import { EmptyState, Loaded, RefusalNote } from '../../ui/states';
import { Table, type Column } from '../../ui/table';
import { WebhookForm } from './webhook.form';
import { webhookWords } from './webhook.locale';
import './delivery.css';

/** Group-chat robots of my institution. */
export function WebhooksPage() {
  const t = useWords(webhookWords);
  const [adding, setAdding] = useState(false);
  const list = useAnswer(listWebhooks, {});
  return (
    <SettingsFrame
      at="webhooks"
      actions={
        <button type="button" className="button primary" onClick={() => setAdding(true)}>
          {t('add')}
        </button>
      }
    >
      <p className="soft told-lead">{t('lead')}</p>
      <Loaded of={list}>
        {({ items }) => (items.length ? <Robots items={items} /> : <EmptyState title={t('empty')} text={t('emptyText')} />)}
      </Loaded>
      <Dialog title={t('add')} open={adding} onClose={() => setAdding(false)} width={460}>
        <WebhookForm onDone={() => setAdding(false)} />
      </Dialog>
    </SettingsFrame>
  );
}

function Robots({ items }: { readonly items: readonly Webhook[] }) {
  const t = useWords(webhookWords);
  const change = useCommand(changeWebhook, {
    touches: ['policy'],
    onDone: () => say(t('changed')),
    onRefused: () => void touch('policy'),
  });
  const turn = ({ id, version, name, enabled }: Webhook) => change.mutate({ params: { id }, body: { version, name, enabled: !enabled } });
  const columns: Column<Webhook>[] = [
    { id: 'name', head: t('name'), title: true, cell: ({ name }) => name },
    { id: 'channel', head: t('channel'), cell: ({ channel }) => t(channel) },
    { id: 'used', head: t('used'), cell: ({ lastUsedAt }) => (lastUsedAt ? <When at={lastUsedAt} /> : t('unused')) },
    {
      id: 'state',
      head: '',
      cell: (robot) => (
        <>
          {robot.enabled ? `✓ ${t('on')}` : `– ${t('off')}`}{' '}
          <button
            type="button"
            className="button"
            aria-label={t(robot.enabled ? 'turnOff' : 'turnOn', { name: robot.name })}
            aria-disabled={change.isPending}
            onClick={() => !change.isPending && turn(robot)}
          >
            {t(robot.enabled ? 'turnOffShort' : 'turnOnShort')}
          </button>
        </>
      ),
    },
  ];
  return (
    <>
      <RefusalNote error={change.error} />
      <div className="card">
        <Table label={t('title')} columns={columns} rows={items} keyOf={({ id }) => id} />
      </div>
    </>
  );
}
