import type { Expert } from '@alliance/contracts/expert.contract';
import { Link } from '@tanstack/react-router';
import { useText, useWords } from '../../platform/i18n';
import { useAppointment } from '../../platform/session';
import { consultationCodeWords } from '../../ui/consultation-code.locale';
import { registryWords } from '../../ui/registry.locale';
import { AskLink } from './ask-link';
import { expertWords } from './expert.locale';

/** One expert at a glance: who, where, for what, and the way to ask. */
export function ExpertCard({ of }: { readonly of: Expert }) {
  const t = useWords(expertWords);
  const codes = useWords(consultationCodeWords);
  const registry = useWords(registryWords);
  const text = useText();
  const here = useAppointment()?.institution.id;
  return (
    <li className="card expert">
      <div className="card-body">
        <h2 className="expert-name">
          <Link to="/experts/$id" params={{ id: of.id }} aria-label={t('open', { name: of.name })}>
            {of.name}
          </Link>{' '}
          <span className="soft">{codes(`title.${of.title}`)}</span>
        </h2>
        <p>{[of.institution.name, text(of.department?.name)].filter(Boolean).join(' · ')}</p>
        <p>
          {of.specialties.map((specialty) => (
            <span key={specialty} className="tag">
              {registry(`specialty.${specialty}`)}
            </span>
          ))}
          {of.academic && <span className="expert-academic">{t('academic')}</span>}
        </p>
        {of.introduction && <p className="soft expert-introduction">{text(of.introduction)}</p>}
        <p className="faint">{of.kinds.map((kind) => codes(`kind.${kind}`)).join('、') || t('noKinds')}</p>
        <CannotBeInvited of={of} />
        {of.institution.id !== here && !of.ineligible.length && of.kinds.length > 0 && <AskLink of={of} />}
      </div>
    </li>
  );
}

export function CannotBeInvited({ of }: { readonly of: Expert }) {
  const t = useWords(expertWords);
  const codes = useWords(consultationCodeWords);
  if (!of.ineligible.length) return null;
  return (
    <p className="expert-cannot">{t('cannot', { reasons: of.ineligible.map((reason) => codes(`ineligible.${reason}`)).join('；') })}</p>
  );
}
