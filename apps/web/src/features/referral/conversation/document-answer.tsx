import type { ReferralView } from '@alliance/contracts/referral.contract';
import { useWords } from '../../../platform/i18n';
import { SelectField } from '../../../ui/field';
import { AttachFiles } from '../../../ui/upload/attach-files';
import type { DraftAnswer } from './question-draft.policy';
import { questionWords } from './question.locale';

interface Props {
  readonly label: string;
  readonly referral: ReferralView;
  readonly answer: DraftAnswer;
  readonly error: string | undefined;
  readonly onChange: (answer: DraftAnswer) => void;
}

/** A document that is there already, or one that is uploaded now. */
export function DocumentAnswer({ label, referral, answer, error, onChange }: Props) {
  const t = useWords(questionWords);
  const { attachments } = referral;
  return (
    <div role="group" aria-label={label} className="answer-document">
      <SelectField
        label={label}
        error={error}
        value={answer.attachmentId ?? null}
        placeholder={t(attachments.length ? 'document' : 'noDocument')}
        options={attachments.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(attachmentId) => onChange({ attachmentId })}
      />
      <AttachFiles compact place={label} referralId={referral.id} onAttached={({ id }) => onChange({ attachmentId: id })} />
    </div>
  );
}
