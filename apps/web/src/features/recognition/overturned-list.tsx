import { acknowledgeOverturned, type listAdoptions } from '@alliance/contracts/recognition.contract';
import { getReport } from '@alliance/contracts/result.contract';
import type { AnswerOf } from '@alliance/contracts/route';
import { Link } from '@tanstack/react-router';
import { useCommand } from '../../platform/command';
import { useLanguage, useText, useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { When } from '../../ui/moment-view';
import { say } from '../../ui/said';
import { useOverturned } from '../../ui/overturned.data';
import { RefusalNote } from '../../ui/states';
import { adoptionWords } from './adoptions.locale';
import { ResultValue } from './earlier-result';
import { valueText } from './result-text';

type Adoption = AnswerOf<typeof listAdoptions>['items'][number];

/** Results that I took over and that were corrected or revoked since: what was, what is now, until I say that I have seen it. */
export function OverturnedList() {
  const t = useWords(adoptionWords);
  const list = useOverturned();
  const items = list.data?.items ?? [];
  if (!items.length) return null;
  return (
    <section className="card recognition-overturned" aria-labelledby="overturned-title">
      <header className="card-head">
        <h2 id="overturned-title">
          <span aria-hidden="true">⚠ </span>
          {t('overturned.title')} <span className="figures">{items.length}</span>
        </h2>
      </header>
      <p className="soft recognition-overturned-lead">{t('overturned.lead')}</p>
      <ul className="recognition-lines">
        {items.map((adoption) => (
          <OverturnedLine key={adoption.id} of={adoption} />
        ))}
      </ul>
    </section>
  );
}

function OverturnedLine({ of }: { readonly of: Adoption }) {
  const t = useWords(adoptionWords);
  const text = useText();
  const name = text(of.name);
  const acknowledge = useCommand(acknowledgeOverturned, {
    touches: ['recognition'],
    onDone: () => say(t('overturned.done', { name })),
  });
  return (
    <li className="recognition-line" aria-label={`${name} ${of.patientName}`}>
      <div className="recognition-what">
        <strong>{name}</strong>
        <p>
          <Link to="/patients" search={{ patient: of.patientId }}>
            {t('overturned.patient', { name: of.patientName })}
          </Link>
        </p>
        <p className="faint">
          {of.earlier?.institution.name}
          {of.overturnedAt && (
            <>
              {' · '}
              {t('overturned.at')} <When at={of.overturnedAt} />
            </>
          )}
          {of.decidedAt && (
            <>
              {' · '}
              {t('overturned.taken')} <When at={of.decidedAt} />
            </>
          )}
        </p>
      </div>
      <dl className="recognition-earlier facts">
        <dt>{t('overturned.was')}</dt>
        <dd>
          <s>{of.earlier && <ResultValue of={of.earlier} />}</s>
        </dd>
        <dt>{t('overturned.now')}</dt>
        <dd>
          <NowStands of={of} />
        </dd>
      </dl>
      <div className="recognition-do">
        <button
          type="button"
          className="button primary"
          aria-disabled={acknowledge.isPending}
          onClick={() => !acknowledge.isPending && acknowledge.mutate({ params: { id: of.id } })}
        >
          {t('overturned.acknowledge')}
        </button>
        <Link to="/recognition" search={{ patient: of.patientId, test: of.itemCode }}>
          {t('overturned.again')}
        </Link>
        <Link to="/recognition/checks/$id" params={{ id: of.checkId }}>
          {t('overturned.sheet')}
        </Link>
        <RefusalNote error={acknowledge.error} />
      </div>
    </li>
  );
}

/** The value of the edition that stands, or that there is none. */
function NowStands({ of: { overturnedBy, itemCode, earlier } }: { readonly of: Adoption }) {
  const t = useWords(adoptionWords);
  const language = useLanguage();
  const report = useAnswer(getReport, overturnedBy ? { params: { id: overturnedBy } } : null);
  const revoked = <strong className="recognition-critical">✕ {t('overturned.revoked')}</strong>;
  if (!overturnedBy || !earlier) return revoked;
  if (report.error) return <span className="soft">{t('overturned.unseen')}</span>;
  if (!report.data) return <span className="faint">…</span>;
  if (report.data.state === 'revoked') return revoked;
  const now = report.data.results.find((result) => result.itemCode === itemCode);
  if (!now) return <strong className="recognition-critical">✕ {t('overturned.gone')}</strong>;
  return (
    <>
      <ResultValue of={now} />{' '}
      {valueText(now, language) === valueText(earlier, language) && <span className="tag">{t('overturned.unchanged')}</span>}
    </>
  );
}
