import { getAlliance } from '@alliance/contracts/alliance.contract';
import { getInstitution } from '@alliance/contracts/institution.contract';
import { batchKinds } from '@alliance/domain/batch/batch';
import { consentGivers, services, transports, urgencies } from '@alliance/domain/referral/referral.codes';
import { useText, useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { useSession } from '../../platform/session';
import { AreaField, ChoiceField, SelectField, TextField } from '../../ui/field';
import { ErrorState } from '../../ui/states';
import { UrgencyMark } from '../../ui/urgency-mark';
import { batchWords } from './batch.locale';
import type { Group, GroupField, useGroup } from './use-group';

interface Props extends Pick<ReturnType<typeof useGroup>, 'group' | 'change' | 'alliances'> {
  readonly needed: readonly GroupField[];
  /** Missing ones, once it was tried to send. */
  readonly missing: readonly GroupField[];
}
const hour = 3_600_000;

/** What holds for the whole group, in three steps. */
export function GroupFields(props: Props) {
  const { group, change, missing, needed } = props;
  const t = useWords(batchWords);
  const wrong = (field: GroupField) => (missing.includes(field) ? t('needed') : undefined);
  return (
    <>
      <section className="card batch-step" aria-label={t('step.what')}>
        <h2>{t('step.what')}</h2>
        <ChoiceField
          id="batch-kind"
          label={t('field.kind')}
          required
          value={group.kind}
          error={wrong('kind')}
          options={batchKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
          onChange={(kind) => change(kind === 'mass_casualty' ? { kind, ...rescue(group) } : { kind })}
        />
        <AreaField
          id="batch-explanation"
          label={t('field.explanation')}
          hint={t('field.explanationHint')}
          required
          rows={2}
          maxLength={500}
          value={group.explanation}
          error={wrong('explanation')}
          onChange={(explanation) => change({ explanation })}
        />
      </section>
      <section className="card batch-step" aria-label={t('step.where')}>
        <h2>{t('step.where')}</h2>
        <Place {...props} wrong={wrong} />
        <ChoiceField
          id="batch-service"
          label={t('field.service')}
          required
          value={group.service}
          error={wrong('service')}
          options={services.map((value) => ({ value, label: t(`service.${value}`) }))}
          onChange={(service) => change({ service })}
        />
        <ChoiceField
          label={t('field.urgency')}
          hint={t('field.urgencyHint')}
          required
          value={group.urgency}
          options={urgencies.map((value) => ({ value, label: <UrgencyMark urgency={value} /> }))}
          onChange={(urgency) => change({ urgency })}
        />
        <ChoiceField
          id="batch-transport"
          label={t('field.transport')}
          required
          value={group.transport}
          error={wrong('transport')}
          options={transports.map((value) => ({ value, label: t(`transport.${value}`) }))}
          onChange={(transport) => change({ transport })}
        />
      </section>
      <section className="card batch-step" aria-label={t('step.who')}>
        <h2>{t('step.who')}</h2>
        <TextField
          id="batch-reviewer"
          label={t('field.reviewer')}
          required={needed.includes('reviewer')}
          maxLength={60}
          value={group.reviewer}
          error={wrong('reviewer')}
          onChange={(reviewer) => change({ reviewer })}
        />
        <ChoiceField
          id="batch-consentGiver"
          label={t('field.consentGiver')}
          required
          value={group.consentGiver}
          error={wrong('consentGiver')}
          options={consentGivers.map((value) => ({ value, label: t(`consentGiver.${value}`) }))}
          onChange={(consentGiver) => change({ consentGiver })}
        />
        {group.consentGiver === 'rescue' && (
          <TextField
            id="batch-authorisedBy"
            label={t('field.authorisedBy')}
            required
            maxLength={60}
            value={group.authorisedBy}
            error={wrong('authorisedBy')}
            onChange={(authorisedBy) => change({ authorisedBy })}
          />
        )}
      </section>
    </>
  );
}

/** What is nearly always true of many injured; what was chosen already stays. */
const rescue = ({ service, transport }: Group) =>
  ({ service: service ?? 'emergency', urgency: 'immediate', transport: transport ?? 'ambulance' }) as const;

type Wrong = { readonly wrong: (field: GroupField) => string | undefined };

function Place({ group, change, alliances, needed, wrong }: Props & Wrong) {
  const t = useWords(batchWords);
  const text = useText();
  if (alliances.error) return <ErrorState error={alliances.error} retry={alliances.refetch} />;
  const several = (alliances.data?.items.length ?? 0) > 1;
  return (
    <>
      <ChoiceField
        label={t('field.where')}
        value={group.outside ? 'outside' : 'member'}
        options={(['member', 'outside'] as const).map((value) => ({ value, label: t(`wheres.${value}`) }))}
        onChange={(value) => change({ outside: value === 'outside' })}
      />
      {!group.outside && several && (
        <SelectField
          label={t('field.alliance')}
          value={group.allianceId}
          placeholder={t('choose')}
          options={(alliances.data?.items ?? []).map(({ id, name }) => ({ value: id, label: text(name) }))}
          onChange={(allianceId) => change({ allianceId, receiverId: null, receiverDepartmentId: null })}
        />
      )}
      {group.outside ? <Outside group={group} change={change} wrong={wrong} /> : <Member {...{ group, change, needed, wrong }} />}
    </>
  );
}

type Fields = { readonly group: Group; readonly change: (part: Partial<Group>) => void } & Wrong;

function Member({ group, change, needed, wrong }: Fields & Pick<Props, 'needed'>) {
  const t = useWords(batchWords);
  const text = useText();
  const session = useSession();
  const own = 'appointment' in session ? session.appointment?.institution.id : undefined;
  const { allianceId, receiverId } = group;
  const alliance = useAnswer(getAlliance, allianceId ? { params: { id: allianceId } } : null, { staleTime: hour });
  const receiver = useAnswer(getInstitution, receiverId ? { params: { id: receiverId } } : null, { staleTime: hour });
  const members = alliance.data?.members.filter(({ id, state }) => id !== own && state !== 'left') ?? [];
  const open = receiver.data?.departments.filter(({ closed }) => !closed) ?? [];
  return (
    <>
      <SelectField
        id="batch-receiverId"
        label={t('field.receiver')}
        required
        value={receiverId}
        placeholder={t('choose')}
        error={wrong('receiverId')}
        options={members.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(id) => change({ receiverId: id, receiverDepartmentId: null })}
      />
      <SelectField
        id="batch-receiverDepartmentId"
        label={t('field.department')}
        required={needed.includes('receiverDepartmentId')}
        value={group.receiverDepartmentId}
        placeholder={t('choose')}
        error={wrong('receiverDepartmentId')}
        options={open.map(({ id, name }) => ({ value: id, label: text(name) }))}
        onChange={(receiverDepartmentId) => change({ receiverDepartmentId })}
      />
      {receiver.data?.phone && <a href={`tel:${receiver.data.phone}`}>☏ {receiver.data.phone}</a>}
    </>
  );
}

function Outside({ group, change, wrong }: Fields) {
  const t = useWords(batchWords);
  const { outsideName, outsidePhone, outsideContact } = group;
  return (
    <>
      <TextField
        id="batch-outsideName"
        label={t('field.outsideName')}
        required
        maxLength={120}
        value={outsideName}
        error={wrong('outsideName')}
        onChange={(value) => change({ outsideName: value })}
      />
      <TextField
        id="batch-outsidePhone"
        label={t('field.outsidePhone')}
        required
        type="tel"
        inputMode="tel"
        maxLength={30}
        value={outsidePhone}
        error={wrong('outsidePhone')}
        onChange={(value) => change({ outsidePhone: value })}
      />
      <TextField
        label={t('field.outsideContact')}
        maxLength={60}
        value={outsideContact}
        onChange={(value) => change({ outsideContact: value })}
      />
    </>
  );
}
