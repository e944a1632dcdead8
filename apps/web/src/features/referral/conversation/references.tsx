import type { ReferralView } from '@alliance/contracts/referral.contract';
import { mostReferences } from '@alliance/domain/conversation/conversation';
import { useWords } from '../../../platform/i18n';
import { Icon } from '../../../ui/icon';
import { AttachFiles } from '../../../ui/upload/attach-files';
import { conversationWords } from './conversation.locale';
import type { Written } from './outbox';

interface Props {
  readonly referral: ReferralView;
  readonly written: Written;
  readonly onChange: (more: Partial<Written>) => void;
}

/** Whom a message calls in and which documents go with it; each can be taken out again. */
export function References({ referral: { id, attachments }, written, onChange }: Props) {
  const t = useWords(conversationWords);
  const { mentions, attachmentIds } = written;
  const enclosed = attachments.filter((one) => attachmentIds.includes(one.id));
  const others = attachments.filter((one) => !attachmentIds.includes(one.id));
  return (
    <div className="composer-references">
      {mentions.map(({ appointmentId, name }) => (
        <button
          key={appointmentId}
          type="button"
          className="chip"
          aria-label={t('unmention', { name })}
          onClick={() => onChange({ mentions: mentions.filter((mention) => mention.appointmentId !== appointmentId) })}
        >
          @{name} <Icon name="close" size={16} />
        </button>
      ))}
      {enclosed.map(({ id: document, name }) => (
        <button
          key={document}
          type="button"
          className="chip"
          aria-label={t('detach', { name })}
          onClick={() => onChange({ attachmentIds: attachmentIds.filter((one) => one !== document) })}
        >
          <Icon name="file" size={16} /> <span className="one-line">{name}</span> <Icon name="close" size={16} />
        </button>
      ))}
      {others.length > 0 && attachmentIds.length < mostReferences && (
        <select
          className="control composer-enclose"
          aria-label={t('enclose')}
          value=""
          onChange={(event) => onChange({ attachmentIds: [...attachmentIds, event.target.value] })}
        >
          <option value="" disabled>
            {t('enclose')}
          </option>
          {others.map(({ id: document, name }) => (
            <option key={document} value={document}>
              {name}
            </option>
          ))}
        </select>
      )}
      {attachmentIds.length < mostReferences && (
        <AttachFiles
          compact
          place="message"
          referralId={id}
          onAttached={(attachment) => onChange({ attachmentIds: [...attachmentIds, attachment.id] })}
        />
      )}
    </div>
  );
}
