import { getPatient, type PatientDetail } from '@alliance/contracts/patient-record.contract';
import { listAdoptions } from '@alliance/contracts/recognition.contract';
import { Link, getRouteApi } from '@tanstack/react-router';
import { useWords } from '../../platform/i18n';
import { useAnswer, usePages } from '../../platform/query';
import { MoreButton } from '../../ui/more-button';
import { PatientLine, PatientSearch } from '../../ui/patient/patient-search';
import { EmptyState, Loaded, Skeleton } from '../../ui/states';
import { adoptionWords } from './adoptions.locale';
import { OverturnedList } from './overturned-list';
import { RecognitionFrame } from './recognition-frame';
import { adoptionSearch } from './recognition-search';
import { TakenTable } from './taken-table';

const route = getRouteApi('/inside/recognition/adoptions');

/** What was taken over for a patient here, and above it what was corrected since. */
export function AdoptionsPage() {
  const t = useWords(adoptionWords);
  const { patient: id } = adoptionSearch({ ...route.useSearch() });
  const navigate = route.useNavigate();
  const patient = useAnswer(getPatient, id ? { params: { id } } : null);
  const choose = (found?: { readonly id: string }) => void navigate({ search: found ? { patient: found.id } : {}, replace: true });
  return (
    <RecognitionFrame at="adoptions">
      <OverturnedList />
      <p className="soft recognition-lead">{t('lead')}</p>
      {id ? (
        <Loaded of={patient} skeleton={<Skeleton rows={6} height={40} />}>
          {(found) => <AdoptionsOf patient={found} onAnother={() => choose()} />}
        </Loaded>
      ) : (
        <>
          <div className="recognition-find">
            <PatientSearch label={t('find')} onChoose={choose} />
          </div>
          <EmptyState title={t('choose')} text={t('chooseText')} />
        </>
      )}
    </RecognitionFrame>
  );
}

function AdoptionsOf({ patient, onAnother }: { readonly patient: PatientDetail; readonly onAnother: () => void }) {
  const t = useWords(adoptionWords);
  const list = usePages(listAdoptions, { query: { patientId: patient.id, limit: 50 } });
  const order = (
    <Link to="/recognition" search={{ patient: patient.id }} className="button">
      {t('order')}
    </Link>
  );
  return (
    <>
      <div className="recognition-chosen">
        <span className="chosen-patient">
          <PatientLine patient={patient} aliases={patient.aliases} />
          <button type="button" className="button bare" onClick={onAnother}>
            {t('another')}
          </button>
        </span>
      </div>
      <Loaded of={list} skeleton={<Skeleton rows={6} height={40} />}>
        {(items) =>
          items.length ? (
            <>
              <div className="card">
                <TakenTable items={items} checkOf={({ checkId }) => checkId} />
                <MoreButton list={list} />
              </div>
              <p className="recognition-after">{order}</p>
            </>
          ) : (
            <EmptyState title={t('empty')} text={t('emptyText')} action={order} />
          )
        }
      </Loaded>
    </>
  );
}
