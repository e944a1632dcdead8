import type { RecognitionCheck, RecognitionItem } from '@alliance/contracts/recognition.contract';
import { Link } from '@tanstack/react-router';
import { useRef } from 'react';
import { useText, useWords } from '../../platform/i18n';
import { exact } from '../../ui/moment';
import { When } from '../../ui/moment-view';
import { say } from '../../ui/said';
import { useRecordText } from './chart-text';
import { Responsibility } from './recognition-frame';
import { recognitionWords } from './recognition.locale';
import type { RepeatReason } from './repeat-reason.data';
import { SheetTotals } from './sheet-foot';
import { SheetGroups } from './sheet-groups';
import { sheetWords } from './sheet.locale';
import { TakenTable } from './taken-table';

interface Props {
  readonly check: RecognitionCheck;
  readonly reasons: readonly RepeatReason[];
}

/** What was written to the record, to be printed or pasted into the chart; below it the answer as it was. */
export function ChartRecord({ check, reasons }: Props) {
  const t = useWords(sheetWords);
  const { chart } = useRecordText(reasons);
  const taken = check.items.filter(({ decision }) => decision === 'accepted');
  const decidedBy = check.items.find((item) => item.decidedBy)?.decidedBy ?? '—';
  return (
    <>
      <section className="card recognition-record" aria-labelledby="record-title">
        <header className="card-head">
          <h2 id="record-title">{t('record.title')}</h2>
          {check.decidedAt && (
            <span className="faint figures">{t('record.by', { name: decidedBy, time: exact(check.decidedAt).slice(0, 16) })}</span>
          )}
        </header>
        <div className="card-body recognition-record-body">
          <SheetTotals check={check} choices={{}} />
          {taken.length ? <TakenTable items={taken} /> : <p className="soft">{t('record.none')}</p>}
          <Rest check={check} reasons={reasons} />
          <Responsibility />
          <ChartText text={chart(check)} />
          <p className="recognition-after">
            <Link to="/recognition" className="button primary">
              {t('record.again')}
            </Link>
            <Link to="/recognition/adoptions" search={{ patient: check.patientId }} className="button">
              {t('record.patient')}
            </Link>
          </p>
        </div>
      </section>
      <div className="recognition-answer">
        <SheetGroups check={check} control={(item) => <Decided item={item} reasons={reasons} />} />
      </div>
    </>
  );
}

/** What is done again and why, and what there was nothing of. */
function Rest({ check: { items }, reasons }: Props) {
  const t = useWords(sheetWords);
  const text = useText();
  const { reasonOf } = useRecordText(reasons);
  const repeated = items.filter(({ decision }) => decision === 'repeated');
  const ordered = items.filter(({ decision }) => decision === 'ordered');
  return (
    <dl className="facts">
      {repeated.length > 0 && (
        <>
          <dt>{t('record.repeats')}</dt>
          <dd>
            <ul>
              {repeated.map((item) => (
                <li key={item.id}>
                  {text(item.name)} <span className="soft">{t('record.repeatedFor', { reason: reasonOf(item) })}</span>{' '}
                  {item.explainedAt && <span className="faint">{t('record.told', { time: exact(item.explainedAt).slice(0, 16) })}</span>}
                </li>
              ))}
            </ul>
          </dd>
        </>
      )}
      {ordered.length > 0 && (
        <>
          <dt>{t('record.orders')}</dt>
          <dd>{ordered.map(({ name }) => text(name)).join('、')}</dd>
        </>
      )}
    </dl>
  );
}

/** One line as it was decided. */
function Decided({ item, reasons }: { readonly item: RecognitionItem; readonly reasons: readonly RepeatReason[] }) {
  const codes = useWords(recognitionWords);
  const t = useWords(sheetWords);
  const { reasonOf } = useRecordText(reasons);
  return (
    <>
      <strong>{item.decision ? codes(`decision.${item.decision}`) : '—'}</strong>
      {item.decision === 'repeated' && <p className="soft">{t('record.repeatedFor', { reason: reasonOf(item) })}</p>}
      {item.decidedAt && (
        <p className="faint">
          {item.decidedBy} <When at={item.decidedAt} />
        </p>
      )}
      {item.overturnedAt && (
        <p className="recognition-critical">{t('record.overturned', { time: exact(item.overturnedAt).slice(0, 16) })}</p>
      )}
    </>
  );
}

function ChartText({ text }: { readonly text: string }) {
  const t = useWords(sheetWords);
  const box = useRef<HTMLTextAreaElement>(null);
  const copy = async () => {
    box.current?.select();
    try {
      // not there on plain http
      await navigator.clipboard.writeText(text);
      say(t('record.copied'));
    } catch {
      say(t('record.copyFailed'));
    }
  };
  return (
    <div className="recognition-chart">
      <textarea ref={box} className="control" readOnly rows={6} aria-label={t('record.text')} value={text} />
      <span className="recognition-chart-do">
        <button type="button" className="button" onClick={() => void copy()}>
          {t('record.copy')}
        </button>
        <button type="button" className="button" onClick={() => window.print()}>
          {t('record.print')}
        </button>
      </span>
    </div>
  );
}
