import { acknowledgeEscalation, type Escalation } from '@alliance/contracts/escalation.contract';
import { acknowledgementNotes } from '@alliance/domain/escalation/escalation.codes';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { touch } from '../../platform/query';
import { Menu } from '../../ui/menu';
import { When } from '../../ui/moment-view';
import { say } from '../../ui/said';
import { RefusalNote } from '../../ui/states';
import { escalationWords } from './escalation.locale';

/** Somebody who was told says what they do about it, in one of four words; or who has said so. */
export function Acknowledge({ of }: { readonly of: Escalation }) {
  const t = useWords(escalationWords);
  const command = useCommand(acknowledgeEscalation, {
    touches: ['escalation'],
    onDone: (_, { body }) => say(t('said', { note: t(`note.${body.note}`) })),
    onRefused: () => void touch('escalation'),
  });
  const { acknowledged, actions, id, version, referral } = of;
  if (acknowledged)
    return (
      <span className="soft">
        {t('acknowledged', { by: acknowledged.by, note: t(`note.${acknowledged.note}`) })} <When at={acknowledged.at} />
      </span>
    );
  if (!actions.includes('acknowledge')) return null;
  return (
    <>
      <Menu
        label={t('acknowledgeFor', { number: referral.number })}
        button={t('acknowledge')}
        items={acknowledgementNotes.map((note) => ({
          id: note,
          label: t(`note.${note}`),
          run: () => command.mutate({ params: { id }, body: { version, note } }),
        }))}
      />
      <RefusalNote error={command.error} />
    </>
  );
}
