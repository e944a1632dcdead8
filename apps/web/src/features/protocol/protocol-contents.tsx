import type { VersionView } from '@alliance/contracts/protocol.schema';
import { sectionKinds } from '@alliance/domain/protocol/protocol.types';
import { useText, useWords } from '../../platform/i18n';
import { criteriaWords } from '../../ui/criteria/criteria.locale';
import { useWide } from '../../ui/use-wide';
import { protocolWords } from './protocol.locale';

/** Criteria stand under the section they belong to. */
export const directionOf = { refer_up: 'up', come_back_down: 'down' } as const;
export const criteriaUnder = (version: Pick<VersionView, 'criteria'>, kind: string) =>
  kind in directionOf ? version.criteria.filter(({ direction }) => direction === directionOf[kind as keyof typeof directionOf]) : [];

/** Sections that have something in them, in the order they are read. */
export const shownSections = (version: Pick<VersionView, 'sections' | 'criteria'>) =>
  sectionKinds.filter((kind) => version.sections.some((one) => one.kind === kind) || criteriaUnder(version, kind).length > 0);

/** The way through the protocol: at the side on a desk, folded above it on a phone. */
export function ProtocolContents({ version }: { readonly version: VersionView }) {
  const t = useWords(protocolWords);
  const codes = useWords(criteriaWords);
  const wide = useWide('(min-width: 1000px)');
  const links = (
    <ol>
      {shownSections(version).map((kind) => (
        <li key={kind}>
          <a href={`#${kind}`}>{codes(`section.${kind}`)}</a>
          <CriterionLinks of={criteriaUnder(version, kind)} />
        </li>
      ))}
      {version.references.length > 0 && (
        <li>
          <a href="#references">{t('references')}</a>
        </li>
      )}
      <li>
        <a href="#versions">{t('versions')}</a>
      </li>
    </ol>
  );
  return (
    <nav className="contents" aria-label={t('contents')}>
      {wide ? (
        links
      ) : (
        <details>
          <summary>{t('contents')}</summary>
          {links}
        </details>
      )}
    </nav>
  );
}

function CriterionLinks({ of }: { readonly of: VersionView['criteria'] }) {
  const text = useText();
  if (!of.length) return null;
  return (
    <ol className="contents-codes">
      {of.map(({ code, label, urgency }) => (
        <li key={code}>
          <a href={`#${code}`} title={text(label)} className="figures">
            {urgency === 'immediate' && (
              <span className="soon-immediate" aria-hidden="true">
                ▲{' '}
              </span>
            )}
            {code} <span className="faint">{text(label)}</span>
          </a>
        </li>
      ))}
    </ol>
  );
}
