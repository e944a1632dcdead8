import type { Receiver } from '@alliance/contracts/receivers.contract';
import { useEffect, useEffectEvent } from 'react';
import { useText, useWords } from '../../platform/i18n';
import { SelectField, TextField } from '../../ui/field';
import { DutyPerson, Telephone, useOnDuty } from '../../ui/on-duty';
import { ErrorState, Skeleton } from '../../ui/states';
import type { Typed } from './emergency';
import { greenWords } from './green.locale';
import { keepPhones, phonesOfBefore } from './kept-phones';
import type { useReceivers } from './use-receivers';

interface Props {
  readonly typed: Typed;
  readonly wrong: boolean;
  readonly receivers: ReturnType<typeof useReceivers>;
  readonly set: (change: Partial<Typed>) => void;
}
const shown = 5;

/** Where to: the most suitable hospitals with whom to ring, or one off the platform. */
export function WhereField({ typed, wrong, receivers, set }: Props) {
  const t = useWords(greenWords);
  const { items, allianceId, error } = receivers;
  const first = items?.[0];
  const outside = typed.whereKind === 'outside';
  const choose = (receiver: Receiver) =>
    allianceId &&
    set({
      whereKind: 'member',
      member: { kind: 'member', allianceId, id: receiver.id, name: receiver.name, departmentId: receiver.departments[0]?.id ?? null },
    });
  // another situation, another suggestion; a hospital that is still offered stays, in the alliance that treats it
  const suggest = useEffectEvent(() => {
    const kept = items?.find(({ id }) => id === typed.member?.id) ?? first;
    if (kept && !outside) choose(kept);
  });
  const firstId = first?.id;
  useEffect(() => {
    if (firstId && allianceId) suggest();
  }, [firstId, allianceId]);
  return (
    <fieldset className="green-part" aria-invalid={wrong || undefined}>
      <legend>{t('where')}</legend>
      {!outside && <AllianceLine receivers={receivers} />}
      {!items && !error && <Skeleton rows={2} height={44} />}
      {!items && error ? (
        <>
          <ErrorState error={error} retry={receivers.refetch} />
          <PhonesOfBefore />
        </>
      ) : null}
      {items?.length === 0 && <p className="note-warn">{t('noReceivers')}</p>}
      {items?.slice(0, shown).map((receiver, at) => (
        <Candidate
          key={receiver.id}
          receiver={receiver}
          suggested={at === 0}
          chosen={!outside && typed.member?.id === receiver.id}
          onChoose={() => choose(receiver)}
        />
      ))}
      <label className={outside ? 'choice on' : 'choice'}>
        <input type="radio" name="where" checked={outside} onChange={() => set({ whereKind: 'outside' })} />
        <span>{t('outside')}</span>
      </label>
      {outside && (
        <>
          <TextField label={t('outsideName')} value={typed.outsideName} maxLength={120} onChange={(outsideName) => set({ outsideName })} />
          <TextField
            label={t('outsidePhone')}
            type="tel"
            inputMode="tel"
            value={typed.outsidePhone}
            maxLength={30}
            under={typed.outsidePhone.trim() && <Telephone phone={typed.outsidePhone.trim()} />}
            onChange={(outsidePhone) => set({ outsidePhone })}
          />
        </>
      )}
      {wrong && (
        <p className="field-error">
          <span aria-hidden="true">✕ </span>
          {t('need.where')}
        </p>
      )}
    </fieldset>
  );
}

/** By whose protocol the case goes; another alliance may be chosen where there is one. */
function AllianceLine({ receivers: { alliances, allianceId, chooseAlliance } }: Pick<Props, 'receivers'>) {
  const t = useWords(greenWords);
  const text = useText();
  const only = alliances?.length === 1 ? alliances[0] : undefined;
  if (!alliances?.length || !allianceId) return null;
  if (only) return <p className="soft">{t('byAlliance', { name: text(only.name) })}</p>;
  return (
    <SelectField
      label={t('alliance')}
      value={allianceId}
      placeholder={t('alliance')}
      options={alliances.map(({ id, name }) => ({ value: id, label: text(name) }))}
      onChange={chooseAlliance}
    />
  );
}

/** Nobody can be asked now: the numbers that this machine was told before, and the emergency number. */
function PhonesOfBefore() {
  const t = useWords(greenWords);
  return (
    <div className="note-bad" role="alert">
      <strong>{t('noLine')}</strong>
      <ul>
        {phonesOfBefore().map(({ institutionId, name, phone }) => (
          <li key={`${institutionId}${phone}`}>
            {name} <Telephone phone={phone} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Candidate(props: {
  readonly receiver: Receiver;
  readonly suggested: boolean;
  readonly chosen: boolean;
  readonly onChoose: () => void;
}) {
  const t = useWords(greenWords);
  const text = useText();
  const { id, name, distanceKm, target, departments, phone } = props.receiver;
  const [department] = departments;
  return (
    <div className={props.chosen ? 'green-candidate on' : 'green-candidate'}>
      <label className={props.chosen ? 'choice on' : 'choice'}>
        <input type="radio" name="where" checked={props.chosen} onChange={props.onChoose} />
        <span>
          {name} {text(department?.name)} {props.suggested && <span className="tag">{t('suggested')}</span>}
          <span className="choice-hint">
            {[
              distanceKm === null ? '' : t('distance', { km: Math.round(distanceKm) }),
              target === 'missing' ? `▲ ${t('missing')}` : target === 'not_stated' ? t('notStated') : '',
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </span>
      </label>
      {props.chosen && (
        <OnDutyThere institutionId={id} name={name} departmentId={department?.id ?? null} phone={phone ?? department?.phone} />
      )}
    </div>
  );
}

/** Whoever answers there now, to be tapped; kept for the moment when the line is gone. */
function OnDutyThere(props: {
  readonly institutionId: string;
  readonly name: string;
  readonly departmentId: string | null;
  readonly phone: string | null | undefined;
}) {
  const { institutionId, name, departmentId } = props;
  const { data } = useOnDuty({ institutionId, ...(departmentId && { departmentId }) });
  const duty = data?.items[0];
  useEffect(() => {
    if (duty) keepPhones([{ institutionId, name, phone: duty.phone }]);
  }, [duty, institutionId, name]);
  return <p className="green-duty">{duty ? <DutyPerson duty={duty} /> : props.phone && <Telephone phone={props.phone} />}</p>;
}
