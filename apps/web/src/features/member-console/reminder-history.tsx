import { listMemberReminders, type ConsoleMember } from '@alliance/contracts/member-console.contract';
import { useWords } from '../../platform/i18n';
import { usePages } from '../../platform/query';
import { When } from '../../ui/moment-view';
import { MoreButton } from '../../ui/more-button';
import { useReminderWords } from '../../ui/reminder-words';
import { SidePanel } from '../../ui/side-panel';
import { EmptyState, Loaded, Skeleton } from '../../ui/states';
import { memberConsoleWords } from './member-console.locale';

/** Every reminder to one member, and when and how it answered. */
export function ReminderHistory(props: { readonly allianceId: string; readonly member: ConsoleMember; readonly onClose: () => void }) {
  const { allianceId, member, onClose } = props;
  const t = useWords(memberConsoleWords);
  const say = useReminderWords();
  const list = usePages(listMemberReminders, { params: { id: allianceId }, query: { memberId: member.id, limit: 20 } });
  return (
    <SidePanel open title={t('historyOf', { member: member.name })} onClose={onClose}>
      <Loaded of={list} skeleton={<Skeleton rows={4} height={48} />}>
        {(items) =>
          items.length ? (
            <ul className="console-items">
              {items.map(({ id, at, from, about, note, answer }) => (
                <li key={id}>
                  <p>
                    <When at={at} /> · {from.institution} {from.person}
                  </p>
                  <p>{say.about(about)}</p>
                  {note && <p className="soft">“{note}”</p>}
                  <p className="console-fact">
                    {answer ? (
                      <>
                        {answer.by} <When at={answer.at} />：{say.answer(answer)} {answer.note && `“${answer.note}”`}
                      </>
                    ) : (
                      say.answer(null)
                    )}
                  </p>
                </li>
              ))}
            </ul>
          ) : (
            <EmptyState title={t('noHistory')} />
          )
        }
      </Loaded>
      <MoreButton list={list} />
    </SidePanel>
  );
}
