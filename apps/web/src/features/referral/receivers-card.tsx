import type { Receiver } from '@alliance/contracts/receivers.contract';
import { useState } from 'react';
import { useText, useWords } from '../../platform/i18n';
import { ErrorState, Skeleton } from '../../ui/states';
import type { DraftFields } from './draft.types';
import { ReceiverLine } from './receiver-line';
import { receiversWords } from './receivers.locale';
import type { Receivers } from './use-receivers';

interface Props {
  readonly receivers: Receivers;
  readonly fields: DraftFields;
  readonly onChoose: (receiver: Receiver) => void;
}
const shownFirst = 3;

/** The most suitable receivers, each one press away; and why the others are not there. */
export function ReceiversCard({ receivers, fields, onChoose }: Props) {
  const t = useWords(receiversWords);
  const text = useText();
  const [all, setAll] = useState(false);
  const { data } = receivers;
  if (receivers.error) return <ErrorState error={receivers.error} retry={receivers.refetch} />;
  const rescue = fields.urgency === 'immediate' || fields.service === 'emergency';
  const shown = data?.items.slice(0, all ? undefined : shownFirst);
  return (
    <aside className="card receivers-card" aria-label={t('title')}>
      <h2>
        {t('title')} {data && <span className="faint figures">{t('found', { count: data.total })}</span>}
      </h2>
      <p className="faint">{t(`order.${rescue ? 'rescue' : 'planned'}`)}</p>
      {!shown && <Skeleton rows={3} height={48} />}
      {shown?.length === 0 && <p className="note-warn">{t('none')}</p>}
      <ol className="receiver-list">
        {shown?.map((receiver) => {
          const department = receiver.departments.find(({ id }) => id === fields.receiverDepartmentId) ?? receiver.departments[0];
          return (
            <li key={receiver.id}>
              <div>
                <ReceiverLine receiver={receiver} service={fields.service} />
                {receiver.phone && <a href={`tel:${receiver.phone}`}>☏ {receiver.phone}</a>}
              </div>
              {receiver.id === fields.receiverId ? (
                <span className="receiver-chosen">{t('chosen')}</span>
              ) : (
                <button
                  type="button"
                  className="button"
                  aria-label={t('chooseOf', { name: receiver.name, department: text(department?.name) })}
                  onClick={() => onChoose(receiver)}
                >
                  {t('choose')}
                </button>
              )}
            </li>
          );
        })}
      </ol>
      {data && !all && data.items.length > shownFirst && (
        <button type="button" className="link" onClick={() => setAll(true)}>
          {t('more', { count: data.items.length - shownFirst })}
        </button>
      )}
      {data && data.excluded.length > 0 && (
        <details>
          <summary>{t('excluded', { count: data.excluded.length })}</summary>
          <ul>
            {data.excluded.slice(0, 50).map(({ id, name, why }) => (
              <li key={id}>
                {name}：<span className="faint">{t(`why.${why}`)}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </aside>
  );
}
