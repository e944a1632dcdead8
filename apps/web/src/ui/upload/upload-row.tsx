import { problemOf } from '../../platform/refusal';
import { useWords } from '../../platform/i18n';
import { Icon } from '../icon';
import { RefusalNote } from '../states';
import { byteSize } from './byte-size';
import { uploadWords } from './upload.locale';
import type { Job, Uploads } from './uploads';

/** One file on its way: how far it is in words and as a bar, why it stopped, and how to end it. */
export function UploadRow({ job, uploads }: { readonly job: Job; readonly uploads: Uploads }) {
  const t = useWords(uploadWords);
  const { id, file, stage, error } = job;
  const { name } = file;
  const failed = stage === 'failed';
  return (
    <li className="attach-row">
      <span className="one-line attach-name" title={name}>
        {name}
      </span>
      {failed ? (
        <>
          <span className="attach-state attach-failed">✕ {t('failed')}</span>
          <span className="attach-acts">
            {mayRetry(error) && (
              <button type="button" className="button" onClick={() => uploads.retry(id)}>
                {t('retry')}
              </button>
            )}
            <button type="button" className="button" onClick={() => uploads.drop(id)}>
              {t('dismiss')}
            </button>
          </span>
          <RefusalNote error={error} />
        </>
      ) : (
        <>
          <Progress job={job} />
          <span className="attach-acts">
            <button type="button" className="button bare icon-only" aria-label={t('cancel', { name })} onClick={() => uploads.cancel(id)}>
              <Icon name="close" size={16} />
            </button>
          </span>
        </>
      )}
    </li>
  );
}

function Progress({ job: { file, stage, sent } }: { readonly job: Job }) {
  const t = useWords(uploadWords);
  const percent = file.size ? Math.min(100, Math.round((sent / file.size) * 100)) : 0;
  const words: Readonly<Record<Exclude<Job['stage'], 'failed'>, () => string>> = {
    queued: () => t('waitingTurn'),
    reading: () => t('reading'),
    sending: () => t('sending', { percent, sent: byteSize(t, sent), all: byteSize(t, file.size) }),
    finishing: () => t('finishing'),
    offline: () => t('offline', { percent }),
  };
  const state = stage === 'failed' ? '' : words[stage]();
  return (
    <span
      className={`attach-state figures ${stage === 'offline' ? 'attach-offline' : 'faint'}`}
      role={stage === 'offline' ? 'status' : undefined}
    >
      <progress value={percent} max={100} aria-label={`${file.name} ${state}`} />
      {stage === 'offline' && '⚠ '}
      {state}
    </span>
  );
}

/** What is wrong with the file itself is wrong the next time too. */
const mayRetry = (error: unknown): boolean => {
  const problem = problemOf(error);
  return !problem || problem.status >= 500 || problem.code.startsWith('upload.') || problem.code.startsWith('session.');
};
