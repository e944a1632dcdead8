import type { ConsultationRow } from '@alliance/contracts/consultation.schema';
import { Link } from '@tanstack/react-router';
import { useWords } from '../../platform/i18n';
import { consultationCodeWords } from '../../ui/consultation-code.locale';
import { consultationWords } from './consultation.locale';
import { registryWords } from '../../ui/registry.locale';
import { TimeLeft } from '../../ui/time-left';
import { UrgencyMark } from '../../ui/urgency-mark';
import { consultationListWords } from './consultation-list.locale';
import { PatientOf, Session, StateMark } from './consultation-marks';

/** What comes first where several things may be done. */
const order = ['invite', 'accept', 'start', 'sign', 'decide', 'book', 'recordAction', 'giveFeedback', 'givePapers'] as const;
export const firstToDo = ({ actions, awaitsUs }: Pick<ConsultationRow, 'actions' | 'awaitsUs'>): (typeof order)[number] | undefined =>
  awaitsUs ? order.find((action) => actions.includes(action)) : undefined;

interface Props {
  readonly row: ConsultationRow;
  /** The keys are here. */
  readonly at: boolean;
  /** On one line. */
  readonly brief: boolean;
}

/** One consultation of a list: what it is, about whom, between whom, when or what is waited for, and what is mine to do. */
export function ConsultationLine(props: Props) {
  return props.brief ? <BriefLine {...props} /> : <WholeLine {...props} />;
}

/** Only who it is about, what for and since when it is owed. */
function BriefLine({ row, at }: Props) {
  const t = useWords(consultationListWords);
  return (
    <li className={at ? 'consultation-row brief at' : 'consultation-row brief'} id={`row-${row.id}`}>
      <p className="consultation-line">
        <Link to="/consultations/$id" params={{ id: row.id }} search={{}} className="consultation-reason">
          {row.patient?.name ?? t('noPatient')} · {row.reason ?? t('noReason')}
        </Link>
        <span className="faint figures">{row.number}</span>
      </p>
      {row.deadline && <TimeLeft until={row.deadline.at} />}
    </li>
  );
}

function WholeLine({ row, at }: Props) {
  const t = useWords(consultationListWords);
  const codes = useWords(consultationWords);
  const named = useWords(consultationCodeWords);
  const registry = useWords(registryWords);
  const first = firstToDo(row);
  const draft = row.state === 'draft';
  const params = { id: row.id };
  const [target, search] = draft ? (['/consultations/$id/edit', {}] as const) : (['/consultations/$id', {}] as const);
  const invited = row.invited.map(({ name }) => name).join('、') || t('nobodyYet');
  return (
    <li className={at ? 'consultation-row at' : 'consultation-row'} id={`row-${row.id}`}>
      <div className="consultation-row-main">
        <p className="consultation-line">
          {row.urgency !== 'routine' && <UrgencyMark urgency={row.urgency} />}
          <span className="tag">{named(`kind.${row.kind}`)}</span>
          {row.mode !== 'video' && <span className="tag">{codes(`mode.${row.mode}`)}</span>}
          <StateMark state={row.state} />
          {row.mine && <span className="tag consultation-mine">{t('mine')}</span>}
          <span className="faint figures">{row.number}</span>
        </p>
        <p className="consultation-line">
          {row.patient ? (
            <PatientOf patient={row.patient} />
          ) : (
            <span className="soft">{t(row.kind === 'teaching' ? 'lesson' : 'noPatient')}</span>
          )}
          {row.specialty && <span className="tag">{registry(`specialty.${row.specialty}`)}</span>}
        </p>
        <Link to={target} params={params} search={search} className="consultation-reason">
          {row.reason ?? t('noReason')}
        </Link>
        <p className="soft consultation-route">
          {t('route', { from: row.inviting.name, to: invited })}
          {row.experts.length > 0 && <> · {t('experts', { names: row.experts.join('、') })}</>}
        </p>
      </div>
      <div className="consultation-row-side">
        {row.startsAt && ['booked', 'in_session'].includes(row.state) && <Session startsAt={row.startsAt} endsAt={row.endsAt} />}
        {row.deadline && (
          <span className="consultation-due">
            {codes(`due.${row.deadline.for}`)} <TimeLeft until={row.deadline.at} />
          </span>
        )}
        {first && (
          <Link to={target} params={params} search={search} className="button primary">
            {t(`toDo.${first}`)}
          </Link>
        )}
      </div>
    </li>
  );
}
