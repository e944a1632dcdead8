import { getPatient, type PatientDetail } from '@alliance/contracts/patient-record.contract';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { When } from '../../ui/moment-view';
import { PatientCreate } from '../../ui/patient/patient-create';
import { PatientLine } from '../../ui/patient/patient-search';
import { SidePanel } from '../../ui/side-panel';
import { Loaded, Skeleton } from '../../ui/states';
import { CorrectForm } from './correct.form';
import { IdentifyForm } from './identify.form';
import { MergeCard } from './merge-card';
import { MergeForm } from './merge.form';
import { PatientFacts } from './patient-facts';
import { PatientReferrals } from './patient-referrals';
import { PatientTraceList } from './patient-trace';
import { patientPageWords } from './patient.locale';

const doings = ['identify', 'add_newborn', 'propose_merge', 'correct'] as const;
type Doing = (typeof doings)[number];

/** One patient as this hospital knows them: who, children, open referrals, what was joined or parted, who did it. */
export function PatientDetailPane({ id, identify }: { readonly id: string; readonly identify: boolean }) {
  const patient = useAnswer(getPatient, { params: { id } });
  return (
    <Loaded of={patient} skeleton={<Skeleton rows={8} height={28} />}>
      {(found) => <PatientRecord of={found} first={identify && found.actions.includes('identify') ? 'identify' : undefined} />}
    </Loaded>
  );
}

function PatientRecord({ of, first }: { readonly of: PatientDetail; readonly first: Doing | undefined }) {
  const t = useWords(patientPageWords);
  const [doing, setDoing] = useState(first);
  const close = () => setDoing(undefined);
  const { keptUnder, newborns, merges, actions } = of;
  return (
    <>
      <section className="card">
        <header className="card-head">
          <h2>
            <PatientLine patient={of} aliases={of.aliases} />
          </h2>
        </header>
        <div className="card-body patient-body">
          {keptUnder && (
            <p className="note-good">
              <span aria-hidden="true">→ </span>
              {of.identifierKind === 'unknown_person' ? t('identifiedAs') : t('keptUnder')}{' '}
              <Link to="/patients" search={{ patient: keptUnder.id }}>
                {keptUnder.name}
              </Link>{' '}
              <span className="faint">
                <When at={keptUnder.at} />
              </span>
            </p>
          )}
          <PatientFacts of={of} />
          <div className="patient-actions">
            {doings
              .filter((action) => actions.includes(action))
              .map((action, i) => (
                <button
                  key={action}
                  type="button"
                  className={i === 0 && action === 'identify' ? 'button primary' : 'button'}
                  onClick={() => setDoing(action)}
                >
                  {t(`do.${action}`)}
                </button>
              ))}
          </div>
        </div>
      </section>
      <PatientReferrals referrals={of.referrals} />
      {newborns.length > 0 && (
        <section className="card">
          <header className="card-head">
            <h2>{t('newborns')}</h2>
          </header>
          <ul className="patient-rows">
            {newborns.map((child) => (
              <li key={child.id}>
                <Link to="/patients" search={{ patient: child.id }}>
                  <PatientLine patient={child} />
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      {merges.length > 0 && (
        <section className="card">
          <header className="card-head">
            <h2>{t('merges')}</h2>
          </header>
          <ul className="card-body merge-list">
            {merges.map((merge) => (
              <MergeCard key={merge.id} merge={merge} />
            ))}
          </ul>
        </section>
      )}
      <PatientTraceList id={of.id} />
      <SidePanel title={doing ? t(`do.${doing}`) : ''} open={doing !== undefined} onClose={close}>
        {doing === 'identify' && <IdentifyForm of={of} onDone={close} />}
        {doing === 'correct' && <CorrectForm of={of} onDone={close} />}
        {doing === 'propose_merge' && <MergeForm of={of} onDone={close} />}
        {doing === 'add_newborn' && <PatientCreate from="" who="newborn" mother={of} onDone={close} onCancel={close} />}
      </SidePanel>
    </>
  );
}
