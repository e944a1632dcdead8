import { useWords } from '../../platform/i18n';
import { criteriaWords } from './criteria.locale';
import { safeLink } from './safe-link';

/** A citation; the addresses in it lead to what they name. */
export function SourceText({ text }: { readonly text: string }) {
  const t = useWords(criteriaWords);
  if (!text) return <span className="faint">{t('noSource')}</span>;
  return text.split(/(https:\/\/[^\s<>"()（），；]+)/).map((part, at) => {
    const to = at % 2 ? safeLink(part) : undefined;
    if (to?.kind !== 'address') return part;
    return (
      <a key={at} href={to.href} target="_blank" rel="noopener noreferrer nofollow" title={t('link.elsewhere')}>
        {part}
      </a>
    );
  });
}
