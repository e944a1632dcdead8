import { remindMembers, type ConsoleMember } from '@alliance/contracts/member-console.contract';
import { isForPatients, type DutySubject } from '@alliance/domain/member-console/duty';
import { useState } from 'react';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { ChecksField } from '../../ui/checks-field';
import { Dialog } from '../../ui/dialog';
import { dutyWords } from '../../ui/duty.locale';
import { TextField } from '../../ui/field';
import { clockOf } from '../../ui/moment';
import { once } from '../../ui/once';
import { useReminderWords } from '../../ui/reminder-words';
import { say } from '../../ui/said';
import { RefusalNote } from '../../ui/states';
import { memberConsoleWords } from './member-console.locale';
import '../../ui/form.css';

export interface RemindWhom {
  /** All that are late, with one confirmation. */
  readonly bulk: boolean;
  readonly members: readonly ConsoleMember[];
}

const lateOf = ({ owed }: ConsoleMember): DutySubject[] =>
  owed.filter(({ late, restsUntil }) => late > 0 && restsUntil === null).map(({ subject }) => subject);
/** What is late stands ticked; where nothing is, whatever is owed. */
const proposed = (member: ConsoleMember): DutySubject[] => {
  const late = lateOf(member);
  return late.length ? late : member.owed.filter(({ restsUntil }) => restsUntil === null).map(({ subject }) => subject);
};

/** 催办: one member of what is chosen, or all that are late, with one confirmation. */
export function RemindDialog({
  allianceId,
  whom,
  onClose,
}: {
  readonly allianceId: string;
  readonly whom: RemindWhom;
  readonly onClose: () => void;
}) {
  const t = useWords(memberConsoleWords);
  const words = useReminderWords();
  const { bulk, members } = whom;
  const [first] = members;
  const [about, setAbout] = useState<readonly DutySubject[]>(first ? proposed(first) : []);
  const [note, setNote] = useState('');
  const remind = useCommand(remindMembers, {
    touches: ['reminder'],
    onDone: ({ reminded, left }) => {
      say(
        [t('dialog.sent', { count: reminded.length }), left.length ? t('dialog.left', { count: left.length }) : '']
          .filter(Boolean)
          .join(' · '),
      );
      onClose();
    },
  });
  const send = () => {
    const asked = members.map((member) => ({ memberId: member.id, about: bulk ? lateOf(member) : [...about] }));
    if (!remind.isPending && asked.every((each) => each.about.length))
      remind.mutate({ params: { id: allianceId }, body: { members: asked, note: note.trim() || null } });
  };
  if (!first) return null;
  const title = bulk ? t('dialog.bulk', { count: members.length }) : t('dialog.title', { member: first.name });
  return (
    <Dialog open title={title} onClose={onClose} width={520}>
      <div className="form">
        {bulk ? (
          <>
            <p className="soft">{t('dialog.bulkText')}</p>
            <ul className="console-bulk">
              {members.map((member) => (
                <li key={member.id}>
                  <strong>{member.name}</strong> {words.about(member.owed.filter(({ subject }) => lateOf(member).includes(subject)))}
                </li>
              ))}
            </ul>
          </>
        ) : (
          <AboutField member={first} about={about} onChange={setAbout} />
        )}
        <TextField label={t('dialog.note')} hint={t('dialog.who')} maxLength={200} value={note} onChange={setNote} />
        <RefusalNote error={remind.error} />
        <div className="form-foot">
          <button
            type="button"
            className="button primary"
            aria-disabled={remind.isPending || (!bulk && !about.length)}
            onClick={once(send)}
          >
            {t('dialog.send')}
          </button>
        </div>
      </div>
    </Dialog>
  );
}

function AboutField(props: {
  readonly member: ConsoleMember;
  readonly about: readonly DutySubject[];
  readonly onChange: (about: readonly DutySubject[]) => void;
}) {
  const t = useWords(memberConsoleWords);
  const w = useWords(dutyWords);
  const free = props.member.owed.filter(({ restsUntil }) => restsUntil === null);
  const resting = props.member.owed.filter(({ restsUntil }) => restsUntil !== null);
  return (
    <>
      <ChecksField
        label={t('dialog.about')}
        value={props.about}
        onChange={props.onChange}
        options={free.map(({ subject, count, late }) => ({
          value: subject,
          label:
            t('count', { subject: w(`subject.${subject}`), count }) +
            (late ? ` · ${isForPatients(subject) ? '▲' : '◆'} ${t('lateCount', { count: late })}` : ''),
        }))}
      />
      {resting.map(({ subject, restsUntil }) => (
        <p key={subject} className="faint">
          {w(`subject.${subject}`)}: {t('dialog.rests', { time: clockOf(restsUntil ?? '') })}
        </p>
      ))}
    </>
  );
}
