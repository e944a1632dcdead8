import { getConsultation } from '@alliance/contracts/consultation.contract';
import type { ConsultationView } from '@alliance/contracts/consultation.schema';
import { getRoom, type RoomView } from '@alliance/contracts/room.contract';
import { useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useNow } from '../../platform/clock';
import { useWords } from '../../platform/i18n';
import { keyOf, queryClient, useAnswer } from '../../platform/query';
import { consultationCodeWords } from '../../ui/consultation-code.locale';
import { LeaveQuestion } from '../../ui/leave-question';
import { clockOf } from '../../ui/moment';
import { Page } from '../../ui/page';
import { Loaded } from '../../ui/states';
import { PatientLine } from './case-panel';
import { OwnTracks } from './device/own-tracks';
import { DialIn } from './dial-in';
import { LastPage } from './last-page';
import { Lobby, WaitingAtTheDoor } from './lobby';
import { roomWords } from './room.locale';
import { RoomSession } from './room-session';
import { SessionView } from './session-view';
import { useStoreNow } from './use-store';
import './room.css';

/** The room of a consultation: in front of the door, inside, and afterwards. */
export function RoomPage() {
  const { id = '' } = useParams({ strict: false });
  return <Room key={id} id={id} />;
}

function Room({ id }: { readonly id: string }) {
  const t = useWords(roomWords);
  const consultation = useAnswer(getConsultation, { params: { id } });
  const room = useAnswer(getRoom, { params: { id } });
  const title = consultation.data ? t('titleNumber', { number: consultation.data.number }) : t('title');
  return (
    <Page title={title} full aside={consultation.data && <Head consultation={consultation.data} />}>
      <Loaded of={consultation}>{(about) => <Loaded of={room}>{(view) => <Entered consultation={about} view={view} />}</Loaded>}</Loaded>
    </Page>
  );
}

function Head({ consultation }: { readonly consultation: ConsultationView }) {
  const code = useWords(consultationCodeWords);
  return (
    <>
      <span className="tag">{code(`kind.${consultation.kind}`)}</span>
      <PatientLine consultation={consultation} />
      <Elapsed consultation={consultation} />
      <DialIn consultation={consultation} />
    </>
  );
}

/** Since when the session runs, and until when it was meant to. */
function Elapsed({ consultation: { startedAt, finishedAt, time } }: { readonly consultation: ConsultationView }) {
  const t = useWords(roomWords);
  const now = useNow(15_000);
  if (!startedAt || finishedAt) return null;
  const minutes = Math.max(0, Math.floor((now - Date.parse(startedAt)) / 60_000));
  const past = time ? Math.floor((now - Date.parse(time.endsAt)) / 60_000) : 0;
  return (
    <span className="figures">
      {t('session.since', { time: `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}` })}
      {time &&
        (past > 0 ? <strong> · {t('session.past', { minutes: past })}</strong> : ` · ${t('session.ends', { time: clockOf(time.endsAt) })}`)}
    </span>
  );
}

function Entered({ consultation, view }: { readonly consultation: ConsultationView; readonly view: RoomView }) {
  const t = useWords(roomWords);
  const [own] = useState(() => new OwnTracks());
  const [session] = useState(() => new RoomSession(consultation.id, own));
  const { room } = useStoreNow(session);
  const { stage } = room;
  const away = stage === 'over' || view.participantId === null;
  useEffect(() => session.saw(view), [session, view]);
  // the light of the camera is on only while somebody may look at the picture
  useEffect(() => {
    if (away) own.close();
    else void own.start();
  }, [own, away]);
  useEffect(
    () => () => {
      session.end();
      own.close();
    },
    [session, own],
  );
  const onView = (next: RoomView) => {
    queryClient.setQueryData(keyOf(getRoom, { params: { id: consultation.id } }), next);
  };
  const leaving = { title: t('leaveWords.title'), text: t('leaveWords.text'), go: t('leaveWords.go'), stay: t('leaveWords.stay') };
  if (stage === 'over') return <LastPage why={room.over} consultation={consultation} onBack={() => session.tell({ type: 'back' })} />;
  if (stage === 'waiting') return <WaitingAtTheDoor consultation={consultation} session={session} />;
  if (stage !== 'inside') return <Lobby consultation={consultation} view={view} session={session} own={own} />;
  return (
    <>
      <SessionView consultation={consultation} view={view} session={session} own={own} onView={onView} />
      <LeaveQuestion asks={() => session.now().room.stage === 'inside'} words={leaving} />
    </>
  );
}
