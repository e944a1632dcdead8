import type { VersionView } from '@alliance/contracts/protocol.schema';
import { useState } from 'react';
import { useText, useWords } from '../../platform/i18n';
import { RuleChange } from '../../ui/criteria/rule-change';
import { SoonMark } from '../../ui/criteria/verdict-mark';
import { say } from '../../ui/said';
import { SidePanel } from '../../ui/side-panel';
import { adoptionWords } from './adoption.locale';
import { OwnRuleEditor } from './own-rule-editor';
import type { OwnRule } from './own-rule.policy';
import { RuleEffect } from './rule-effect';

interface Props {
  readonly version: VersionView;
  readonly rules: readonly OwnRule[];
  /** Codes whose own rule does not hold since the alliance changed its own. */
  readonly lapsed: ReadonlySet<string>;
  readonly onChange: (rules: readonly OwnRule[]) => void;
}

/** The own rules as differences from the alliance's, and the way to one more. */
export function OwnRuleList({ version, rules, lapsed, onChange }: Props) {
  const t = useWords(adoptionWords);
  const text = useText();
  const [editing, setEditing] = useState<string>();
  const criterion = version.criteria.find(({ code }) => code === editing);
  const left = version.criteria.filter(({ code }) => !rules.some((one) => one.code === code));
  const put = (rule: OwnRule) => {
    onChange(rules.some(({ code }) => code === rule.code) ? rules.map((one) => (one.code === rule.code ? rule : one)) : [...rules, rule]);
    setEditing(undefined);
  };
  const remove = (code: string) => {
    onChange(rules.filter((one) => one.code !== code));
    say(t('removed', { code }));
  };
  return (
    <section className="card">
      <header className="card-head">
        <h2>{t('rules')}</h2>
      </header>
      {rules.length === 0 && <p className="card-body soft">{t('noRules')}</p>}
      {rules.map((own) => (
        <Row key={own.code} own={own} version={version} lapsed={lapsed.has(own.code)} onEdit={setEditing} onRemove={remove} />
      ))}
      {left.length > 0 && (
        <div className="card-body adoption-add">
          <select className="control" aria-label={t('add')} value="" onChange={({ target }) => setEditing(target.value)}>
            <option value="">＋ {t('add')}</option>
            {left.map(({ code, label }) => (
              <option key={code} value={code}>
                {code} {text(label)}
              </option>
            ))}
          </select>
        </div>
      )}
      <SidePanel title={t('panel', { code: editing ?? '' })} open={criterion !== undefined} onClose={() => setEditing(undefined)}>
        {criterion && (
          <OwnRuleEditor
            key={criterion.code}
            criterion={criterion}
            facts={version.facts}
            own={rules.find(({ code }) => code === criterion.code)}
            onTake={put}
            onCancel={() => setEditing(undefined)}
          />
        )}
      </SidePanel>
    </section>
  );
}

function Row(props: {
  readonly own: OwnRule;
  readonly version: VersionView;
  readonly lapsed: boolean;
  readonly onEdit: (code: string) => void;
  readonly onRemove: (code: string) => void;
}) {
  const { own, version, lapsed, onEdit, onRemove } = props;
  const t = useWords(adoptionWords);
  const text = useText();
  const criterion = version.criteria.find(({ code }) => code === own.code);
  return (
    <article className="criterion" aria-label={own.code}>
      <header className="criterion-head">
        <span className="criterion-code figures">{own.code}</span>
        <h4>{criterion ? text(criterion.label) : ''}</h4>
        {criterion && <SoonMark urgency={criterion.urgency} />}
        {criterion && (
          <button type="button" className="button" onClick={() => onEdit(own.code)}>
            {t('edit')}
            <span className="unseen"> {own.code}</span>
          </button>
        )}
        <button type="button" className="button" onClick={() => onRemove(own.code)}>
          {t('remove')}
          <span className="unseen"> {own.code}</span>
        </button>
      </header>
      {criterion ? (
        <>
          {lapsed && <p className="note-warn">⚠ {t('lapsed')}</p>}
          <RuleChange before={criterion.rule} after={own.rule} facts={version.facts} />
          <RuleEffect criterion={criterion} rule={own.rule} facts={version.facts} />
        </>
      ) : (
        <p className="note-warn">⚠ {t('gone', { code: own.code })}</p>
      )}
      <p className="soft">{t('because', { reason: own.reason })}</p>
    </article>
  );
}
