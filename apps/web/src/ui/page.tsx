import { useEffect, useRef, type ReactNode } from 'react';
import { useWords } from '../platform/i18n';
import './page.css';
import { frameWords } from './frame.locale';

/** Frame of a page: title (also of the tab), what can be done at the right, then the content. Focus goes to the title after a change of page. */
export function Page(props: {
  readonly title: string;
  readonly aside?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  /** Fills the window; the content scrolls by itself. */
  readonly full?: boolean;
  /** How much may not wait: stands in front of the title of the tab. */
  readonly pressing?: number | undefined;
}) {
  const t = useWords(frameWords);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${props.pressing ? `(${props.pressing}) ` : ''}${props.title} · ${t('product')}`;
  }, [props.title, props.pressing, t]);
  useEffect(() => {
    if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <main id="content" className={props.full ? 'page full' : 'page'}>
      <header className="page-head">
        <h1 ref={heading} tabIndex={-1}>
          {props.title}
        </h1>
        {props.aside && <div className="page-aside">{props.aside}</div>}
        {props.actions && <div className="page-actions">{props.actions}</div>}
      </header>
      {props.children}
    </main>
  );
}
