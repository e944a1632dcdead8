import { useEffect, type ReactNode } from 'react';
import { setLanguage, useLanguage, useWords } from '../platform/i18n';
import { frameWords } from './frame.locale';
import './states.css';
import './entry-frame.css';

/** The box in which one gets in: the product, what is to be done, the language. The title is the heading, unless it is `plain`. */
export function EntryFrame({
  title,
  plain = false,
  children,
}: {
  readonly title: string;
  readonly plain?: boolean;
  readonly children: ReactNode;
}) {
  const product = useWords(frameWords);
  const language = useLanguage();
  useEffect(() => {
    document.title = `${title} · ${product('product')}`;
  }, [title, product]);
  const Name = plain ? 'h1' : 'p';
  return (
    <main className="entry">
      <div className="entry-box">
        <div className="entry-name">
          <img src="/favicon.svg" width={32} height={32} alt="" />
          <Name>{product('long')}</Name>
        </div>
        <p className="entry-purpose">{product('purpose')}</p>
        {!plain && <h1>{title}</h1>}
        {children}
        <button
          type="button"
          className="button bare entry-language"
          lang={language === 'zh' ? 'en' : 'zh-CN'}
          onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}
        >
          {product('language')}
        </button>
      </div>
    </main>
  );
}
