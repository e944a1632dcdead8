import { careLevels, criterionUrgencies, evidenceGrades, type Criterion } from '@alliance/domain/criteria/rule.types';
import { useWords, useWordsIfAny } from '../../platform/i18n';
import { ChecksField } from '../../ui/checks-field';
import { criteriaWords } from '../../ui/criteria/criteria.locale';
import { AreaField, SelectField, TextField } from '../../ui/field';
import type { ContentProblem } from './content.store';
import { criterionWords } from './criterion.locale';
import { problemWords } from './problem.locale';

/** What a criterion is called, how soon, from where, where to and on what evidence. */
export function CriterionFacts(props: {
  readonly of: Criterion;
  readonly problems: readonly ContentProblem[];
  readonly change: (more: Partial<Criterion>, tag: string) => void;
}) {
  const { of, problems, change } = props;
  const t = useWords(criterionWords);
  const words = useWords(criteriaWords);
  const wrong = useProblemAt(problems);
  return (
    <div className="criterion-fields">
      <TextField
        label={t('code')}
        hint={t('codeHint')}
        required
        maxLength={14}
        value={of.code}
        error={wrong('code')}
        onChange={(code) => change({ code: code.toUpperCase() }, 'code')}
      />
      <SelectField
        label={t('urgency')}
        placeholder={t('urgency')}
        value={of.urgency}
        onChange={(urgency) => change({ urgency }, 'urgency')}
        options={criterionUrgencies.map((value) => ({ value, label: words(`urgency.${value}`) }))}
      />
      <AreaField
        label={t('labelZh')}
        required
        rows={2}
        maxLength={200}
        value={of.label.zh}
        error={wrong('label')}
        onChange={(zh) => change({ label: { ...of.label, zh } }, 'label-zh')}
      />
      <AreaField
        label={t('labelEn')}
        rows={2}
        maxLength={300}
        value={of.label.en ?? ''}
        onChange={(en) => change({ label: { zh: of.label.zh, ...(en ? { en } : {}) } }, 'label-en')}
      />
      <TextField
        label={t('targetZh')}
        maxLength={100}
        value={of.target.zh}
        error={wrong('target')}
        onChange={(zh) => change({ target: { ...of.target, zh } }, 'target-zh')}
      />
      <TextField
        label={t('targetEn')}
        maxLength={150}
        value={of.target.en ?? ''}
        onChange={(en) => change({ target: { zh: of.target.zh, ...(en ? { en } : {}) } }, 'target-en')}
      />
      <ChecksField
        label={t('levels')}
        hint={t('levelsHint')}
        flowing
        value={of.levels}
        onChange={(levels) => change({ levels }, 'levels')}
        options={careLevels.map((value) => ({ value, label: words(`level.${value}`) }))}
      />
      <ChecksField
        label={t('grades')}
        hint={t('gradesHint')}
        required
        flowing
        value={of.grades}
        error={wrong('grades')}
        onChange={(grades) => change({ grades }, 'grades')}
        options={evidenceGrades.map((value) => ({ value, label: `${value} ${words(`grade.${value}`)}` }))}
      />
      <div className="criterion-wide">
        <AreaField
          label={t('source')}
          hint={t('sourceHint')}
          rows={2}
          maxLength={500}
          value={of.source}
          error={wrong('source')}
          onChange={(source) => change({ source }, 'source')}
        />
      </div>
    </div>
  );
}

/** What is wrong with one field, in words. */
export function useProblemAt(problems: readonly ContentProblem[]): (...place: (string | number)[]) => string | undefined {
  const t = useWords(problemWords);
  const known = useWordsIfAny(problemWords);
  return (...place) => {
    const found = problems.find(({ path }) => place.every((step, i) => path[i] === step));
    return found && (known(`code.${found.code}`) ?? t('general'));
  };
}
