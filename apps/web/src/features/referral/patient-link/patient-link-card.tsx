import { getPatientLink, issuePatientLink, revokePatientLink, type PatientLink } from '@alliance/contracts/patient-status.contract';
import type { ReferralView } from '@alliance/contracts/referral.contract';
import { linkHolders, type LinkHolder } from '@alliance/domain/patient-status/patient-link';
import { useState } from 'react';
import { useCommand } from '../../../platform/command';
import { useWords } from '../../../platform/i18n';
import { useAnswer } from '../../../platform/query';
import { ChoiceField, TextField } from '../../../ui/field';
import { useDayTime } from '../../../ui/moment';
import { once } from '../../../ui/once';
import { say } from '../../../ui/said';
import { RefusalNote } from '../../../ui/states';
import { patientLinkWords } from './patient-link.locale';
import { PatientSlip } from './patient-slip';
import './patient-link.css';

/** The patient's own link: given out, printed, sent, taken back. Silent for whoever has nothing to do with it. */
export default function PatientLinkCard({ referral }: { readonly referral: ReferralView }) {
  const t = useWords(patientLinkWords);
  const params = { params: { id: referral.id } };
  const { data: view } = useAnswer(getPatientLink, params);
  const [made, setMade] = useState<{ readonly token: string; readonly linkId: string | undefined }>();
  const revoke = useCommand(revokePatientLink, { touches: ['referral'], onDone: () => say(t('revoked')) });
  if (!view || (!view.link && !view.may.issue)) return null;
  const shown = made && made.linkId === view.link?.id ? made.token : undefined;
  return (
    <section className="detail-part" aria-label={t('title')}>
      <h2>{t('title')}</h2>
      <p className="soft">{t('lead')}</p>
      <Given view={view} />
      {shown && <PatientSlip token={shown} number={referral.number} expiresAt={view.link?.expiresAt ?? ''} />}
      <RefusalNote error={revoke.error} />
      {view.may.issue && !shown && <Issue view={view} referralId={referral.id} onMade={(token, linkId) => setMade({ token, linkId })} />}
      {view.may.revoke && (
        <div>
          <button
            type="button"
            className="button"
            aria-disabled={revoke.isPending}
            onClick={() => !revoke.isPending && revoke.mutate(params)}
          >
            {t('revoke')}
          </button>
        </div>
      )}
    </section>
  );
}

/** Who has it, whether it was looked at, what was sent. */
function Given({ view: { link } }: { readonly view: PatientLink }) {
  const t = useWords(patientLinkWords);
  const dayTime = useDayTime();
  if (!link) return <p>{t('none')}</p>;
  const { issuedBy: by, institution, givenTo, issuedAt, expiresAt, looks, lookedAt, messages, phone, sent } = link;
  return (
    <>
      <p>
        {t('given', { by, institution, to: t(`holder.${givenTo}`), at: dayTime(issuedAt), until: dayTime(expiresAt) })} ·{' '}
        {lookedAt ? t('looked', { count: looks, at: dayTime(lookedAt) }) : t('unlooked')}
      </p>
      {messages !== 'off' && <p>{messages === 'stopped' ? t('messagesStopped') : t('messagesOn', { phone: phone ?? '' })}</p>}
      {sent.length > 0 && (
        <ul className="patient-link-sent" aria-label={t('sent')}>
          {sent.map(({ template, state, at }) => (
            <li key={`${template}${at}`}>
              {t(`template.${template}`)} <span className="faint">{dayTime(at)}</span> {t(`state.${state}`)}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Issue(props: {
  readonly view: PatientLink;
  readonly referralId: string;
  readonly onMade: (token: string, linkId: string | undefined) => void;
}) {
  const { view, referralId, onMade } = props;
  const t = useWords(patientLinkWords);
  const [givenTo, setGivenTo] = useState<LinkHolder>('patient');
  const [phone, setPhone] = useState('');
  const issue = useCommand(issuePatientLink, {
    touches: ['referral'],
    onDone: ({ token, view: now }) => {
      setPhone('');
      onMade(token, now.link?.id);
    },
  });
  const make = () => {
    if (!issue.isPending) issue.mutate({ params: { id: referralId }, body: { givenTo, phone: phone.trim() || null } });
  };
  return (
    <div className="patient-link-form">
      <ChoiceField
        label={t('to')}
        value={givenTo}
        onChange={setGivenTo}
        options={linkHolders.map((value) => ({ value, label: t(`holder.${value}`) }))}
      />
      {view.sms ? (
        <TextField label={t('phone')} hint={t('phoneHint')} type="tel" inputMode="tel" maxLength={20} value={phone} onChange={setPhone} />
      ) : (
        <p className="faint">{t('noSms')}</p>
      )}
      <RefusalNote error={issue.error} />
      <div className="patient-link-do">
        <button type="button" className="button" aria-disabled={issue.isPending} onClick={once(make)}>
          {t(view.link ? 'issueNew' : 'issue')}
        </button>
        {view.link && <span className="faint">{t('again')}</span>}
      </div>
    </div>
  );
}
