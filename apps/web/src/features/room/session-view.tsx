import type { ConsultationView } from '@alliance/contracts/consultation.schema';
import type { RoomView } from '@alliance/contracts/room.contract';
import type { ReactNode } from 'react';
import { useWords } from '../../platform/i18n';
import { Icon } from '../../ui/icon';
import { CaseDocuments } from '../../ui/case-board/case-documents';
import { CaseNotes } from '../../ui/case-board/case-notes';
import { OpinionEditor } from '../../ui/opinion/opinion-editor';
import { uiWords } from '../../ui/ui.locale';
import { BoardArea } from './board-area';
import { CasePanel } from './case-panel';
import { ChatPanel } from './chat-panel';
import { Controls } from './controls';
import type { OwnTracks } from './device/own-tracks';
import { PeoplePanel } from './people-panel';
import { roomWords } from './room.locale';
import type { RoomSession } from './room-session';
import type { Side } from './room-state';
import { StartOffer } from './start-offer';
import { Tiles } from './tiles';
import { TroubleBanner } from './trouble-banner';
import { usePeopleSaid } from './use-people-said';
import { useSilencedSaid, useStepsSaid } from './use-steps-said';
import { useStoreNow } from './use-store';

interface Props {
  readonly consultation: ConsultationView;
  readonly view: RoomView;
  readonly session: RoomSession;
  readonly own: OwnTracks;
  readonly onView: (view: RoomView) => void;
}

/** Inside: the board and the people, a panel beside them, and what one does in a row at the foot. */
export function SessionView({ consultation, view, session, own, onView }: Props) {
  const t = useWords(roomWords);
  const now = useStoreNow(session);
  const state = useStoreNow(own);
  const { room } = now;
  usePeopleSaid(view, room.stage === 'inside');
  useStepsSaid(room);
  useSilencedSaid(now);
  const opinions = consultation.actions.includes('sign') || consultation.opinions.some(({ mine }) => mine);
  return (
    <div className="room">
      <TroubleBanner room={room} session={session} />
      <StartOffer consultation={consultation} view={view} />
      <div className={`room-body front-${room.front}${room.side ? ' with-side' : ''}`}>
        <section className="room-board" aria-label={t('session.board')}>
          <BoardArea consultation={consultation} session={session} now={now} view={view} />
        </section>
        <section className="room-people" aria-label={t('session.people')}>
          <Tiles view={view} now={now} own={state} session={session} />
        </section>
        <Panel of="people" title={t('people.title')} session={session} open={room.side}>
          <PeoplePanel consultation={consultation} view={view} onView={onView} />
        </Panel>
        <Panel of="chat" title={t('chat.title')} session={session} open={room.side}>
          <ChatPanel
            consultationId={consultation.id}
            position={Math.max(room.written, view.position)}
            mayWrite={view.actions.includes('write')}
          />
        </Panel>
        <Panel of="case" title={t('case.title')} session={session} open={room.side}>
          <CasePanel consultation={consultation} />
          <CaseDocuments consultationId={consultation.id} />
          <CaseNotes consultationId={consultation.id} />
        </Panel>
        {opinions && (
          <Panel of="opinion" title={t('control.opinion')} session={session} open={room.side}>
            <OpinionEditor consultation={consultation} />
          </Panel>
        )}
      </div>
      <Controls view={view} session={session} now={now} own={own} state={state} advises={opinions} onView={onView} />
    </div>
  );
}

/** One of the panels beside the room. All of them stay, hidden: what is being written there is never lost by looking elsewhere. */
function Panel(props: {
  readonly of: Side;
  readonly title: string;
  readonly open: Side | null;
  readonly session: RoomSession;
  readonly children: ReactNode;
}) {
  const t = useWords(uiWords);
  const { of, title, open, session, children } = props;
  return (
    <aside className="room-side" hidden={open !== of} aria-label={title}>
      <header className="room-side-head">
        <h2>{title}</h2>
        <button
          type="button"
          className="button bare icon-only"
          aria-label={t('close')}
          onClick={() => session.tell({ type: 'side', side: of })}
        >
          <Icon name="close" />
        </button>
      </header>
      <div className="room-side-body">{children}</div>
    </aside>
  );
}
