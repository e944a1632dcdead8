import { getPatient } from '@alliance/contracts/patient-record.contract';
import { getCheck, type RecognitionCheck } from '@alliance/contracts/recognition.contract';
import { Link, getRouteApi } from '@tanstack/react-router';
import { useText, useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { useMay } from '../../platform/session';
import { When } from '../../ui/moment-view';
import { PatientLine } from '../../ui/patient/patient-search';
import { Loaded, Skeleton } from '../../ui/states';
import { ChartRecord } from './chart-record';
import { DecideSheet } from './decide-sheet';
import { isOffered } from './decisions.policy';
import { RecognitionFrame, Responsibility } from './recognition-frame';
import { recognitionWords } from './recognition.locale';
import { useRepeatReasons } from './repeat-reason.data';
import { SheetGroups } from './sheet-groups';
import { SheetNotes } from './sheet-notes';
import { sheetWords } from './sheet.locale';

const route = getRouteApi('/inside/recognition/checks/$id');

/** One answer to a whole order set: decided here, and read here ever after. */
export function CheckSheetPage() {
  const t = useWords(sheetWords);
  const { id } = route.useParams();
  const check = useAnswer(getCheck, { params: { id } });
  return (
    <RecognitionFrame
      at="order"
      title={check.data?.decidedAt ? t('record.title') : t('title')}
      aside={check.data && <PatientOf id={check.data.patientId} />}
      actions={
        check.data &&
        !check.data.decidedAt && (
          <Link to="/recognition" search={{}} className="button">
            {t('change')}
          </Link>
        )
      }
    >
      <Loaded of={check} skeleton={<Skeleton rows={10} height={40} />}>
        {(answer) => <Sheet check={answer} />}
      </Loaded>
    </RecognitionFrame>
  );
}

function PatientOf({ id }: { readonly id: string }) {
  const { data } = useAnswer(getPatient, { params: { id } });
  return data ? (
    <Link to="/patients" search={{ patient: id }} className="recognition-patient">
      <PatientLine patient={data} />
    </Link>
  ) : null;
}

function Sheet({ check }: { readonly check: RecognitionCheck }) {
  const t = useWords(sheetWords);
  const codes = useWords(recognitionWords);
  const may = useMay();
  const reasons = useRepeatReasons();
  // the text for the chart has the reasons in words; without them their codes
  if (check.decidedAt)
    return reasons.isPending ? <Skeleton rows={10} height={40} /> : <ChartRecord check={check} reasons={reasons.data?.items ?? []} />;
  return (
    <>
      <SheetNotes check={check} />
      <Head check={check} />
      <Responsibility />
      {may('recognition.decide') ? (
        <Loaded of={reasons} skeleton={<Skeleton rows={8} height={40} />}>
          {({ items }) => <DecideSheet check={check} reasons={items} />}
        </Loaded>
      ) : (
        <>
          <p className="note-warn">{t('readOnly')}</p>
          <SheetGroups check={check} control={(item) => <span className="soft">{isOffered(item) ? '' : codes('decision.ordered')}</span>} />
        </>
      )}
    </>
  );
}

/** For which state and circumstances it was asked, and how much of each panel can stand. */
function Head({ check }: { readonly check: RecognitionCheck }) {
  const t = useWords(sheetWords);
  const codes = useWords(recognitionWords);
  const text = useText();
  const standing = check.items.filter(isOffered);
  return (
    <div className="recognition-head">
      <p>
        <strong className="figures">{t('summary', { total: check.items.length, standing: standing.length })}</strong>{' '}
        {check.panels.map(({ code, name }) => (
          <span key={code} className="tag">
            {t('panelShare', {
              panel: text(name),
              count: standing.filter(({ panelCode }) => panelCode === code).length,
              of: check.items.filter(({ panelCode }) => panelCode === code).length,
            })}
          </span>
        ))}
      </p>
      <p className="soft">
        {t('contexts')} <strong>{codes(`state.${check.state}`)}</strong>
        {check.contexts.length
          ? check.contexts.map((context) => (
              <span key={context} className="tag recognition-context">
                {codes(`context.${context}`)}
              </span>
            ))
          : ` · ${t('noContext')}`}{' '}
        <span className="faint">
          {t('checked')} <When at={check.at} />
        </span>
      </p>
    </div>
  );
}
