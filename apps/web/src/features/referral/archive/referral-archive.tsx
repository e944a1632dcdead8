import { listArchiveVersions, type ArchiveVersion } from '@alliance/contracts/archive.contract';
import type { ReferralView } from '@alliance/contracts/referral.contract';
import { finalStates, type ReferralState } from '@alliance/domain/referral/referral.machine';
import { useState } from 'react';
import { useWords } from '../../../platform/i18n';
import { useAnswer } from '../../../platform/query';
import { CopyLine } from '../../../ui/copy-line';
import { Fact } from '../../../ui/fact';
import { useDayTime } from '../../../ui/moment';
import { When } from '../../../ui/moment-view';
import { EmptyState, Loaded, Skeleton } from '../../../ui/states';
import { ArchiveDownload } from './archive-download';
import { archiveWords } from './archive.locale';
import './archive.css';

/** Seconds are what it takes; after minutes it is no longer on its way. */
const soonMs = 5 * 60_000;
const ended = (state: ReferralState) => finalStates.some((final) => final === state);

/** 转诊档案: what was sealed when the referral ended, version by version, newest first. */
export function ReferralArchive({ referral }: { readonly referral: ReferralView }) {
  const t = useWords(archiveWords);
  const over = ended(referral.state);
  const versions = useAnswer(listArchiveVersions, over ? { params: { id: referral.id } } : null);
  const [opened] = useState(() => Date.now());
  const justEnded = opened - Date.parse(referral.updatedAt) < soonMs;
  if (!over) return <EmptyState title={t('none')} text={t('noneText')} />;
  if (!referral.submittedAt) return <EmptyState title={t('draft')} text={t('draftText')} />;
  return (
    <Loaded of={versions} skeleton={<Skeleton rows={5} height={28} />}>
      {({ items }) =>
        items.length ? (
          <>
            {items.map((version, i) => (
              <Version key={version.version} referral={referral} sealed={version} latest={i === 0} />
            ))}
            <section className="detail-part">
              <h2>{t('howTitle')}</h2>
              <p className="soft">{t('how')}</p>
              <p className="soft">{t('kept')}</p>
            </section>
          </>
        ) : (
          <EmptyState title={t(justEnded ? 'sealing' : 'unsealed')} text={t(justEnded ? 'sealingText' : 'unsealedText')} />
        )
      }
    </Loaded>
  );
}

interface VersionProps {
  readonly referral: Pick<ReferralView, 'id' | 'number'>;
  readonly sealed: ArchiveVersion;
  readonly latest: boolean;
}

function Version({ referral: { id, number }, sealed, latest }: VersionProps) {
  const t = useWords(archiveWords);
  const { version, cause, sha256, previous, sealedAt, by } = sealed;
  const title = t('version', { version });
  return (
    <section className="detail-part" aria-label={title}>
      <h2>
        {title} · {t(`cause.${cause}`)} {latest && <span className="tag">{t('latest')}</span>}
      </h2>
      <dl className="facts">
        <Fact label={t('sealedAt')}>
          <When at={sealedAt} />
        </Fact>
        {by && (
          <Fact label={t('sealedBy')}>{by.person ? t('who', { person: by.person, institution: by.institution }) : by.institution}</Fact>
        )}
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
      <ArchiveDownload id={id} number={number} version={version} />
    </section>
  );
}

/** Each hospital's receipt; that they agree is said in words. */
function Holders({ sealed: { copies, sha256 } }: { readonly sealed: ArchiveVersion }) {
  const t = useWords(archiveWords);
  const dayTime = useDayTime();
  const [only] = copies;
  const agree = copies.every((copy) => copy.sha256 === sha256);
  return (
    <>
      {!agree ? (
        <strong className="archive-differs">✕ {t('differs')}</strong>
      ) : copies.length > 1 ? (
        <strong>
          <span aria-hidden="true">✓</span> {t('same')}
        </strong>
      ) : (
        t('only', { name: only?.institution.name ?? '—' })
      )}
      <ul className="archive-holders">
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
