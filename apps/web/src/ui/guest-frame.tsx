import { useEffect, type ReactNode } from 'react';
import { setLanguage, useLanguage } from '../platform/i18n';

interface Props {
  readonly title: string;
  /** The other language, in itself. */
  readonly otherLanguage: string;
  /** Of the page; its head is `<className>-head`. */
  readonly className: string;
  readonly children: ReactNode;
}

/** Frame of a page for somebody without an account: a title, and the way to the other language. */
export function GuestFrame({ title, otherLanguage, className, children }: Props) {
  const language = useLanguage();
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <main className={className}>
      <header className={`${className}-head`}>
        <h1>{title}</h1>
        <button
          type="button"
          className="button bare"
          lang={language === 'zh' ? 'en' : 'zh-CN'}
          onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}
        >
          {otherLanguage}
        </button>
      </header>
      {children}
    </main>
  );
}
