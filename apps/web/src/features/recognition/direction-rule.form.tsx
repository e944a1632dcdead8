import { listAlliances } from '@alliance/contracts/alliance.contract';
import { addDirectionRule } from '@alliance/contracts/recognition.contract';
import { directionKinds, testClasses, type DirectionKind, type TestClass } from '@alliance/domain/recognition/recognition.codes';
import { useState } from 'react';
import { v7 } from 'uuid';
import { useCommand } from '../../platform/command';
import { useText, useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { useAppointment } from '../../platform/session';
import { DateField } from '../../ui/date-field';
import { ChoiceField, SelectField, TextField } from '../../ui/field';
import { Form } from '../../ui/form';
import { useToday } from '../../ui/moment';
import { provinces } from '../../ui/place.data';
import { say } from '../../ui/said';
import { useForm } from '../../ui/use-form';
import { ChosenTests } from './chosen-tests';
import type { PlannedTest } from './order-draft';
import { recognitionWords } from './recognition.locale';
import { rulesWords } from './rules.locale';

const scopes = ['country', 'province', 'city'] as const;
interface Values {
  readonly scope: (typeof scopes)[number];
  readonly allianceId: string;
  readonly province: string;
  readonly city: string;
  readonly kind: DirectionKind | null;
  readonly testClass: TestClass | 'both';
  readonly source: string;
  readonly validFrom: string;
}

/** A rule of a region, by the office; of an alliance, by the hospital that leads it. */
export function DirectionRuleForm({ onDone }: { readonly onDone: () => void }) {
  const t = useWords(rulesWords);
  const codes = useWords(recognitionWords);
  const text = useText();
  const today = useToday();
  const acting = useAppointment();
  const office = acting?.role === 'management_office';
  const [id] = useState(() => v7());
  const [tests, setTests] = useState<readonly PlannedTest[]>([]);
  const alliances = useAnswer(listAlliances, office ? null : { query: { mine: 'true', limit: 100 } });
  const led = alliances.data?.items.filter(({ lead }) => lead.id === acting?.institution.id) ?? [];
  const add = useCommand(addDirectionRule, {
    touches: ['recognition'],
    onDone: () => {
      say(t('direction.added'));
      onDone();
    },
  });
  const form = useForm<Values>({
    latest: {
      ...{ scope: 'province', allianceId: '', province: '', city: '', kind: null, testClass: 'both', source: '', validFrom: today },
    },
    check: ({ scope, allianceId, province, city, kind, validFrom }) => ({
      allianceId: office || allianceId ? undefined : t('direction.wrong.alliance'),
      province: !office || scope === 'country' || province ? undefined : t('direction.wrong.province'),
      city: !office || scope !== 'city' || city.trim() ? undefined : t('direction.wrong.city'),
      kind: kind ? undefined : t('direction.wrong.kind'),
      validFrom: validFrom ? undefined : t('direction.wrong.validFrom'),
    }),
    error: add.error,
  });
  const { values } = form;
  const send = ({ scope, allianceId, province, city, kind, testClass, source, validFrom }: Values) =>
    add.mutate({
      body: {
        id,
        allianceId: office ? null : allianceId,
        province: office && scope !== 'country' ? province : null,
        city: office && scope === 'city' ? city.trim() : null,
        kind: kind ?? 'same_level',
        testClass: testClass === 'both' ? null : testClass,
        itemCodes: tests.length
          ? [...new Set(tests.flatMap(({ code, parts }) => (parts.length ? parts.map((part) => part.code) : [code])))]
          : null,
        source: source.trim() || null,
        validFrom,
      },
    });
  if (!office && alliances.data && !led.length) return <p className="soft">{t('direction.noAlliance')}</p>;
  return (
    <Form of={form} label={t('direction.add')} command={add} submit={t('direction.add')} onCancel={onDone} onSubmit={send}>
      {office ? (
        <ChoiceField
          label={t('direction.scope')}
          {...form.bind('scope')}
          options={scopes.map((value) => ({ value, label: t(`direction.scopes.${value}`) }))}
        />
      ) : (
        <SelectField
          label={t('direction.alliance')}
          required
          placeholder={t('direction.choose')}
          {...form.bind('allianceId')}
          options={led.map((alliance) => ({ value: alliance.id, label: text(alliance.name) }))}
        />
      )}
      {office && values.scope !== 'country' && (
        <SelectField
          label={t('direction.province')}
          required
          placeholder={t('direction.choose')}
          {...form.bind('province')}
          options={provinces.map((value) => ({ value, label: value }))}
        />
      )}
      {office && values.scope === 'city' && <TextField label={t('direction.city')} required maxLength={30} {...form.bind('city')} />}
      <ChoiceField
        label={t('direction.kind')}
        required
        {...form.bind('kind')}
        options={directionKinds.map((value) => ({ value, label: codes(`kind.${value}`) }))}
      />
      <ChoiceField
        label={t('direction.class')}
        {...form.bind('testClass')}
        options={[
          { value: 'both' as const, label: t('direction.both') },
          ...testClasses.map((value) => ({ value, label: codes(`testClass.${value}`) })),
        ]}
      />
      <ChosenTests label={t('direction.onlyItems')} tests={tests} onChange={setTests} />
      <TextField label={t('direction.source')} hint={t('direction.sourceHint')} maxLength={200} {...form.bind('source')} />
      <DateField label={t('direction.validFrom')} required {...form.bind('validFrom')} />
    </Form>
  );
}
