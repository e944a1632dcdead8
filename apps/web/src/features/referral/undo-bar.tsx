import type { ReferralView } from '@alliance/contracts/referral.contract';
import { useNow } from '../../platform/clock';
import { useWords } from '../../platform/i18n';
import { useKeys } from '../../ui/keys';
import { clockOf } from '../../ui/moment';
import { say } from '../../ui/said';
import { RefusalNote } from '../../ui/states';
import { detailWords } from './detail.locale';
import { panelWords } from './panel.locale';
import { useStep } from './referral.data';
import { referralWords } from './referral.locale';

type Undo = NonNullable<ReferralView['undo']>;

/** An answer that whoever gave it can still take back: shown to both sides, gone when the minute is over. */
export function UndoBar({ referral, onDone }: { readonly referral: ReferralView; readonly onDone: (view: ReferralView) => void }) {
  const now = useNow(1_000);
  const { undo } = referral;
  return undo && Date.parse(undo.until) > now ? <Bar referral={referral} undo={undo} now={now} onDone={onDone} /> : null;
}

function Bar(props: {
  readonly referral: ReferralView;
  readonly undo: Undo;
  readonly now: number;
  readonly onDone: (view: ReferralView) => void;
}) {
  const { referral, undo, now, onDone } = props;
  const t = useWords(detailWords);
  const panel = useWords(panelWords);
  const codes = useWords(referralWords);
  const command = useStep('undo');
  const mine = referral.actions.includes('undo');
  const takeBack = () => {
    if (command.isPending) return;
    command.mutate(
      { params: { id: referral.id }, body: { version: referral.version } },
      {
        onSuccess: (view) => {
          say(panel('done.undo', { state: codes(`state.${view.state}`) }));
          onDone(view);
        },
      },
    );
  };
  useKeys([{ key: 'u', does: t('undo.key'), run: takeBack }], mine);
  const left = Math.max(0, Math.ceil((Date.parse(undo.until) - now) / 1000));
  return (
    <div className="undo-bar">
      <span role="status">
        {t(`undo.${undo.action}`)} · {t(mine ? 'undo.mine' : 'undo.theirs', { time: clockOf(undo.until, true) })}
      </span>
      <span className="figures" role="timer" aria-live="off">
        {t('undo.left', { count: left })}
      </span>
      {mine && (
        <button type="button" className="button" onClick={takeBack} aria-disabled={command.isPending}>
          {codes('action.undo')} <kbd aria-hidden="true">u</kbd>
        </button>
      )}
      <RefusalNote error={command.error} />
    </div>
  );
}
