import type { CriterionDirection } from '@alliance/domain/criteria/rule.types';
import { useState } from 'react';
import { useWords } from '../../platform/i18n';
import { EmptyState } from '../../ui/states';
import { CriterionEditor } from './criterion-editor';
import { CriterionList } from './criterion-list';
import { newCriterion, nextCode } from './criterion.policy';
import { criterionWords } from './criterion.locale';
import { useDesk } from './desk';

/** The criteria of a version: the list, and the one that is open. */
export function CriteriaTab({ wanted }: { readonly wanted: string | undefined }) {
  const t = useWords(criterionWords);
  const { content, edit, view } = useDesk();
  const placeOf = (code: string | undefined): number | undefined => {
    const at = content.criteria.findIndex((one) => one.code === code);
    return at < 0 ? undefined : at;
  };
  const [seen, setSeen] = useState(wanted);
  const [chosen, setChosen] = useState(() => placeOf(wanted));
  // a link led to another one
  if (wanted !== seen) {
    setSeen(wanted);
    setChosen(placeOf(wanted));
  }
  const open = chosen !== undefined && chosen < content.criteria.length ? chosen : undefined;
  const add = (direction: CriterionDirection) => {
    const code = nextCode(view.protocolCode, direction, content.criteria);
    edit((now) => ({ ...now, criteria: [...now.criteria, newCriterion(code, direction)] }));
    setChosen(content.criteria.length);
  };
  return (
    <div className={open === undefined ? 'criteria-tab' : 'criteria-tab opened'}>
      <CriterionList chosen={open} onChoose={setChosen} onAdd={add} />
      <div className="criteria-open">
        {open === undefined ? (
          <EmptyState text={content.criteria.length ? t('empty') : t('none')} />
        ) : (
          <>
            <button type="button" className="button bare criteria-back" onClick={() => setChosen(undefined)}>
              ← {t('back')}
            </button>
            <CriterionEditor key={open} at={open} onChoose={setChosen} />
          </>
        )}
      </div>
    </div>
  );
}
