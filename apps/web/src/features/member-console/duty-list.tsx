import { listMemberDuties, type ConsoleMember, type DutyItem } from '@alliance/contracts/member-console.contract';
import { isForPatients, type DutySubject } from '@alliance/domain/member-console/duty';
import { useText, useWords, type KeyOf } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { dutyWords } from '../../ui/duty.locale';
import { offerWords } from '../../ui/institution.locale';
import { When } from '../../ui/moment-view';
import { SidePanel } from '../../ui/side-panel';
import { EmptyState, Loaded, Skeleton } from '../../ui/states';
import { TimeLeft } from '../../ui/time-left';
import { memberConsoleWords } from './member-console.locale';

/** What stands behind one number: numbers and times, no patient. */
export function DutyList(props: {
  readonly allianceId: string;
  readonly member: ConsoleMember;
  readonly subject: DutySubject;
  readonly onClose: () => void;
}) {
  const { allianceId, member, subject, onClose } = props;
  const t = useWords(memberConsoleWords);
  const w = useWords(dutyWords);
  const list = useAnswer(listMemberDuties, { params: { id: allianceId, memberId: member.id }, query: { subject } });
  return (
    <SidePanel open title={t('items.title', { member: member.name, subject: w(`subject.${subject}`) })} onClose={onClose}>
      <Loaded of={list} skeleton={<Skeleton rows={5} height={48} />}>
        {({ items }) =>
          items.length ? (
            <ul className="console-items">
              {items.map((item, n) => (
                <Item key={`${item.code}${item.number ?? ''}${n}`} of={item} />
              ))}
            </ul>
          ) : (
            <EmptyState title={t('items.none')} />
          )
        }
      </Loaded>
    </SidePanel>
  );
}

/** Subjects whose codes have words of their own; the others are said by one sentence. */
const coded: ReadonlySet<DutySubject> = new Set(['answers', 'follow_ups', 'findings', 'protocols']);

function useItemWord() {
  const t = useWords(memberConsoleWords);
  const offer = useWords(offerWords);
  return ({ subject, code }: DutyItem): string => {
    if (subject === 'certificates')
      return code === 'membership' ? t('code.membership') : offer(`capability.${code}` as KeyOf<typeof offerWords>);
    return t((coded.has(subject) ? `code.${subject}.${code}` : `code.${subject}`) as KeyOf<typeof memberConsoleWords>);
  };
}

function Item({ of: item }: { readonly of: DutyItem }) {
  const t = useWords(memberConsoleWords);
  const text = useText();
  const word = useItemWord();
  const { subject, label, number, other, since, dueAt, count, late } = item;
  const protocol = subject === 'protocols' || subject === 'reading';
  return (
    <li>
      <p>
        {number && !protocol && <strong className="figures">{number}</strong>} {label && <strong>{text(label)}</strong>}{' '}
        {protocol && number && t('items.version', { number })} {word(item)} {subject === 'reading' && t('items.people', { count })}{' '}
        {late > 0 && (
          <span className={`console-standing ${isForPatients(subject) ? 'patients_wait' : 'papers_late'}`}>
            {isForPatients(subject) ? '▲' : '◆'} {subject === 'reading' ? t('lateCount', { count: late }) : ''}
          </span>
        )}
      </p>
      <p className="console-fact">
        {other && `${t('items.other')} ${other} · `}
        {t(subject === 'capacity' ? 'items.confirmed' : 'items.since')} {since ? <When at={since} /> : t('items.never')}
        {dueAt && (
          <>
            {' · '}
            {t('items.due')} <TimeLeft until={dueAt} />
          </>
        )}
      </p>
    </li>
  );
}
