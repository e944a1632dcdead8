import { listAlliances } from '@alliance/contracts/alliance.contract';
import { getInstitution } from '@alliance/contracts/institution.contract';
import type { Pairing } from '@alliance/contracts/pairing.contract';
import { specialties, type Specialty } from '@alliance/domain/alliance/alliance';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState, type FormEvent } from 'react';
import { v7 } from 'uuid';
import { useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { isRefused, useErrorWords } from '../../platform/refusal';
import { Field, SelectField, TextField } from '../../ui/field';
import { Level } from '../../ui/registry-marks';
import { registryWords } from '../../ui/registry.locale';
import { say } from '../../ui/said';
import { RefusalNote } from '../../ui/states';
import { likelySpecialty, openedFrom, proposedName } from './open-alliance.policy';
import { useOpenAlliance } from './pairing.data';
import { pairingWords } from './pairing.locale';
import { usePeriod, usePlace } from './use-pairing-words';

interface Props {
  readonly id: string;
  readonly lead: Pairing['supporter'];
  readonly pairs: readonly Pairing[];
  readonly onSending: (sending: boolean) => void;
}

/** The supporter as lead, its recipients as members: everything is proposed, one press confirms. */
export function OpenAllianceForm({ id, lead, pairs, onSending }: Props) {
  const t = useWords(pairingWords);
  const codes = useWords(registryWords);
  const spellError = useErrorWords();
  const navigate = useNavigate();
  const period = usePeriod();
  const open = useOpenAlliance();
  const { data: known } = useAnswer(listAlliances, { query: { limit: 100 } }, { staleTime: 60_000 });
  const members = [...new Map(pairs.map((pair) => [pair.recipient.id, pair])).values()];
  const [allianceId] = useState(() => v7());
  const [specialty, setSpecialty] = useState<Specialty>(() => likelySpecialty(lead));
  const [typed, setTyped] = useState<string>();
  const [left, setLeft] = useState<readonly string[]>([]);
  const [tried, setTried] = useState(false);
  const taken = known?.items.map(({ name }) => name.zh) ?? [];
  const name = typed ?? proposedName(lead.name, codes(`specialty.${specialty}`), taken);
  const chosen = members.filter(({ recipient }) => !left.includes(recipient.id));
  const allOver = pairs.every((pair) => period(pair) === 'expired');

  useEffect(() => {
    // everything is filled in: Enter is the third press
    document.querySelector<HTMLElement>(`[form="${id}"]`)?.focus();
  }, [id]);
  useEffect(() => onSending(open.isPending), [open.isPending, onSending]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (open.isPending || !name.trim() || !chosen.length) return;
    const memberIds = chosen.map(({ recipient }) => recipient.id);
    open.mutate(
      { body: { id: allianceId, name: name.trim(), specialty, leadId: lead.id, memberIds, openedFrom: openedFrom(pairs) } },
      {
        onSuccess: (alliance) => {
          say(t('open.done', { name: alliance.name.zh }));
          void navigate({ to: '/alliances/$id', params: { id: alliance.id } });
        },
      },
    );
  };
  const nameTaken = isRefused(open.error, 'alliance.name_taken') ? spellError(open.error) : undefined;
  return (
    <form id={id} className="open-form" noValidate onSubmit={submit}>
      <Leader lead={lead} />
      {allOver && <p className="note-warn">⚠ {t('panel.past')}</p>}
      <SelectField
        label={t('open.specialty')}
        hint={t('open.specialtyHint')}
        placeholder={t('open.specialtyPick')}
        required
        value={specialty}
        options={specialties.map((value) => ({ value, label: codes(`specialty.${value}`) }))}
        onChange={setSpecialty}
      />
      <TextField
        label={t('open.name')}
        required
        maxLength={80}
        value={name}
        error={tried && !name.trim() ? t('open.noName') : nameTaken}
        onChange={setTyped}
      />
      <Field
        group
        label={t('open.members', { count: chosen.length })}
        hint={t('open.membersHint')}
        error={tried && !chosen.length ? t('open.noMember') : undefined}
      >
        {({ id: groupId }) => (
          <div id={groupId} role="group" aria-labelledby={`${groupId}-label`} className="open-members">
            {members.map((pair) => (
              <MemberChoice
                key={pair.recipient.id}
                pair={pair}
                on={!left.includes(pair.recipient.id)}
                onChange={(on) => setLeft(on ? left.filter((one) => one !== pair.recipient.id) : [...left, pair.recipient.id])}
              />
            ))}
          </div>
        )}
      </Field>
      {!nameTaken && <RefusalNote error={open.error} />}
    </form>
  );
}

/** A lead is a tertiary hospital in principle (AL-04): said, never a stop. */
function Leader({ lead }: { readonly lead: Pairing['supporter'] }) {
  const t = useWords(pairingWords);
  const { data } = useAnswer(getInstitution, { params: { id: lead.id } }, { staleTime: 60_000 });
  return (
    <div>
      <span className="field-label">{t('open.lead')}</span>
      <p>
        ★ {lead.name} {data && <Level level={data.level} basis={data.levelBasis} />}
      </p>
      {data && data.level !== 'tertiary' && <p className="note-warn">⚠ {t('open.notTertiary')}</p>}
    </div>
  );
}

function MemberChoice({ pair, on, onChange }: { readonly pair: Pairing; readonly on: boolean; readonly onChange: (on: boolean) => void }) {
  const t = useWords(pairingWords);
  const place = usePlace();
  return (
    <label className={on ? 'choice on' : 'choice'}>
      <input type="checkbox" checked={on} onChange={({ target }) => onChange(target.checked)} />
      <span>
        {pair.recipient.name}
        <span className="choice-hint">
          {[place(pair.recipient.city ?? pair.recipient.province), pair.lead === false ? t('panel.otherLeads') : '']
            .filter(Boolean)
            .join(' · ')}
        </span>
      </span>
    </label>
  );
}
