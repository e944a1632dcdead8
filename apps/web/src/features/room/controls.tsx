import { lowerHand, raiseHand, type RoomView } from '@alliance/contracts/room.contract';
import { useState, type ReactNode } from 'react';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { Icon } from '../../ui/icon';
import { useKeys } from '../../ui/keys';
import { once } from '../../ui/once';
import { LeaveDialog } from './leave-dialog';
import { QualityMenu } from './quality-menu';
import type { OwnTracks, OwnTracksState } from './device/own-tracks';
import { roomWords } from './room.locale';
import { RoomIcon, type RoomIconName } from './room-icon';
import type { RoomNow, RoomSession } from './room-session';
import { unread, type Side } from './room-state';

interface Props {
  readonly view: RoomView;
  readonly session: RoomSession;
  readonly now: RoomNow;
  readonly own: OwnTracks;
  readonly state: OwnTracksState;
  /** I may write an opinion. */
  readonly advises: boolean;
  readonly onView: (view: RoomView) => void;
}

/** What one does in a room, every button with its word; the red one leaves. */
export function Controls({ view, session, now, own, state, advises, onView }: Props) {
  const t = useWords(roomWords);
  const { room, publishes } = now;
  const [leaving, setLeaving] = useState(false);
  const hand = view.participants.some(({ mine, handRaisedAt }) => mine && handRaisedAt !== null);
  const raise = useCommand(raiseHand, { onDone: onView });
  const lower = useCommand(lowerHand, { onDone: onView });
  const params = { id: view.consultationId };
  const heard = state.on.microphone && state.tracks.microphone !== null;
  const seen = state.on.camera && state.tracks.camera !== null;
  const mayPublish = publishes !== false;
  const silent = room.step === 'board';
  const toggleHand = () => (hand ? lower.mutate({ params, body: { participantId: null } }) : raise.mutate({ params }));
  const toggleFront = () => session.tell({ type: 'front', front: room.front === 'board' ? 'people' : 'board' });
  const side = (of: Side) => session.tell({ type: 'side', side: of });
  useKeys([
    { key: 'm', does: t('key.mute'), run: () => mayPublish && !silent && void own.turn('microphone', !heard) },
    { key: 'v', does: t('key.camera'), run: () => mayPublish && !silent && void own.turn('camera', !seen) },
    { key: 'h', does: t('key.hand'), run: toggleHand },
    { key: 'b', does: t('key.board'), run: toggleFront },
    { key: 'c', does: t('key.chat'), run: () => side('chat') },
  ]);
  const news = unread(room);
  const maySide = (of: Side, icon: ReactNode, word: string, count = 0) => (
    <button
      type="button"
      className="button room-control"
      aria-pressed={room.side === of}
      aria-label={of === 'chat' && count ? t('control.chatUnread', { count }) : undefined}
      onClick={() => side(of)}
    >
      {icon}
      <span>{word}</span>
      {count > 0 && <span className="room-count">{count}</span>}
    </button>
  );
  const atTheDoor = view.participants.filter(({ presence, standing }) => presence === 'here' && standing === 'waiting').length;
  return (
    <div className="room-controls" role="toolbar" aria-label={t('control.bar')}>
      {mayPublish && silent && (
        <>
          <Control icon="microphoneOff" off word={t('control.soundNotSent')} />
          <Control icon="cameraOff" off word={t('control.pictureNotSent')} />
        </>
      )}
      {mayPublish && !silent && (
        <>
          <Control
            icon={heard ? 'microphone' : 'microphoneOff'}
            off={!heard}
            word={t(heard ? 'control.mute' : 'control.unmute')}
            run={() => void own.turn('microphone', !heard)}
          />
          <Control
            icon={seen ? 'camera' : 'cameraOff'}
            off={!seen}
            word={t(seen ? 'control.cameraOff' : 'control.cameraOn')}
            run={() => void own.turn('camera', !seen)}
          />
        </>
      )}
      <Control icon="hand" on={hand} word={t(hand ? 'control.lower' : 'control.raise')} run={toggleHand} />
      {mayPublish && !silent && canShare() && (
        <Control
          icon="screen"
          on={state.on.screen}
          word={t(state.on.screen ? 'control.unshare' : 'control.share')}
          run={() => void own.turn('screen', !state.on.screen)}
        />
      )}
      <Control
        icon="board"
        on={room.front === 'board'}
        word={t(room.front === 'board' ? 'control.toPeople' : 'control.toBoard')}
        run={toggleFront}
      />
      <QualityMenu session={session} now={now} />
      <span className="room-controls-gap" />
      {maySide('people', <Icon name="people" />, t('control.people'), atTheDoor)}
      {maySide('chat', <RoomIcon name="chat" />, t('control.chat'), news)}
      {maySide('case', <Icon name="file" />, t('control.case'))}
      {advises && maySide('opinion', <RoomIcon name="pen" />, t('control.opinion'))}
      <button type="button" className="button danger room-leave" onClick={() => setLeaving(true)}>
        <RoomIcon name="leave" />
        <span>{t('control.leave')}</span>
      </button>
      <LeaveDialog open={leaving} onClose={() => setLeaving(false)} view={view} session={session} />
    </div>
  );
}

const canShare = (): boolean => Boolean(navigator.mediaDevices && 'getDisplayMedia' in navigator.mediaDevices);

function Control({
  icon,
  word,
  run,
  on,
  off,
}: {
  readonly icon: RoomIconName;
  readonly word: string;
  /** Nothing to press without it: it only says how things are. */
  readonly run?: () => void;
  readonly on?: boolean;
  readonly off?: boolean;
}) {
  return (
    <button type="button" aria-disabled={!run} className={`button room-control${on ? ' on' : ''}${off ? ' off' : ''}`} onClick={once(run)}>
      <RoomIcon name={icon} />
      <span>{word}</span>
    </button>
  );
}
