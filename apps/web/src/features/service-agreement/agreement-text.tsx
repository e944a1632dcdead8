import type { ServiceAgreement } from '@alliance/contracts/service-agreement.contract';
import { agreementClauses } from '@alliance/domain/service-agreement/service-agreement.codes';
import { useText, useWords } from '../../platform/i18n';
import { consultationCodeWords } from '../../ui/consultation-code.locale';
import { Fact } from '../../ui/fact';
import { agreementWords } from './agreement.locale';

/** The agreement as it reads, on the screen and on paper. */
export function AgreementText({ of }: { readonly of: ServiceAgreement }) {
  const t = useWords(agreementWords);
  return (
    <>
      <Facts of={of} />
      <section className="card">
        <header className="card-head">
          <h2>{t('clauses')}</h2>
        </header>
        <div className="card-body agreement-clauses">
          {agreementClauses.map((clause, n) => (
            <section key={clause}>
              <h3>
                {n + 1}. {t(`clause.${clause}`)}
              </h3>
              <p className={of[clause] ? undefined : 'faint'}>{of[clause] ?? t('notWritten')}</p>
            </section>
          ))}
        </div>
      </section>
      <Signatures of={of} />
    </>
  );
}

function Facts({ of }: { readonly of: ServiceAgreement }) {
  const t = useWords(agreementWords);
  const codes = useWords(consultationCodeWords);
  const text = useText();
  const fees = of.kinds.map((kind) => {
    const fee = of.fees[kind];
    return `${codes(`kind.${kind}`)} ${fee === undefined ? t('noFee') : t('yuan', { yuan: fee / 100 })}`;
  });
  return (
    <section className="card">
      <header className="card-head">
        <h2>{t('facts')}</h2>
      </header>
      <dl className="facts card-body">
        {of.number && <Fact label={t('number')}>{of.number}</Fact>}
        <Fact label={t('provider')}>{of.provider.name}</Fact>
        {of.requester && <Fact label={t('requester')}>{of.requester.name}</Fact>}
        {of.alliance && <Fact label={t('reaches.alliance')}>{text(of.alliance.name)}</Fact>}
        <Fact label={t('kinds')}>{of.kinds.map((kind) => codes(`kind.${kind}`)).join('、') || t('noKinds')}</Fact>
        <Fact label={t('from')}>{of.validFrom ?? t('noEnd')}</Fact>
        <Fact label={t('until')}>{of.validUntil ?? t('noEnd')}</Fact>
        <Fact label={t('costs')}>{fees.join('；') || t('noFee')}</Fact>
        {of.payer && <Fact label={t('payer')}>{of.payer}</Fact>}
        <Fact label={t('limit.answerWithinHours')}>{t('hours', { n: of.answerWithinHours })}</Fact>
        <Fact label={t('limit.planWithinHours')}>{t('hours', { n: of.planWithinHours })}</Fact>
        <Fact label={t('limit.urgentWithinHours')}>{t('hours', { n: of.urgentWithinHours })}</Fact>
        <Fact label={t('limit.finishWithinWorkingDays')}>{t('workingDays', { n: of.finishWithinWorkingDays })}</Fact>
        <Fact label={t('limit.feedbackWithinDays')}>{t('days', { n: of.feedbackWithinDays })}</Fact>
      </dl>
    </section>
  );
}

function Signatures({ of }: { readonly of: ServiceAgreement }) {
  const t = useWords(agreementWords);
  return (
    <section className="card">
      <header className="card-head">
        <h2>{t('signatures')}</h2>
      </header>
      <ul className="card-body agreement-signatures">
        {of.signers.map(({ institution, signedAt, by }) => (
          <li key={institution.id}>
            <span className="faint">
              {t(institution.id === of.provider.id ? 'seal.provider' : of.reach === 'alliance' ? 'seal.lead' : 'seal.requester')}
            </span>
            <strong>{institution.name}</strong>
            <span>{signedAt ? t('signed', { name: by ?? '', day: signedAt.slice(0, 10) }) : t('unsigned')}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
