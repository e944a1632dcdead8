import { listExperts, type Expert } from '@alliance/contracts/expert.contract';
import type { Specialty } from '@alliance/domain/alliance/alliance';
import type { ConsultationKind, PhysicianTitle } from '@alliance/domain/consultation/consultation.codes';
import { useState } from 'react';
import { useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { Combobox } from '../../ui/combobox';
import { consultationCodeWords } from '../../ui/consultation-code.locale';
import { RefusalNote } from '../../ui/states';
import { useLater } from '../../ui/use-later';

interface Props {
  readonly id?: string;
  readonly label: string;
  /** Only who offers and has this. */
  readonly ask: {
    readonly kind?: ConsultationKind;
    readonly specialty?: Specialty | undefined;
    /** At least. */
    readonly title?: PhysicianTitle | undefined;
  };
  readonly error: string | undefined;
  readonly onChoose: (expert: Expert) => void;
}

/** Experts of other hospitals by name or initials; who cannot be asked today stands there with the reason. */
export function ExpertSearch({ ask: { kind, specialty, title }, error, onChoose, ...control }: Props) {
  const named = useWords(consultationCodeWords);
  const [typed, setTyped] = useState('');
  const query = useLater(typed.trim());
  const found = useAnswer(
    listExperts,
    {
      query: {
        ...{ elsewhere: 'true', limit: 20 },
        ...(kind && { kind }),
        ...(query && { query }),
        ...(specialty && { specialty }),
        ...(title && { title }),
      },
    },
    { keepPrevious: true },
  );
  return (
    <div>
      <Combobox
        {...control}
        error={error}
        always
        text={typed}
        onText={setTyped}
        maxLength={60}
        busy={found.isFetching}
        options={found.data?.items}
        keyOf={({ id }) => id}
        show={({ name, institution, title: has, ineligible: [why] }) => (
          <>
            {name} · {named(`title.${has}`)} <span className="faint">{institution.name}</span>
            {why && <span className="faint"> — {named(`ineligible.${why}`)}</span>}
          </>
        )}
        onChoose={(expert) => {
          if (expert.ineligible.length) return;
          setTyped('');
          onChoose(expert);
        }}
      />
      <RefusalNote error={found.error} />
    </div>
  );
}
