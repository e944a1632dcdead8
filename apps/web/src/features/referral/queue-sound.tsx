import { useEffect, useState } from 'react';
import { soundOnce } from '../../platform/alarm-sound';
import { useWords } from '../../platform/i18n';
import { useSession } from '../../platform/session';
import { keepLocal } from '../../platform/storage';
import { say } from '../../ui/said';
import { queueWords } from './queue.locale';

const kept = 'queue.sound';

/** Sounds when immediate rows enter, where somebody wants it on this device. A desk on call has an alarm of its own. */
export function QueueSound({ entered }: { readonly entered: readonly unknown[] | undefined }) {
  const t = useWords(queueWords);
  const now = useSession();
  const onCall = 'session' in now && now.session.onCallUntil !== null;
  const [on, setOn] = useState(() => keepLocal.get(kept) === 'on');
  useEffect(() => {
    if (on && !onCall && entered?.length) void soundOnce();
    // once per arrival
    // eslint-disable-next-line react-hooks/exhaustive-deps -- see above
  }, [entered]);
  if (onCall) return null;
  const turn = async () => {
    keepLocal.set(kept, on ? 'off' : 'on');
    setOn(!on);
    if (!on && !(await soundOnce())) say(t('soundBlocked'));
  };
  return (
    <button
      type="button"
      className="button bare"
      aria-pressed={on}
      title={t('soundLabel')}
      aria-label={t('soundLabel')}
      onClick={() => void turn()}
    >
      {t(on ? 'soundOn' : 'soundOff')}
    </button>
  );
}
