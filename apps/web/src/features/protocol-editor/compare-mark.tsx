import type { ReactNode } from 'react';
import { useWords } from '../../platform/i18n';
import { compareWords } from './compare.locale';

export type Change = 'added' | 'removed' | 'changed' | 'regrouped' | 'kept';
const shapes: Readonly<Record<Change, string>> = { added: '＋', removed: '－', changed: '△', regrouped: '⧉', kept: '' };

/** Shape, word and colour of a change: each alone is enough. */
export function ChangeMark({ of }: { readonly of: Exclude<Change, 'kept'> }) {
  const t = useWords(compareWords);
  return (
    <span className={`change ${of}`}>
      <span aria-hidden="true">{shapes[of]}</span> {t(`change.${of}`)}
    </span>
  );
}

/** One difference: what it is, then how it was and how it is. The keys j and k stop here. */
export function ChangeRow(props: {
  readonly of: Exclude<Change, 'kept'>;
  readonly label?: ReactNode;
  readonly before: ReactNode;
  readonly after: ReactNode;
}) {
  const t = useWords(compareWords);
  return (
    <div className={`change-row ${props.of}`} data-change tabIndex={-1}>
      <div className="change-what">
        <ChangeMark of={props.of} /> {props.label}
      </div>
      <div className="change-side before">
        <span className="change-side-name">{t('before')}</span>
        {props.before ?? <span className="faint">{t('absent')}</span>}
      </div>
      <div className="change-side after">
        <span className="change-side-name">{t('after')}</span>
        {props.after ?? <span className="faint">{t('absent')}</span>}
      </div>
    </div>
  );
}
