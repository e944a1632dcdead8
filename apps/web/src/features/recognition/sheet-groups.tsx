import type { RecognitionCheck, RecognitionItem } from '@alliance/contracts/recognition.contract';
import type { ReactNode } from 'react';
import { useText, useWords } from '../../platform/i18n';
import { groupsOf, type VerdictGroup } from './decisions.policy';
import { EarlierResult } from './earlier-result';
import { recognitionWords } from './recognition.locale';
import { sheetWords } from './sheet.locale';

interface Props {
  readonly check: RecognitionCheck;
  /** The line that the keys are on. */
  readonly at?: string | undefined;
  /** What can be done with a line, or was. */
  readonly control: (item: RecognitionItem) => ReactNode;
  /** What can be done with all lines of a verdict at once. */
  readonly together?: (group: VerdictGroup) => ReactNode;
}

/** The answer to the whole order set, by verdict and panel, each line with its earlier result and one sentence why. */
export function SheetGroups({ check, at, control, together }: Props) {
  const t = useWords(sheetWords);
  const codes = useWords(recognitionWords);
  const text = useText();
  const panelName = (code: string | null) => {
    const panel = check.panels.find((one) => one.code === code);
    return panel ? text(panel.name) : t('single');
  };
  return groupsOf(check).map((group) => (
    <section key={group.verdict} className="card recognition-group" aria-labelledby={`verdict-${group.verdict}`}>
      <header className="card-head">
        <h2 id={`verdict-${group.verdict}`} className={`recognition-verdict ${group.verdict}`}>
          {codes(`verdict.${group.verdict}`)} <span className="figures">{group.count}</span>
        </h2>
        {together?.(group)}
      </header>
      {group.panels.map(({ panelCode, items, of }) => (
        <div key={panelCode ?? ''}>
          {(panelCode !== null || group.panels.length > 1) && (
            <h3 className="recognition-panel">
              {panelCode === null ? t('single') : t('panelShare', { panel: panelName(panelCode), count: items.length, of })}
            </h3>
          )}
          <ul className="recognition-lines">
            {items.map((item) => (
              <SheetLine key={item.id} item={item} at={item.itemCode === at}>
                {control(item)}
              </SheetLine>
            ))}
          </ul>
        </div>
      ))}
    </section>
  ));
}

function SheetLine({ item, at, children }: { readonly item: RecognitionItem; readonly at: boolean; readonly children: ReactNode }) {
  const text = useText();
  const { itemCode, name, sentence, earlier, testClass } = item;
  return (
    <li id={`line-${itemCode}`} className={at ? 'recognition-line at' : 'recognition-line'} aria-label={text(name)}>
      <div className="recognition-what">
        <strong>{text(name)}</strong> <span className="faint figures">{itemCode}</span>
        <p className="soft">{text(sentence)}</p>
      </div>
      {earlier ? <EarlierResult of={earlier} examination={testClass === 'examination'} /> : <div />}
      <div className="recognition-do">{children}</div>
    </li>
  );
}
