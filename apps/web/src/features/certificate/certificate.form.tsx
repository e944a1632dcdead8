import { listAlliances } from '@alliance/contracts/alliance.contract';
import { enterCertificate, saveCertificate, type CertificateView } from '@alliance/contracts/quality-certificate.contract';
import { assessorLevels, type AssessorLevel } from '@alliance/domain/recognition/recognition.codes';
import { useState } from 'react';
import { v7 } from 'uuid';
import { useCommand } from '../../platform/command';
import { useText, useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { DateField } from '../../ui/date-field';
import { SelectField, TextField } from '../../ui/field';
import { Form } from '../../ui/form';
import { say } from '../../ui/said';
import { useForm } from '../../ui/use-form';
import { certificateWords } from './certificate.locale';
import { ItemField, type ChosenItem } from './item-field';

type Outcome = 'passed' | 'failed';
interface Line extends ChosenItem {
  readonly outcome: Outcome;
  readonly score: string;
}
interface Values {
  readonly level: AssessorLevel;
  readonly assessor: string;
  readonly province: string;
  readonly city: string;
  readonly allianceId: string;
  readonly round: string;
  readonly number: string;
  readonly validFrom: string;
  readonly validUntil: string;
  readonly lines: readonly Line[];
}
const blank: Values = {
  ...{
    level: 'national',
    assessor: '',
    province: '',
    city: '',
    allianceId: '',
    round: '',
    number: '',
    validFrom: '',
    validUntil: '',
    lines: [],
  },
};
const valuesOf = (of: CertificateView): Values => ({
  ...{ level: of.level, assessor: of.assessor, province: of.province ?? '', city: of.city ?? '', allianceId: of.alliance?.id ?? '' },
  ...{ round: of.round, number: of.number ?? '', validFrom: of.validFrom, validUntil: of.validUntil },
  lines: of.items.map(({ itemCode: code, name, outcome, score }) => ({ code, name, outcome, score: score === null ? '' : String(score) })),
});
const again = { touches: ['certificate'] } as const;

/** What a paper of quality assessment says, line by line. */
export function CertificateForm({ of, onDone }: { readonly of: CertificateView | undefined; readonly onDone: (id: string) => void }) {
  const t = useWords(certificateWords);
  const nameOf = useText();
  const [id] = useState(() => of?.id ?? v7());
  const [enter, save] = [useCommand(enterCertificate, again), useCommand(saveCertificate, again)];
  const command = of ? save : enter;
  const alliances = useAnswer(listAlliances, { query: {} });
  const need = (text: string) => (text.trim() ? undefined : t('need.text'));
  const form = useForm<Values>({
    latest: of ? valuesOf(of) : blank,
    check: ({ level, assessor, round, province, city, allianceId, validFrom, validUntil, lines }) => ({
      assessor: need(assessor),
      round: need(round),
      province: level === 'province' || level === 'city' ? need(province) : undefined,
      city: level === 'city' ? need(city) : undefined,
      allianceId: level === 'alliance' ? need(allianceId) : undefined,
      validFrom: need(validFrom),
      validUntil: need(validUntil) ?? (validUntil < validFrom ? t('need.days') : undefined),
      lines: lines.length ? undefined : t('need.items'),
    }),
    error: command.error,
    refusedAt: { 'certificate.period_invalid': 'validUntil', 'certificate.region_invalid': 'level' },
  });
  const submit = ({ lines, level, province, city, allianceId, number, ...rest }: Values) => {
    const body = {
      ...{ ...rest, level, number: number.trim() || null, allianceId: level === 'alliance' ? allianceId : null },
      ...{ province: level === 'province' || level === 'city' ? province : null, city: level === 'city' ? city : null },
      items: lines.map(({ code, outcome, score }) => ({ itemCode: code, outcome, score: score.trim() === '' ? null : Number(score) })),
    };
    const done = {
      onSuccess: () => {
        say(t('saved'));
        onDone(id);
      },
    };
    if (of) save.mutate({ params: { id }, body: { version: of.version, ...body } }, done);
    else enter.mutate({ body: { id, ...body } }, done);
  };
  const { level, lines } = form.values;
  const items = form.bind('lines');
  const change = (code: string, more: Partial<Line>) =>
    items.onChange(lines.map((line) => (line.code === code ? { ...line, ...more } : line)));
  return (
    <Form of={form} label={t('form')} command={command} onCancel={() => onDone(id)} onSubmit={submit}>
      <SelectField
        label={t('levelField')}
        required
        placeholder={t('choose')}
        options={assessorLevels.map((value) => ({ value, label: t(`level.${value}`) }))}
        {...form.bind('level')}
      />
      <TextField label={t('assessor')} required maxLength={120} {...form.bind('assessor')} />
      {(level === 'province' || level === 'city') && <TextField label={t('province')} required maxLength={20} {...form.bind('province')} />}
      {level === 'city' && <TextField label={t('city')} required maxLength={30} {...form.bind('city')} />}
      {level === 'alliance' && (
        <SelectField
          label={t('alliance')}
          required
          placeholder={t('choose')}
          options={(alliances.data?.items ?? []).map(({ id: value, name }) => ({ value, label: nameOf(name) }))}
          {...form.bind('allianceId')}
        />
      )}
      <TextField label={t('round')} required maxLength={120} {...form.bind('round')} />
      <TextField label={t('number')} maxLength={60} {...form.bind('number')} />
      <DateField label={t('from')} required {...form.bind('validFrom')} />
      <DateField label={t('until')} required {...form.bind('validUntil')} />
      <ItemField
        label={t('addItem')}
        error={items.error}
        onChoose={(chosen) =>
          items.onChange([
            ...lines,
            ...chosen
              .filter(({ code }) => !lines.some((line) => line.code === code))
              .map((one): Line => ({ ...one, outcome: 'passed', score: '' })),
          ])
        }
      />
      <ul className="certificate-lines">
        {lines.map(({ code, name, outcome, score }) => (
          <li key={code}>
            <span>
              {nameOf(name)} <span className="faint figures">{code}</span>
            </span>
            <select
              aria-label={`${nameOf(name)} ${t('items')}`}
              value={outcome}
              onChange={(event) => change(code, { outcome: event.target.value as Outcome })}
            >
              <option value="passed">{t('outcome.passed')}</option>
              <option value="failed">{t('outcome.failed')}</option>
            </select>
            <input
              className="input figures"
              aria-label={`${nameOf(name)} ${t('score')}`}
              inputMode="decimal"
              maxLength={6}
              placeholder={t('score')}
              value={score}
              onChange={(event) => change(code, { score: event.target.value.replace(/[^\d.]/g, '') })}
            />
            <button
              type="button"
              className="button bare"
              aria-label={t('removeItem', { name: nameOf(name) })}
              onClick={() => items.onChange(lines.filter((line) => line.code !== code))}
            >
              ✕
            </button>
          </li>
        ))}
      </ul>
    </Form>
  );
}
