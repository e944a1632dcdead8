import { listConsultationArchive, type ConsultationArchiveVersion } from '@alliance/contracts/consultation-archive.contract';
import type { ConsultationView } from '@alliance/contracts/consultation.schema';
import { useNow } from '../../../platform/clock';
import { useWords } from '../../../platform/i18n';
import { useAnswer } from '../../../platform/query';
import { CopyLine } from '../../../ui/copy-line';
import { Fact } from '../../../ui/fact';
import { useDayTime } from '../../../ui/moment';
import { When } from '../../../ui/moment-view';
import { EmptyState, Loaded, Skeleton } from '../../../ui/states';
import { ArchiveFiles } from './archive-files';
import { consultationArchiveWords } from './archive.locale';

/** Seconds are what it takes; after minutes it is no longer on its way. */
const soonMs = 5 * 60_000;

/** 会诊档案: what was sealed when it was decided and when something followed, version by version, newest first. */
export function ConsultationArchive({ consultation }: { readonly consultation: ConsultationView }) {
  const t = useWords(consultationArchiveWords);
  const { id, state, decidedAt } = consultation;
  const sealable = decidedAt !== null || state === 'voided';
  const versions = useAnswer(listConsultationArchive, sealable ? { params: { id } } : null);
  const justDecided = useNow(soonMs) - Date.parse(decidedAt ?? '') < soonMs;
  if (state === 'cancelled') return <EmptyState title={t('cancelled')} text={t('cancelledText')} />;
  if (!sealable) return <EmptyState title={t('none')} text={t('noneText')} />;
  return (
    <Loaded of={versions} skeleton={<Skeleton rows={5} height={28} />}>
      {({ items }) =>
        items.length ? (
          <>
            {items.map((sealed, i) => (
              <Version key={sealed.version} consultation={consultation} sealed={sealed} latest={i === 0} />
            ))}
            <section className="card consultation-part">
              <h2>{t('howTitle')}</h2>
              <p className="soft">{t('how')}</p>
              <p className="soft">{t('kept')}</p>
            </section>
          </>
        ) : (
          <EmptyState title={t(justDecided ? 'sealing' : 'unsealed')} text={t(justDecided ? 'sealingText' : 'unsealedText')} />
        )
      }
    </Loaded>
  );
}

interface VersionProps {
  readonly consultation: Pick<ConsultationView, 'id' | 'number'>;
  readonly sealed: ConsultationArchiveVersion;
  readonly latest: boolean;
}

function Version({ consultation: { id, number }, sealed, latest }: VersionProps) {
  const t = useWords(consultationArchiveWords);
  const { version, cause, sha256, previous, sealedAt } = sealed;
  const title = t('version', { version });
  return (
    <section className="card consultation-part" aria-label={title}>
      <h2>
        {title} · {t(`cause.${cause}`)} {latest && <span className="tag">{t('latest')}</span>}
      </h2>
      <dl className="facts">
        <Fact label={t('sealedAt')}>
          <When at={sealedAt} />
        </Fact>
        <Fact label={t('hash')}>
          <CopyLine label={t('hash')} value={sha256} />
        </Fact>
        <Fact label={t('chain')}>
          <span className="figures">{previous ? t('follows', { version: version - 1, hash: previous.slice(0, 12) }) : t('first')}</span>
        </Fact>
        <Fact label={t('holds')}>
          <Holders sealed={sealed} />
        </Fact>
      </dl>
      <ArchiveFiles id={id} number={number} version={version} />
    </section>
  );
}

/** Each hospital's receipt; that they agree is said in words. */
function Holders({ sealed: { copies, sha256 } }: { readonly sealed: ConsultationArchiveVersion }) {
  const t = useWords(consultationArchiveWords);
  const dayTime = useDayTime();
  const agree = copies.every((copy) => copy.sha256 === sha256);
  return (
    <>
      <strong className={agree ? undefined : 'consultation-differs'}>
        {!agree ? (
          <>✕ {t('differs')}</>
        ) : copies.length > 1 ? (
          <>
            <span aria-hidden="true">✓</span> {t('same', { count: copies.length })}
          </>
        ) : (
          t('only', { name: copies[0]?.institution.name ?? '—' })
        )}
      </strong>
      <ul>
        {copies.map(({ institution, receivedAt, sha256: held }) => (
          <li key={institution.id} className="soft">
            {t('received', { name: institution.name, time: dayTime(receivedAt) })}{' '}
            <span className="figures faint">{held.slice(0, 12)}…</span>
          </li>
        ))}
      </ul>
    </>
  );
}
