import { factGroups, factKinds, type FactDefinition, type FactGroup, type FactKind } from '@alliance/domain/criteria/fact.types';
import { unitWords } from '@alliance/domain/criteria/sentence-unit';
import { isUnit } from '@alliance/domain/criteria/units';
import { useState, type FormEvent } from 'react';
import { useLanguage, useWords } from '../../platform/i18n';
import { factWords } from '../../ui/criteria/fact.locale';
import { numberOf } from '../../ui/criteria/given-fact';
import { AreaField, SelectField, TextField } from '../../ui/field';
import '../../ui/form.css';
import { factTabWords } from './fact-tab.locale';
import { codesIn, codesText } from './fact-form.policy';

/** A fact of the protocol's own: what it is called, how it is measured and what cannot be. */
export function FactForm(props: {
  readonly of: FactDefinition | undefined;
  readonly taken: readonly string[];
  readonly onDone: (fact: FactDefinition) => void;
}) {
  const { of, taken, onDone } = props;
  const t = useWords(factTabWords);
  const groups = useWords(factWords);
  const language = useLanguage();
  const [key, setKey] = useState(of?.key ?? '');
  const [zh, setZh] = useState(of?.name.zh ?? '');
  const [en, setEn] = useState(of?.name.en ?? '');
  const [kind, setKind] = useState<FactKind>(of?.kind ?? 'quantity');
  const [group, setGroup] = useState<FactGroup>(of?.group ?? 'symptoms');
  const [unit, setUnit] = useState(of?.unit ?? '');
  const [low, setLow] = useState(`${of?.low ?? ''}`);
  const [high, setHigh] = useState(`${of?.high ?? ''}`);
  const [codes, setCodes] = useState(codesText(of?.codes ?? []));
  const [hintZh, setHintZh] = useState(of?.hint?.zh ?? '');
  const [hintEn, setHintEn] = useState(of?.hint?.en ?? '');
  const [tried, setTried] = useState(false);
  const [lowest, highest] = [numberOf(low), numberOf(high)];
  const read = codesIn(codes);
  const wrong = {
    key: !/^[a-z][a-z0-9_]{0,39}$/.test(key) ? t('form.keyWrong') : !of && taken.includes(key) ? t('form.keyTaken') : undefined,
    name: zh.trim() ? undefined : t('form.nameMissing'),
    unit: kind === 'quantity' && !isUnit(unit) ? t('form.unitWrong') : undefined,
    limits: lowest !== undefined && highest !== undefined && lowest >= highest ? t('form.limitsWrong') : undefined,
    codes: kind === 'code' && !read ? t('form.codesWrong') : undefined,
  };
  const shown: Partial<typeof wrong> = tried ? wrong : {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.values(wrong).some(Boolean)) return;
    onDone({
      ...{ key, name: { zh: zh.trim(), ...(en.trim() ? { en: en.trim() } : {}) }, kind, group },
      ...(kind === 'quantity'
        ? { unit, ...(lowest === undefined ? {} : { low: lowest }), ...(highest === undefined ? {} : { high: highest }) }
        : {}),
      ...(kind === 'code' && read ? { codes: read } : {}),
      ...(hintZh.trim() ? { hint: { zh: hintZh.trim(), ...(hintEn.trim() ? { en: hintEn.trim() } : {}) } } : {}),
    });
  };
  return (
    <form className="form" noValidate onSubmit={submit}>
      <TextField
        label={t('form.key')}
        hint={t('form.keyHint')}
        required
        disabled={of !== undefined}
        maxLength={40}
        value={key}
        error={shown.key}
        onChange={setKey}
      />
      <TextField label={t('form.nameZh')} required maxLength={60} value={zh} error={shown.name} onChange={setZh} />
      <TextField label={t('form.nameEn')} maxLength={100} value={en} onChange={setEn} />
      <SelectField
        label={t('form.kind')}
        placeholder={t('form.kind')}
        value={kind}
        onChange={setKind}
        options={factKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
      />
      <SelectField
        label={t('form.group')}
        placeholder={t('form.group')}
        value={group}
        onChange={setGroup}
        options={factGroups.map((value) => ({ value, label: groups(`group.${value}`) }))}
      />
      {kind === 'quantity' && (
        <>
          <TextField
            label={t('form.unit')}
            hint={t('form.unitHint')}
            required
            maxLength={40}
            value={unit}
            error={shown.unit}
            under={unit && isUnit(unit) ? t('form.unitReads', { unit: unitWords(unit, language) || '—' }) : undefined}
            onChange={setUnit}
          />
          <div className="form-row">
            <TextField label={t('form.low')} inputMode="numeric" maxLength={12} value={low} error={shown.limits} onChange={setLow} />
            <TextField label={t('form.high')} inputMode="numeric" maxLength={12} value={high} onChange={setHigh} />
          </div>
          <span className="field-hint">{t('form.limitsHint')}</span>
        </>
      )}
      {kind === 'code' && (
        <AreaField
          label={t('form.codes')}
          hint={t('form.codesHint')}
          required
          rows={5}
          value={codes}
          error={shown.codes}
          onChange={setCodes}
        />
      )}
      <TextField label={t('form.hintZh')} maxLength={200} value={hintZh} onChange={setHintZh} />
      <TextField label={t('form.hintEn')} maxLength={300} value={hintEn} onChange={setHintEn} />
      <div className="form-foot">
        <button type="submit" className="button primary">
          {t('form.done')}
        </button>
      </div>
    </form>
  );
}
