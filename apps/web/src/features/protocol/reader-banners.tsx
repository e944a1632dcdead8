import type { ProtocolView, VersionView } from '@alliance/contracts/protocol.schema';
import { Link } from '@tanstack/react-router';
import { useWords } from '../../platform/i18n';
import { criteriaWords } from '../../ui/criteria/criteria.locale';
import { exact } from '../../ui/moment';
import { protocolWords } from './protocol.locale';

interface Props {
  readonly protocol: ProtocolView;
  readonly version: VersionView;
}

/** What one has to know before reading: demonstration, not the version that holds, a note of the editors. */
export function ReaderBanners({ protocol, version }: Props) {
  const t = useWords(protocolWords);
  const { editorNote } = version;
  return (
    <div className="reader-banners">
      {version.invented && (
        <p className="note-invented">
          ◇ <strong>{t('demonstration')}</strong> {t('demonstrationWhy')}
        </p>
      )}
      <Standing protocol={protocol} version={version} />
      <Working protocol={protocol} version={version} />
      {editorNote && (
        <section className="note-warn" aria-label={t('editorNote')}>
          <strong>⚠ {t('editorNote')}</strong>
          <p className="prose">{editorNote.text}</p>
          <p className="figures">{t('noteBy', { name: editorNote.by, at: exact(editorNote.at) })}</p>
        </section>
      )}
    </div>
  );
}

/** Whether this is the version that holds, and the way to the one that does. */
function Standing({ protocol: { id, inForce, scheduled }, version }: Props) {
  const t = useWords(protocolWords);
  const { state, number, effectiveFrom, reason } = version;
  const current = inForce && inForce.number !== number && (
    <Link to="/protocols/$id" params={{ id }}>
      {t('banner.toCurrent', { n: inForce.number })}
    </Link>
  );
  if (state === 'in_force')
    return scheduled ? (
      <p className="note-plain">
        ⓘ {t('banner.coming', { n: scheduled.number, day: scheduled.effectiveFrom ?? '—' })}{' '}
        <Link to="/protocols/$id" params={{ id }} search={{ version: scheduled.number }}>
          {t('banner.look')}
        </Link>
      </p>
    ) : null;
  const word = state === 'scheduled' || state === 'superseded' || state === 'withdrawn' ? state : 'working';
  return (
    <p className={state === 'scheduled' ? 'note-plain' : 'note-warn'} role="note">
      {state === 'scheduled' ? 'ⓘ' : '⚠'} {t(`banner.${word}`, { day: effectiveFrom ?? '—' })} {current}
      {!inForce && <span> {t('banner.none')}</span>}
      {state === 'withdrawn' && reason && <span> {t('withdrawnWhy', { reason })}</span>}
    </p>
  );
}

/** To those who write it: what is being worked on, and the way there. */
function Working({ protocol: { id, working }, version }: Props) {
  const t = useWords(protocolWords);
  const c = useWords(criteriaWords);
  if (!working || working.number === version.number) return null;
  return (
    <p className="note-plain" role="note">
      ✎ {t('banner.inWork', { n: working.number, state: c(`state.${working.state}`) })}{' '}
      <Link to="/protocols/$id/edit/$n" params={{ id, n: String(working.number) }} search={{ tab: 'publish' }}>
        {t('banner.toWork')}
      </Link>
    </p>
  );
}
