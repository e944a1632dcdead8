import { useState } from 'react';
import { useWords } from '../../platform/i18n';
import { frameWords } from '../../ui/frame.locale';
import { Dialog } from '../../ui/dialog';
import { accountWords } from './account.locale';
import { saveText, printText } from './keep-text';

/** Shown once; goes only when the person says that they are kept. */
export function RecoveryCodes(props: { readonly codes: readonly string[]; readonly username: string; readonly onKept: () => void }) {
  const { codes, username, onKept } = props;
  const t = useWords(accountWords);
  const product = useWords(frameWords);
  const heading = t('recovery.heading', { product: product('product'), username });
  const text = [heading, '', ...codes, ''].join('\r\n');
  // said inside the dialog, which lies over what is said elsewhere
  const [said, setSaid] = useState('');
  const copy = () =>
    // not there on plain http
    (navigator.clipboard?.writeText(codes.join('\n')) ?? Promise.reject(new Error('no clipboard'))).then(
      () => setSaid(t('recovery.copied', { count: codes.length })),
      () => setSaid(t('recovery.copyFailed')),
    );
  return (
    <Dialog title={t('recovery.dialog')} open={codes.length > 0} onClose={() => undefined} stays width={460}>
      <div className="account-dialog">
        <p className="note-warn">{t('recovery.text')}</p>
        <ul className="recovery-codes figures" aria-label={t('recovery.title')}>
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
        <div className="account-actions">
          <button type="button" className="button" data-first onClick={() => void copy()}>
            {t('recovery.copy')}
          </button>
          <button type="button" className="button" onClick={() => printText(heading, codes)}>
            {t('recovery.print')}
          </button>
          <button type="button" className="button" onClick={() => saveText(`${t('recovery.file')}.txt`, text)}>
            {t('recovery.download')}
          </button>
        </div>
        <p className="soft" role="status">
          {said}
        </p>
        <div className="account-foot">
          <button type="button" className="button primary" onClick={onKept}>
            {t('recovery.done')}
          </button>
        </div>
      </div>
    </Dialog>
  );
}
