import type { ReactNode } from 'react';
import { exact } from '../../ui/moment';
import { fitText, type TextBox } from './fit-text.policy';
import type { Printed } from './use-print';

interface Props {
  readonly label: string;
  readonly printed: Printed;
  readonly invented: boolean;
  /** A continuation sheet lies behind it. */
  readonly more: boolean;
  readonly children: ReactNode;
  readonly className?: string;
}

/** One sheet of A4. Says who printed it and when, and that it is invented where it is. */
export function Sheet({ label, printed, invented, more, children, className = '' }: Props) {
  return (
    <section className={`sheet ${className}`} aria-label={label} lang="zh-CN">
      {invented && (
        <div className="sheet-mark" aria-hidden="true">
          {Array.from({ length: 6 }, (_, i) => (
            <span key={i}>演示数据 虚构</span>
          ))}
        </div>
      )}
      {children}
      <footer className="sheet-foot">
        <span>
          打印于 {exact(printed.at)}
          {'　'}由 {printed.by}（{printed.institution}）
        </span>
        {invented && <strong>◇ 演示数据，虚构，不得用于诊疗</strong>}
        <span>第 1 页{more ? '（另有附页）' : '，共 1 页'}</span>
      </footer>
    </section>
  );
}

/** A ruled cell: what is asked, and what was written or room to write. */
export function Cell({ label, children, span = 1 }: { readonly label: string; readonly children?: ReactNode; readonly span?: number }) {
  return (
    <div className="sheet-cell" style={{ gridColumn: `span ${span}` }}>
      <span className="sheet-label">{label}</span>
      <span className="sheet-value">{children}</span>
    </div>
  );
}

/** A text in a box of fixed size: smaller where it is long, and cut where it goes on on the next sheet. */
export function TextCell({ label, text, box }: { readonly label: string; readonly text: string; readonly box: TextBox }) {
  const { size, shown } = fitText(text, box);
  return (
    <div className="sheet-cell sheet-text" style={{ minHeight: `${box.heightMm + 2}mm` }}>
      <span className="sheet-label">{label}</span>
      <span className="sheet-value" style={{ width: `${box.widthMm}mm`, fontSize: `${size}pt` }}>
        {shown}
      </span>
    </div>
  );
}

export interface LongText {
  readonly label: string;
  readonly text: string;
  readonly box: TextBox;
}
export const goingOn = (texts: readonly LongText[]): LongText[] => texts.filter(({ text, box }) => fitText(text, box).goesOn);

/** 附页: whole texts that had no room; flows over as many sheets as it needs. */
export function Continuation(props: {
  readonly number: string;
  readonly title: string;
  readonly texts: readonly LongText[];
  readonly printed: Printed;
  readonly invented: boolean;
}) {
  const { number, title, texts, printed, invented } = props;
  return (
    <section className="continuation" aria-label={`${title} 附页`} lang="zh-CN">
      <h2>
        {title}
        {'　'}附页 <span className="sheet-number">No. {number}</span>
      </h2>
      {texts.map(({ label, text }) => (
        <div key={label}>
          <h3>{label}（全文）</h3>
          <p>{text}</p>
        </div>
      ))}
      <p className="continuation-foot">
        打印于 {exact(printed.at)}
        {'　'}由 {printed.by}（{printed.institution}）{invented && <strong>{'　'}◇ 演示数据，虚构</strong>}
      </p>
    </section>
  );
}
