import { revokeMachineKey, type MachineClient } from '@alliance/contracts/machine.contract';
import { useState } from 'react';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { touch } from '../../platform/query';
import { dayOf } from '../../ui/moment';
import { When } from '../../ui/moment-view';
import { say } from '../../ui/said';
import { RefusalNote } from '../../ui/states';
import { Table } from '../../ui/table';
import { machineWords } from './machine.locale';
import { rotationOf } from './machine.policy';

type Key = MachineClient['keys'][number];

/** Keys with their last use, and where a change of keys stands. */
export function MachineKeys({ of, onAdd }: { readonly of: MachineClient; readonly onAdd: () => void }) {
  const t = useWords(machineWords);
  const [asking, setAsking] = useState<string>();
  const command = useCommand(revokeMachineKey, { touches: ['policy'], onRefused: () => void touch('policy') });
  const valid = of.keys.filter(({ revokedAt }) => revokedAt === null).length;
  const revoke = (kid: string) =>
    command.mutate(
      { params: { id: of.id }, body: { version: of.version, kid } },
      {
        onSuccess: () => {
          setAsking(undefined);
          say(t('revoked'));
        },
      },
    );
  const rotation = rotationOf(of);
  const act = ({ kid, revokedAt }: Key) =>
    revokedAt || of.disabledAt ? null : asking === kid ? (
      <button type="button" className="button danger" aria-disabled={command.isPending} onClick={() => revoke(kid)}>
        {t('revokeRun')}
      </button>
    ) : (
      <button type="button" className="button bare" aria-label={`${t('revoke')} ${kid}`} onClick={() => setAsking(kid)}>
        {t('revoke')}
      </button>
    );
  return (
    <div>
      <Table
        label={t('keys')}
        rows={of.keys}
        keyOf={({ kid }) => kid}
        foldsAt={620}
        columns={[
          {
            id: 'kid',
            head: t('keyColumn.kid'),
            title: true,
            width: '30%',
            cell: ({ kid }) => (
              <span className="figures" title={kid}>
                {kid.slice(0, 12)}…
              </span>
            ),
          },
          { id: 'algorithm', head: t('keyColumn.algorithm'), cell: ({ algorithm }) => algorithm },
          { id: 'added', head: t('keyColumn.added'), cell: ({ addedAt }) => <span className="figures">{dayOf(addedAt)}</span> },
          {
            id: 'used',
            head: t('keyColumn.used'),
            cell: ({ lastUsedAt }) => (lastUsedAt ? <When at={lastUsedAt} /> : <span className="faint">{t('never')}</span>),
          },
          {
            id: 'state',
            head: t('keyColumn.state'),
            cell: ({ revokedAt }) => (revokedAt ? t('keyRevoked', { day: dayOf(revokedAt) }) : t('keyValid')),
          },
          { id: 'act', head: t('keyColumn.act'), cell: act },
        ]}
      />
      {asking && <p className="note-warn">⚠ {t(valid > 1 ? 'revokeAsk' : 'revokeLast')}</p>}
      <RefusalNote error={command.error} />
      {!of.disabledAt && (
        <p className="machine-rotation">
          {rotation === 'add' ? (
            <button type="button" className="button" onClick={onAdd}>
              {t('rotate')}
            </button>
          ) : (
            <span className="soft">{t(`rotateStep.${rotation}`)}</span>
          )}
        </p>
      )}
    </div>
  );
}
