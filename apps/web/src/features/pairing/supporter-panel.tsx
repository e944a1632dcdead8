import { listAlliances } from '@alliance/contracts/alliance.contract';
import type { Pairing } from '@alliance/contracts/pairing.contract';
import { isMasked } from '@alliance/domain/imports/text';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useText, useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { useMay } from '../../platform/session';
import { Flags, Lead, shortSource } from '../../ui/registry-marks';
import { registryWords } from '../../ui/registry.locale';
import { SidePanel } from '../../ui/side-panel';
import { OpenAllianceForm } from './open-alliance.form';
import { Period } from './pairing-table';
import { pairingWords } from './pairing.locale';
import { usePlace } from './use-pairing-words';

interface Props {
  readonly id: string | undefined;
  /** Everything loaded for the day, whatever the filters hide. */
  readonly pairs: readonly Pairing[];
  readonly on: string | undefined;
  readonly onClose: () => void;
}
const formId = 'open-alliance';

/** One supporter with its recipients; from here the office opens an alliance of them. */
export function SupporterPanel({ id, pairs, on, onClose }: Props) {
  const t = useWords(pairingWords);
  const own = id ? pairs.filter((pair) => pair.supporter.id === id) : [];
  const supporter = own[0]?.supporter;
  const [opening, setOpening] = useState<string>();
  const isOpening = opening !== undefined && opening === id;
  const [isSending, setSending] = useState(false);
  const close = () => {
    setOpening(undefined);
    onClose();
  };
  return (
    <SidePanel
      title={isOpening ? t('open.title') : (supporter?.name ?? t('column.supporter'))}
      open={id !== undefined}
      onClose={close}
      foot={
        supporter &&
        (isOpening ? (
          <>
            <button type="button" className="button" onClick={() => setOpening(undefined)}>
              {t('open.back')}
            </button>
            <button type="submit" form={formId} className="button primary" aria-disabled={isSending}>
              {t(isSending ? 'open.sending' : 'open.submit')}
            </button>
          </>
        ) : (
          <PanelFoot supporter={supporter} onOpen={() => setOpening(supporter.id)} />
        ))
      }
    >
      {!supporter ? (
        <p className="soft">{t('panel.none')}</p>
      ) : isOpening ? (
        <OpenAllianceForm id={formId} lead={supporter} pairs={own} onSending={setSending} />
      ) : (
        <Recipients own={own} on={on} />
      )}
    </SidePanel>
  );
}

function PanelFoot({ supporter, onOpen }: { readonly supporter: Pairing['supporter']; readonly onOpen: () => void }) {
  const t = useWords(pairingWords);
  const may = useMay();
  const masked = isMasked(supporter.name);
  return (
    <>
      {may('alliance.open') && masked && <span className="flag attention panel-why">⚠ {t('panel.masked')}</span>}
      <Link to="/institutions/$id" params={{ id: supporter.id }} className="button">
        {t('panel.page')}
      </Link>
      {may('alliance.open') && (
        <button type="button" className="button primary" data-first disabled={masked} onClick={onOpen}>
          {t('panel.open')}
        </button>
      )}
    </>
  );
}

function Recipients({ own, on }: { readonly own: readonly Pairing[]; readonly on: string | undefined }) {
  const t = useWords(pairingWords);
  const codes = useWords(registryWords);
  const place = usePlace();
  const supporter = own[0]?.supporter;
  return (
    <>
      {supporter && (
        <p className="soft">
          {[codes(`type.${supporter.type}`), place(supporter.city ?? supporter.province)].join(' · ')}
          <br />
          <strong>{t('panel.supports', { count: new Set(own.map(({ recipient }) => recipient.id)).size })}</strong>{' '}
          <span className="faint">{on ? t('panel.asOf', { day: on }) : t('panel.anyDay')}</span>
        </p>
      )}
      {supporter && <LeadsAlready id={supporter.id} />}
      <ul className="panel-pairs">
        {own.map((pair) => (
          <li key={pair.id}>
            <strong>{pair.recipient.name}</strong>{' '}
            <span className="faint">
              {[place(pair.recipient.city ?? pair.recipient.province), codes(`type.${pair.recipient.type}`)].join(' · ')}
            </span>
            <div>
              <Lead lead={pair.lead} basis={pair.leadBasis} />
            </div>
            <p className="faint">
              <Period of={pair} /> · <span title={pair.source}>{shortSource(pair.source)}</span>
            </p>
            <Flags of={pair.flags} explained />
            {pair.notes && <p className="faint prose">{pair.notes}</p>}
          </li>
        ))}
      </ul>
    </>
  );
}

function LeadsAlready({ id }: { readonly id: string }) {
  const t = useWords(pairingWords);
  const text = useText();
  const may = useMay();
  const { data } = useAnswer(listAlliances, may('alliance.read') ? { query: { limit: 100 } } : null, { staleTime: 60_000 });
  const led = data?.items.filter(({ lead }) => lead.id === id) ?? [];
  if (!led.length) return null;
  return (
    <p className="panel-leads">
      {t('panel.leads')}
      {led.map((alliance) => (
        <Link key={alliance.id} to="/alliances/$id" params={{ id: alliance.id }}>
          {text(alliance.name)}
        </Link>
      ))}
    </p>
  );
}
