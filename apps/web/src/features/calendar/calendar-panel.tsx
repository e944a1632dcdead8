import { listConsultations } from '@alliance/contracts/consultation.contract';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useLanguage, useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { useMay } from '../../platform/session';
import { consultationCodeWords } from '../../ui/consultation-code.locale';
import { ChoiceField, SelectField } from '../../ui/field';
import { Loaded } from '../../ui/states';
import { AbsenceForm } from './absence-form';
import { calendarWords } from './calendar.locale';
import type { Shown } from './entries.policy';
import { HeldNote, HoldForm } from './hold-form';
import { MoveForm } from './move-form';
import { useConsultation } from './session.data';
import { spanIn, type Range } from './zone.policy';

interface TakeProps {
  readonly personId: string;
  readonly range: Range;
  readonly zone: string;
  readonly consultation: string | undefined;
  readonly onDone: () => void;
}

/** A stretch of free time: for a consultation that waits for one, or to be away. */
export function TakePanel({ personId, range, zone, consultation, onDone }: TakeProps) {
  const t = useWords(calendarWords);
  const codes = useWords(consultationCodeWords);
  const arranges = useMay()('consultation.arrange');
  const [use, setUse] = useState<'session' | 'absence'>(arranges ? 'session' : 'absence');
  const [chosen, setChosen] = useState(consultation);
  const waiting = useAnswer(listConsultations, arranges && !consultation ? { query: { box: 'all', state: 'invited', limit: 100 } } : null);
  const open = waiting.data?.items.filter(({ actions }) => actions.includes('hold')) ?? [];
  const view = useConsultation(use === 'session' ? chosen : undefined);
  return (
    <>
      {arranges && (
        <ChoiceField
          label={t('panel.title')}
          value={use}
          options={(['session', 'absence'] as const).map((value) => ({ value, label: t(`panel.${value}`) }))}
          onChange={setUse}
        />
      )}
      {use === 'absence' && <AbsenceForm personId={personId} range={range} zone={zone} onDone={onDone} />}
      {use === 'session' && !consultation && (
        <Loaded of={waiting}>
          {() =>
            open.length === 0 ? (
              <p className="soft">{t('panel.none')}</p>
            ) : (
              <SelectField
                label={t('panel.consultation')}
                placeholder={t('panel.choose')}
                value={chosen ?? null}
                options={open.map(({ id, number, kind, patient, experts }) => ({
                  value: id,
                  label: [codes(`kind.${kind}`), patient?.name, experts.join('、'), number].filter(Boolean).join(' · '),
                }))}
                onChange={setChosen}
              />
            )
          }
        </Loaded>
      )}
      {use === 'session' && chosen && (
        <Loaded of={view}>
          {(found) => <HoldForm key={found.id} consultation={found} startsAt={range.startsAt} zone={zone} onDone={onDone} />}
        </Loaded>
      )}
    </>
  );
}

interface EntryProps {
  readonly entry: Shown;
  readonly to: Range;
  readonly zone: string;
  readonly onDone: () => void;
  readonly onRefused: () => void;
}

/** One entry: what it is, and what can be done about its time. */
export function EntryPanel({ entry, to, zone, onDone, onRefused }: EntryProps) {
  if (entry.what === 'absence' && entry.subjectId)
    return (
      <AbsenceForm
        personId={entry.person.id}
        range={to}
        zone={zone}
        instead={{ id: entry.subjectId, kind: entry.absence ?? 'other', note: entry.note }}
        onDone={onDone}
        onRefused={onRefused}
      />
    );
  return <SessionPanel entry={entry} to={to} zone={zone} onDone={onDone} onRefused={onRefused} />;
}

function SessionPanel({ entry, to, zone, onDone, onRefused }: EntryProps) {
  const t = useWords(calendarWords);
  const codes = useWords(consultationCodeWords);
  const language = useLanguage();
  const view = useConsultation(entry.subjectId ?? undefined);
  return (
    <Loaded of={view}>
      {(consultation) => (
        <>
          <p>
            <strong>{codes(`kind.${consultation.kind}`)}</strong> {consultation.patient?.name}{' '}
            <span className="faint figures">{consultation.number}</span>
          </p>
          <p className="soft">
            {consultation.parties
              .flatMap(({ person, institution }) => (person ? [`${person.name}（${institution.name}）`] : []))
              .join('、')}
          </p>
          {consultation.time && !consultation.time.heldUntil && <p className="figures">● {spanIn(consultation.time, zone, language)}</p>}
          <p>
            <Link to="/consultations/$id" params={{ id: consultation.id }}>
              {t('panel.toConsultation')}
            </Link>
          </p>
          {consultation.time?.heldUntil ? (
            <HeldNote consultation={consultation} zone={zone} onDone={onDone} />
          ) : consultation.actions.includes('reschedule') ? (
            <MoveForm consultation={consultation} to={to} zone={zone} onDone={onDone} onRefused={onRefused} />
          ) : (
            <p className="soft">{t('panel.noMove')}</p>
          )}
        </>
      )}
    </Loaded>
  );
}
