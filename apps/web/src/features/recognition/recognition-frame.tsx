import type { Permission } from '@alliance/domain/access/permission';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useWords } from '../../platform/i18n';
import { useMay } from '../../platform/session';
import { Page } from '../../ui/page';
import { recognitionWords } from './recognition.locale';
import './recognition.css';

const pages = [
  { to: '/recognition', word: 'order', needs: 'recognition.check' },
  { to: '/recognition/adoptions', word: 'adoptions', needs: 'recognition.check' },
  { to: '/recognition/rules', word: 'rules', needs: 'catalogue.read' },
] as const satisfies readonly { to: string; word: string; needs: Permission }[];

/** One page of recognition, with the way to the others. */
export function RecognitionFrame(props: {
  readonly at: (typeof pages)[number]['word'];
  readonly title?: string;
  readonly aside?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}) {
  const t = useWords(recognitionWords);
  const may = useMay();
  const open = pages.filter(({ needs }) => may(needs));
  return (
    <Page title={props.title ?? t(`page.${props.at}`)} aside={props.aside} actions={props.actions}>
      {open.length > 1 && (
        <nav className="recognition-nav" aria-label={t('pages')}>
          {open.map(({ to, word }) => (
            <Link
              key={word}
              to={to}
              className={word === props.at ? 'chip on' : 'chip'}
              aria-current={word === props.at ? 'page' : undefined}
              activeProps={{}}
            >
              {t(`page.${word}`)}
            </Link>
          ))}
        </nav>
      )}
      {props.children}
    </Page>
  );
}

/** Who answers for what, said wherever results are taken over. */
export function Responsibility() {
  const t = useWords(recognitionWords);
  return <p className="soft recognition-responsibility">{t('responsibility')}</p>;
}
