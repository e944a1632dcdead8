import { attendConsultation } from '@alliance/contracts/consultation-action.contract';
import type { ConsultationParty, ConsultationView } from '@alliance/contracts/consultation.schema';
import { partySides } from '@alliance/domain/consultation/consultation.types';
import { useText, useWords } from '../../platform/i18n';
import { useMay } from '../../platform/session';
import { consultationCodeWords } from '../../ui/consultation-code.locale';
import { registryWords } from '../../ui/registry.locale';
import { RefusalNote } from '../../ui/states';
import { consultationDetailWords } from './consultation-detail.locale';
import { useStep } from './consultation.data';
import { consultationWords } from './consultation.locale';
import type { PanelOpen } from './panel.types';

const shapes = { invited: '◷', accepted: '✓', declined: '✕', absent: '△', replaced: '↷', excused: '–' } as const;

/** Everybody at the table, with how far they are in shape and word, and what can be done about each. */
export function PartiesCard({
  consultation,
  onOpen,
}: {
  readonly consultation: ConsultationView;
  readonly onOpen: (panel: PanelOpen) => void;
}) {
  const t = useWords(consultationDetailWords);
  const codes = useWords(consultationWords);
  const { parties, actions, kind } = consultation;
  return (
    <section className="card consultation-part" aria-label={t('parties.title')}>
      <h2>{t('parties.title')}</h2>
      {partySides.map((side) => {
        const seats = parties.filter((party) => party.side === side);
        return (
          seats.length > 0 && (
            <div key={side}>
              <h3 className="faint">{codes(`side.${side}`)}</h3>
              <ul className="consultation-seats">
                {seats.map((party) => (
                  <Seat key={party.id} party={party} consultation={consultation} onOpen={onOpen} />
                ))}
              </ul>
            </div>
          )
        );
      })}
      {actions.includes('addParty') && (
        <button type="button" className="button" onClick={() => onOpen({ step: 'addParty' })}>
          + {t('action.addParty')}
        </button>
      )}
      {(kind === 'teaching' || kind === 'ward_round') && <Attendance consultation={consultation} />}
    </section>
  );
}

interface SeatProps {
  readonly party: ConsultationParty;
  readonly consultation: ConsultationView;
  readonly onOpen: (panel: PanelOpen) => void;
}
function Seat({ party, consultation: { actions }, onOpen }: SeatProps) {
  const t = useWords(consultationDetailWords);
  const codes = useWords(consultationWords);
  const named = useWords(consultationCodeWords);
  const registry = useWords(registryWords);
  const text = useText();
  const { side, state, person, institution, department, specialty, title, mine, required, signed, declineReason, id } = party;
  const takesPart = state === 'invited' || state === 'accepted';
  const invited = side === 'invited';
  return (
    <li>
      <p>
        <strong>{person?.name ?? t('parties.nobody')}</strong>
        {mine && <span className="tag consultation-mine"> {t('parties.mine')}</span>}{' '}
        <span className="faint">
          {[title && named(`title.${title}`), specialty && registry(`specialty.${specialty}`)].filter(Boolean).join(' · ')}
        </span>
      </p>
      <p className="soft">{[institution.name, text(department)].filter(Boolean).join(' · ')}</p>
      <p className={`consultation-seat-state ${state}`}>
        <span aria-hidden="true">{shapes[state]}</span> {codes(`party.${state}`)}
        {declineReason && <> · {codes(`declineReason.${declineReason}`)}</>}
        {invited && takesPart && state === 'accepted' && (
          <span className={signed ? 'consultation-signed' : 'soft'}>
            {' '}
            · {t(signed ? 'parties.signed' : required ? 'parties.unsigned' : 'parties.notRequired')}
          </span>
        )}
      </p>
      {invited && takesPart && (
        <span className="consultation-seat-do">
          {actions.includes('assign') && (
            <button type="button" className="button bare" onClick={() => onOpen({ step: 'assign', partyId: id })}>
              {t('action.assign')}
            </button>
          )}
          {actions.includes('excuse') && required && !signed && (
            <button type="button" className="button bare" onClick={() => onOpen({ step: 'excuse', partyId: id })}>
              {t('action.excuse')}
            </button>
          )}
        </span>
      )}
    </li>
  );
}

/** Who registered for a lesson or a round, and how long they were there. */
function Attendance({ consultation: { id, attendees, state } }: { readonly consultation: ConsultationView }) {
  const t = useWords(consultationDetailWords);
  const may = useMay();
  const attend = useStep(attendConsultation);
  const coming = attendees.filter(({ cancelled }) => !cancelled);
  const attending = coming.some(({ mine }) => mine);
  const open = ['invited', 'booked', 'in_session'].includes(state);
  return (
    <div>
      <h3 className="faint">{t('parties.attendees', { count: coming.length })}</h3>
      <ul className="consultation-attendees">
        {coming.map(({ id: key, name, institution, minutesPresent }) => (
          <li key={key}>
            {name} <span className="faint">{institution.name}</span>
            {minutesPresent > 0 && <span className="figures"> · {t('parties.minutes', { count: minutesPresent })}</span>}
          </li>
        ))}
      </ul>
      {attending && <p className="consultation-signed">{t('parties.attending')}</p>}
      {open && may('consultation.attend') && (
        <button
          type="button"
          className="button"
          aria-disabled={attend.isPending}
          onClick={() => !attend.isPending && attend.mutate({ params: { id }, body: { attending: !attending } })}
        >
          {t(attending ? 'parties.unattend' : 'parties.attend')}
        </button>
      )}
      <RefusalNote error={attend.error} />
    </div>
  );
}
