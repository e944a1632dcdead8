import { listInstitutions } from '@alliance/contracts/institution.contract';
import type { RecognitionReview } from '@alliance/contracts/recognition-review.contract';
import { useState } from 'react';
import { useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { Combobox } from '../../ui/combobox';
import { RefusalNote } from '../../ui/states';
import { useLater } from '../../ui/use-later';
import { recognitionReviewWords } from './recognition-review.locale';

interface Props {
  readonly of: RecognitionReview;
  readonly command: { readonly isPending: boolean; readonly error: unknown };
  readonly onPick: (institutionId: string) => void;
}

/** Asks a third hospital to decide; the two of the review cannot be found here. */
export function ReviewerForm({ of, command, onPick }: Props) {
  const t = useWords(recognitionReviewWords);
  const [text, setText] = useState('');
  const [picked, setPicked] = useState<string>();
  const later = useLater(text.trim(), 300);
  const found = useAnswer(listInstitutions, later && !picked ? { query: { query: later, limit: 20 } } : null);
  const options = found.data?.items.filter(({ id }) => id !== of.repeater.id && id !== of.issuer.id);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (picked) onPick(picked);
      }}
    >
      <Combobox
        label={t('choice.hospital')}
        placeholder={t('pickHospital')}
        text={text}
        onText={(next) => {
          setText(next);
          setPicked(undefined);
        }}
        options={options}
        keyOf={({ id }) => id}
        show={({ name }) => name}
        onChoose={({ id, name }) => {
          setPicked(id);
          setText(name);
        }}
      />
      <RefusalNote error={command.error} />
      <button type="submit" className="button" disabled={!picked || command.isPending}>
        {t('do.assign')}
      </button>
    </form>
  );
}
