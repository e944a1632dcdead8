import type { RoomParticipant, RoomView } from '@alliance/contracts/room.contract';
import { carriesVideo, type MediaStep } from '@alliance/domain/session-room/quality-ladder';
import type { RemoteMedia } from '../../platform/media/media-client';
import { useWords } from '../../platform/i18n';
import { StreamView, useStreamOf } from './device/stream-view';
import type { OwnTracksState } from './device/own-tracks';
import { inOrder } from './presence-words';
import { roomWords } from './room.locale';
import { RoomIcon } from './room-icon';
import type { RoomNow, RoomSession } from './room-session';
import type { Layout } from './room-state';
import { useLoudest } from './use-loudest';

/** Beyond this many the rest is counted: a picture of a stamp helps nobody. */
const SHOWN = 12;

interface Props {
  readonly view: RoomView;
  readonly session: RoomSession;
  readonly now: RoomNow;
  readonly own: OwnTracksState;
}

/** Everybody's picture, a shared screen before all. They stay in the page when the board is in front: their voices come from here. */
export function Tiles({ view, session, now, own }: Props) {
  const t = useWords(roomWords);
  const { remotes, room } = now;
  const others = inOrder(view.participants).filter(
    ({ mine, presence, standing }) => !mine && presence !== 'absent' && standing === 'admitted',
  );
  const loudest = useLoudest(remotes);
  const seen = others.filter(({ kind }) => kind === 'party');
  const main = room.layout === 'speaker' ? (seen.find(({ id }) => id === loudest) ?? seen[0]) : undefined;
  const sharer = seen.find(({ id }) => remotes.get(id)?.screen);
  const shared = sharer && remotes.get(sharer.id)?.screen;
  const ordered = main ? [main, ...seen.filter((one) => one !== main)] : seen;
  return (
    <div className={`room-tiles ${room.layout}${shared ? ' sharing' : ''}`}>
      {shared && (
        <figure className="room-tile screen">
          <StreamView stream={shared} label={t('session.screenOf', { name: sharer.name })} loudspeaker={own.chosen.audiooutput} />
          <figcaption>{t('session.screenOf', { name: sharer.name })}</figcaption>
        </figure>
      )}
      {ordered.map((one, n) => (
        <Tile
          key={one.id}
          of={one}
          media={remotes.get(one.id)}
          speaking={one.id === loudest}
          main={one === main}
          heardOnly={n >= SHOWN}
          loudspeaker={own.chosen.audiooutput}
        />
      ))}
      {seen.length > SHOWN && <p className="room-more soft">{t('session.more', { count: seen.length - SHOWN })}</p>}
      <OwnTile own={own} step={room.step} hand={view.participants.some(({ mine, handRaisedAt }) => mine && handRaisedAt !== null)} />
      {seen.length > 1 && <LayoutChoice session={session} layout={room.layout} />}
      {others.length === 0 && <p className="room-alone soft">{t('session.alone')}</p>}
    </div>
  );
}

function LayoutChoice({ session, layout }: { readonly session: RoomSession; readonly layout: Layout }) {
  const t = useWords(roomWords);
  const other = layout === 'grid' ? 'speaker' : 'grid';
  return (
    <button type="button" className="chip room-layout" onClick={() => session.tell({ type: 'layout', layout: other })}>
      {t(`control.toLayout.${other}`)}
    </button>
  );
}

function Tile(props: {
  readonly of: RoomParticipant;
  readonly media: RemoteMedia | undefined;
  readonly speaking: boolean;
  readonly main: boolean;
  readonly heardOnly: boolean;
  readonly loudspeaker: string;
}) {
  const t = useWords(roomWords);
  const { of, media, speaking, main, heardOnly, loudspeaker } = props;
  const pictured = of.camera && media?.person && of.presence === 'here';
  const name = ['room-tile', speaking && 'speaking', main && 'main', heardOnly && 'unseen'].filter(Boolean).join(' ');
  return (
    <figure className={name}>
      <StreamView stream={media?.person ?? null} label={of.name} loudspeaker={loudspeaker} />
      {!pictured && (
        <span className="room-no-picture">
          <span className="room-initial" aria-hidden="true">
            {of.name.slice(0, 1)}
          </span>
          <span className="faint">{of.presence === 'away' ? t('people.away') : t('session.noPicture')}</span>
        </span>
      )}
      <figcaption>
        {of.handRaisedAt && (
          <span className="room-hand">
            <RoomIcon name="hand" />
            {t('people.hand')}
          </span>
        )}
        <strong>{of.name}</strong> <span className="room-tile-place">{of.institution.name}</span>
        {!of.microphone && <span> · {t('people.muted')}</span>}
        {speaking && <span> · {t('session.speaking')}</span>}
      </figcaption>
    </figure>
  );
}

function OwnTile({ own, step, hand }: { readonly own: OwnTracksState; readonly step: MediaStep; readonly hand: boolean }) {
  const t = useWords(roomWords);
  const stream = useStreamOf(own.tracks.camera);
  return (
    <figure className="room-tile own">
      {stream ? (
        <StreamView stream={stream} label={t('check.preview')} own />
      ) : (
        <span className="room-no-picture faint">{t('session.noPicture')}</span>
      )}
      <figcaption>
        {hand && (
          <span className="room-hand">
            <RoomIcon name="hand" />
            {t('people.hand')}
          </span>
        )}
        {t('session.you')}
        {step === 'board' ? (
          <span> · {t('session.nothingSent')}</span>
        ) : (
          <>
            {!(own.on.microphone && own.tracks.microphone) && <span> · {t('people.muted')}</span>}
            {own.tracks.camera && !carriesVideo(step) && <span> · {t('session.pictureNotSent')}</span>}
          </>
        )}
      </figcaption>
    </figure>
  );
}
