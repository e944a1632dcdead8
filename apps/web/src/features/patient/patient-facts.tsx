import type { PatientDetail } from '@alliance/contracts/patient-record.contract';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useNow } from '../../platform/clock';
import { useWords } from '../../platform/i18n';
import { Fact } from '../../ui/fact';
import { absolute, useToday } from '../../ui/moment';
import { MaskedId, spellAge } from '../../ui/person';
import { patientWords } from '../../ui/patient/patient.locale';
import { uiWords } from '../../ui/ui.locale';
import { patientPageWords } from './patient.locale';

/** What is written down of a patient; what is not known has no line. */
export function PatientFacts({ of }: { readonly of: PatientDetail }) {
  const t = useWords(patientPageWords);
  const kinds = useWords(patientWords);
  const ui = useWords(uiWords);
  const today = useToday();
  const now = useNow(60_000);
  const { birth, mother, phone, marks, birthDate, estimatedBirthYear } = of;
  const gestation = birth?.gestation;
  const facts: readonly (readonly [label: string, value: ReactNode])[] = [
    [kinds(`kinds.${of.identifierKind}`), <MaskedId key="id" masked={of.identifierMasked} />],
    [kinds('birthDate'), birthDate && `${birthDate}（${spellAge(birthDate, today, ui)}）`],
    [t('fact.estimated'), !birthDate && estimatedBirthYear !== null && t('fact.bornAbout', { year: estimatedBirthYear })],
    [kinds('phone'), phone && <a href={`tel:${phone}`}>{phone}</a>],
    [kinds('marks'), marks],
    [kinds('mother'), mother && <Link key="mother" to="/patients" search={{ patient: mother.id }} children={mother.name} />],
    [kinds('bornAt'), birth && absolute(birth.at, Date.parse(birth.at))],
    [kinds('weeks'), gestation && t('fact.gestation', gestation)],
    [kinds('weight'), birth?.weightGrams && t('fact.grams', { count: birth.weightGrams })],
    [t('fact.since'), absolute(of.since, now)],
  ];
  return (
    <dl className="facts">
      {facts.map(
        ([label, value]) =>
          value && (
            <Fact key={label} label={label}>
              {value}
            </Fact>
          ),
      )}
    </dl>
  );
}
