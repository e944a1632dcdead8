import { openPass, type OpenedPass } from '@alliance/contracts/result-pass.contract';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { isRefused } from '../../platform/refusal';
import { GuestFrame } from '../../ui/guest-frame';
import { useDayTime } from '../../ui/moment';
import { Loaded, Skeleton } from '../../ui/states';
import { CarriedReport } from './carried-report';
import { resultPassWords } from './result-pass.locale';
import { TakeOver } from './take-over';
import '../../ui/states.css';
import './result-pass.css';

/** What a patient carries: reports with where they come from, without an account. Its token is the fragment of the address. */
export function OpenedPassPage() {
  const t = useWords(resultPassWords);
  const router = useRouter();
  const [token] = useState(() => /^#?([\w-]{43})$/.exec(router.history.location.hash)?.[1]);
  return (
    <GuestFrame title={t('sheet.title')} otherLanguage={t('language')} className="opened-pass">
      {token ? <Opened token={token} /> : <Invalid />}
    </GuestFrame>
  );
}

function Opened({ token }: { readonly token: string }) {
  const pass = useAnswer(openPass, { body: { token } });
  if (isRefused(pass.error, 'link.invalid')) return <Invalid />;
  return (
    <Loaded of={pass} skeleton={<Skeleton rows={4} height={72} />}>
      {(opened) => (
        <>
          <Provenance pass={opened} />
          {opened.reports.map((report) => (
            <CarriedReport key={report.signature} report={report} />
          ))}
          <TakeOver token={token} />
        </>
      )}
    </Loaded>
  );
}

function Provenance({ pass: { name, institution, issuedAt, expiresAt } }: { readonly pass: OpenedPass }) {
  const t = useWords(resultPassWords);
  const dayTime = useDayTime();
  return (
    <p className="soft">
      {t('provenance', { name, institution: institution.name, at: dayTime(issuedAt), until: dayTime(expiresAt) })}{' '}
      {institution.phone && <a href={`tel:${institution.phone.replace(/[^\d+]/g, '')}`}>{institution.phone}</a>}
    </p>
  );
}

function Invalid() {
  const t = useWords(resultPassWords);
  return (
    <section className="opened-pass-part" role="alert">
      <h2>{t('invalid.title')}</h2>
      <p>{t('invalid.text')}</p>
    </section>
  );
}
