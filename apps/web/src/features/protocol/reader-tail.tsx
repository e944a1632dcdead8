import type { ProtocolView, VersionView } from '@alliance/contracts/protocol.schema';
import { Link } from '@tanstack/react-router';
import { useWords } from '../../platform/i18n';
import { criteriaWords } from '../../ui/criteria/criteria.locale';
import { FileButton } from '../../ui/criteria/file-button';
import { SourceText } from '../../ui/criteria/source-text';
import { dayOf } from '../../ui/moment';
import { protocolWords } from './protocol.locale';

interface Props {
  readonly protocol: ProtocolView;
  readonly version: VersionView;
}

/** What stands at the end: references, attachments, the other versions. */
export function ReaderTail({ protocol, version }: Props) {
  const t = useWords(protocolWords);
  return (
    <>
      {version.references.length > 0 && (
        <section id="references" className="card protocol-section" tabIndex={-1}>
          <header className="card-head">
            <h2>{t('references')}</h2>
          </header>
          <ol className="card-body references">
            {version.references.map((reference, at) => (
              <li key={at}>
                <SourceText text={reference} />
              </li>
            ))}
          </ol>
        </section>
      )}
      {protocol.files.length > 0 && (
        <section className="card">
          <header className="card-head">
            <h2>{t('files')}</h2>
          </header>
          <ul className="card-body">
            {protocol.files.map(({ id, name, bytes, by, at }) => (
              <li key={id}>
                <FileButton id={id} name={name}>
                  {name}
                </FileButton>{' '}
                <span className="faint figures">
                  {t('size', { kb: Math.max(1, Math.round(bytes / 1024)) })} · {by} · {dayOf(at)}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Versions of={protocol} shown={version.number} />
    </>
  );
}

function Versions({ of, shown }: { readonly of: ProtocolView; readonly shown: number }) {
  const t = useWords(protocolWords);
  const codes = useWords(criteriaWords);
  const newestFirst = of.versions.toSorted((a, b) => b.number - a.number);
  return (
    <section id="versions" className="card versions" tabIndex={-1}>
      <header className="card-head">
        <h2>{t('versions')}</h2>
      </header>
      <ul className="card-body">
        {newestFirst.map(({ id, number, state, effectiveFrom, approvedBy, changeNote }, at) => {
          const before = newestFirst[at + 1]?.number;
          return (
            <li key={id} aria-current={number === shown ? 'true' : undefined}>
              <Link to="/protocols/$id" params={{ id: of.id }} search={{ version: number }} className="figures">
                {t('version', { n: number })}
              </Link>
              <span>{codes(`state.${state}`)}</span>
              <span className="figures">{effectiveFrom ? t('since', { day: effectiveFrom }) : ''}</span>
              <span className="soft">{[changeNote, approvedBy && `${t('fact.approved')} ${approvedBy}`].filter(Boolean).join(' · ')}</span>
              {before !== undefined && (
                <Link to="/protocols/$id/compare" params={{ id: of.id }} search={{ from: before, to: number }}>
                  {t('compare', { n: before })}
                </Link>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
