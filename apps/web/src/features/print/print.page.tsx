import type { PaperKind } from '@alliance/contracts/print.contract';
import { getReferral } from '@alliance/contracts/referral.contract';
import { getTrip } from '@alliance/contracts/trip.contract';
import { Link, useParams } from '@tanstack/react-router';
import type { ComponentType, ReactNode } from 'react';
import { useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { isRefused } from '../../platform/refusal';
import { exact } from '../../ui/moment';
import { Page } from '../../ui/page';
import { EmptyState, ErrorState, Loaded, Skeleton } from '../../ui/states';
import { HandOverPaper } from './hand-over-sheet';
import { OutsidePaper } from './outside-sheet';
import { printWords } from './print.locale';
import { TransferForm, type PaperProps } from './transfer-form';
import { usePrint, type Printed } from './use-print';
import './print.css';

const papers = { form: TransferForm, hand_over: HandOverPaper, outside: OutsidePaper } as const satisfies Record<
  PaperKind,
  ComponentType<PaperProps>
>;

export const FormPage = () => <PrintPage kind="form" />;
export const HandOverPage = () => <PrintPage kind="hand_over" />;
export const OutsidePage = () => <PrintPage kind="outside" />;

/** One paper of one referral, as it will lie on the desk. */
function PrintPage({ kind }: { readonly kind: PaperKind }) {
  const t = useWords(printWords);
  const { id = '' } = useParams({ strict: false });
  const referral = useAnswer(getReferral, { params: { id } });
  const printing = usePrint(kind, [id]);
  const trip = useAnswer(getTrip, kind === 'hand_over' ? { params: { id } } : null);
  const about = printing.paperOf(id);
  const One = papers[kind];
  return (
    <PrintFrame
      title={t(`title.${kind}`)}
      printing={printing}
      waits={trip.isLoading ? t('preparing') : undefined}
      back={
        <Link to="/referrals/$id" params={{ id }} className="button">
          {t('back')}
        </Link>
      }
    >
      <Loaded of={referral} skeleton={<Skeleton rows={8} height={40} />}>
        {(view) => printing.printed && about && <One referral={view} about={about} printed={printing.printed} />}
      </Loaded>
    </PrintFrame>
  );
}

interface FrameProps {
  readonly title: string;
  readonly back: ReactNode;
  readonly printing: ReturnType<typeof usePrint> & { readonly printed: Printed | undefined };
  readonly children: ReactNode;
  /** Not everything that goes on paper is there yet. */
  readonly waits?: string | undefined;
}

/** The screen around papers: nothing of it is printed. */
export function PrintFrame({ title, back, printing: { printed, error, print }, children, waits }: FrameProps) {
  const t = useWords(printWords);
  const ready = printed && !waits;
  const actions = (
    <>
      {back}
      <button type="button" className="button primary" disabled={!ready} onClick={print}>
        {t('print')}
      </button>
    </>
  );
  return (
    <Page title={title} actions={actions}>
      <p className="print-said" role="status">
        {waits ?? (printed ? t('recorded', { at: exact(printed.at), by: printed.by }) : error ? '' : t('preparing'))}
      </p>
      {error && !printed ? (
        isRefused(error, 'referral.wrong_state') ? (
          <EmptyState title={t('notYet.title')} text={t('notYet.text')} />
        ) : (
          <ErrorState error={error} />
        )
      ) : (
        <div className="papers" role="region" aria-label={t('paper')} tabIndex={0}>
          {children}
        </div>
      )}
    </Page>
  );
}
