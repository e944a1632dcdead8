import { useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useWords } from '../../platform/i18n';
import { Dialog } from '../dialog';
import { uploadWords } from './upload.locale';
import './picture-dialog.css';

const zooms = [1, 1.5, 2, 3, 4, 6] as const;

/** A photograph, large: zoomed, turned and moved with keys or buttons. `url` stays the caller's. */
export function PictureDialog(props: {
  readonly name: string;
  readonly url: string;
  readonly onSave: () => void;
  readonly onClose: () => void;
}) {
  const { name, url, onSave, onClose } = props;
  const t = useWords(uploadWords);
  const [at, setAt] = useState(0);
  const [turned, setTurned] = useState(0);
  const [broken, setBroken] = useState(false);
  const larger = () => setAt((now) => Math.min(now + 1, zooms.length - 1));
  const smaller = () => setAt((now) => Math.max(now - 1, 0));
  const turn = () => setTurned((now) => (now + 90) % 360);
  const keys: Readonly<Record<string, () => void>> = { '+': larger, '=': larger, '-': smaller, '0': () => setAt(0), r: turn, R: turn };
  const onKeyDown = (event: KeyboardEvent) => {
    const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
  const zoom = zooms[at] ?? 1;
  const place = useRef<HTMLDivElement>(null);
  // what is looked at stays in the middle
  useLayoutEffect(() => {
    const { current: box } = place;
    if (box) box.scrollTo?.((box.scrollWidth - box.clientWidth) / 2, (box.scrollHeight - box.clientHeight) / 2);
  }, [zoom, turned]);
  return (
    <Dialog title={name} open onClose={onClose} width={1100}>
      <div className="picture" onKeyDown={onKeyDown}>
        <p className="picture-tools">
          <button type="button" className="button" onClick={smaller} disabled={at === 0}>
            − {t('picture.smaller')}
          </button>
          <button type="button" className="button" onClick={larger} disabled={at === zooms.length - 1}>
            + {t('picture.larger')}
          </button>
          <button type="button" className="button" onClick={() => setAt(0)}>
            {t('picture.fit')}
          </button>
          <button type="button" className="button" onClick={turn}>
            {t('picture.turn')}
          </button>
          <button type="button" className="button" onClick={onSave}>
            {t('picture.save')}
          </button>
          <span className="faint figures" role="status">
            {Math.round(zoom * 100)}%
          </span>
          <span className="faint picture-keys">{t('picture.keys')}</span>
        </p>
        {broken ? (
          <p className="note-warn">{t('picture.broken')}</p>
        ) : (
          // what is larger than its place is moved with the arrow keys
          <div ref={place} className="picture-place" tabIndex={0} role="group" aria-label={name}>
            <div className="picture-sheet" style={{ ['--zoom' as string]: zoom, ['--turned' as string]: `${turned}deg` }}>
              <img
                src={url}
                alt={name}
                className={turned % 180 ? 'picture-image sideways' : 'picture-image'}
                onError={() => setBroken(true)}
              />
            </div>
          </div>
        )}
      </div>
    </Dialog>
  );
}
