import { useEffect, useMemo, useRef } from 'react';

/** A picture and its sound. One's own is a mirror and says nothing. `loudspeaker`: '' is the system's own. */
export function StreamView(props: {
  readonly stream: MediaStream | null;
  readonly label: string;
  readonly own?: boolean;
  readonly loudspeaker?: string;
}) {
  const { stream, label, own = false, loudspeaker = '' } = props;
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const element = video.current;
    if (element && element.srcObject !== stream) element.srcObject = stream;
  }, [stream]);
  useEffect(() => {
    // a browser that cannot choose plays where the system says
    if (!own) void video.current?.setSinkId?.(loudspeaker).catch(() => undefined);
  }, [loudspeaker, own]);
  return <video ref={video} className={own ? 'stream mirror' : 'stream'} autoPlay playsInline muted={own} aria-label={label} />;
}

/** A stream of one track, the same object as long as the track is. */
export const useStreamOf = (track: MediaStreamTrack | null): MediaStream | null =>
  useMemo(() => (track && typeof MediaStream !== 'undefined' ? new MediaStream([track]) : null), [track]);
