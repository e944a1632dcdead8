import { useState } from 'react';
import { soundOnce } from '../../platform/alarm-sound';
import { useOnCallWords } from './use-on-call-words';

/** Plays the alarm once; only who heard it can be on duty here. */
export function SoundStep({ heard, onHeard }: { readonly heard: boolean; readonly onHeard: (heard: boolean) => void }) {
  const { t } = useOnCallWords();
  const [played, setPlayed] = useState<'not_yet' | 'played' | 'blocked'>('not_yet');
  const play = () => void soundOnce().then((on) => setPlayed(on ? 'played' : 'blocked'));
  return (
    <section className="card" aria-labelledby="step-sound">
      <h2 id="step-sound">{t('takeOver.sound.title')}</h2>
      <p className="soft">{t('takeOver.sound.text')}</p>
      <div className="take-over-sound">
        <button type="button" className="button" onClick={play}>
          {t(played === 'played' ? 'takeOver.sound.again' : 'takeOver.sound.play')}
        </button>
        {played === 'played' && (
          <label className={heard ? 'choice on' : 'choice'}>
            <input type="checkbox" checked={heard} onChange={(event) => onHeard(event.target.checked)} />
            {t('takeOver.sound.heard')}
          </label>
        )}
      </div>
      {played === 'blocked' && (
        <p className="note-bad" role="alert">
          <span aria-hidden="true">✕ </span>
          {t('takeOver.sound.blocked')}
        </p>
      )}
    </section>
  );
}
