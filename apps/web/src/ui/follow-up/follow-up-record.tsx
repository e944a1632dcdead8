import type { FollowUp, FollowUpRecord } from '@alliance/contracts/follow-up.contract';
import { draftReferral } from '@alliance/contracts/referral.contract';
import { useNavigate } from '@tanstack/react-router';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { useAppointment, useMay } from '../../platform/session';
import { When } from '../moment-view';
import { once } from '../once';
import { RefusalNote } from '../states';
import { tripWords } from '../trip.locale';
import { followUpWords } from './follow-up.locale';
import { homeSigns } from './vital-fields';
import './follow-up.css';

/** One contact as prose, the other hospital reads it too. */
export function RecordView({ record }: { readonly record: FollowUpRecord }) {
  const t = useWords(followUpWords);
  const w = useWords(tripWords);
  const { answers, by, channel, at, action, note } = record;
  const said = t('by', { by, channel: t(`channel.${channel}`) });
  if (!answers)
    return (
      <li className="follow-up-said">
        <span aria-hidden="true">○ </span>
        {t('unreachedRow')} <span className="soft">{said}</span> <When at={at} /> {note && <span className="soft">{note}</span>}
      </li>
    );
  const signs = homeSigns.flatMap((sign) => {
    const value = answers.vitalSigns[sign];
    return value === undefined ? [] : [`${w(`sign.${sign}`)} ${value} ${w(`unit.${sign}`)}`];
  });
  const lines = [
    `${t(`condition.${answers.condition}`)}（${t(`spokeTo.${answers.spokeTo}`)}）`,
    `${t('medicinesLabel')}：${t(`medicines.${answers.medicines}`)}${answers.medicineReason ? `（${t(`reason.${answers.medicineReason}`)}）` : ''}`,
    `${t('rehabilitationLabel')}：${t(`rehabilitation.${answers.rehabilitation}`)}`,
    ...signs,
  ];
  return (
    <li className="follow-up-said">
      <strong>{lines[0]}</strong> <span className="soft">{said}</span> <When at={at} />
      <p className="figures">{lines.slice(1).join(' · ')}</p>
      {answers.warningSigns.length > 0 && (
        <p className="follow-up-signs">
          ▲ {answers.warningSigns.map(({ sign, action: then }) => `${sign}（${t(`action.${then}`)}）`).join('；')}
        </p>
      )}
      {action && <p className={action === 'return_now' ? 'note-bad' : 'note-warn'}>{t(`urgent.${action}`)}</p>}
      {note && <p>{note}</p>}
    </li>
  );
}

/** Back to the hospital above, with what is known filled in. */
export function SendUp({ of }: { readonly of: FollowUp }) {
  const t = useWords(followUpWords);
  const may = useMay();
  const own = useAppointment()?.institution.id;
  const navigate = useNavigate();
  const draft = useCommand(draftReferral, {
    touches: ['referral'],
    onDone: ({ id }) => void navigate({ to: '/referrals/$id/edit', params: { id }, search: {} }),
  });
  if (!may('referral.draft') || of.institution.id !== own) return null;
  if (!of.records.some(({ action }) => action === 'return_now')) return null;
  const start = () =>
    !draft.isPending &&
    draft.mutate({
      body: {
        patientId: of.patient.id,
        receiverId: of.sender.id,
        urgency: 'urgent',
        reason: t('sendUpReason'),
        diagnosisText: of.diagnosis,
      },
    });
  return (
    <>
      <button type="button" className="button danger" onClick={once(start)}>
        ↑ {t('sendUp')} · {of.sender.name}
      </button>
      <RefusalNote error={draft.error} />
    </>
  );
}
