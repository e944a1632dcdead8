import { useState } from 'react';
import { useWords } from '../../../platform/i18n';
import { SelectField } from '../../../ui/field';
import { roomWords } from '../room.locale';
import { StreamView, useStreamOf } from './stream-view';
import type { DeviceKind, OwnTracks, OwnTracksState } from './own-tracks';
import { playTestTone } from './test-tone';
import { AUDIBLE, useLevel } from './use-level';
import { useLineCheck } from './use-line-check';

interface Part {
  readonly own: OwnTracks;
  readonly state: OwnTracksState;
}

/** Camera, microphone, loudspeaker and line, each tried before one meets anybody. None of them is needed. */
export function DeviceCheck({ own, state, consultationId }: Part & { readonly consultationId: string }) {
  return (
    <div className="room-check">
      <CameraCheck own={own} state={state} />
      <div className="room-check-side">
        <MicrophoneCheck own={own} state={state} />
        <LoudspeakerCheck own={own} state={state} />
        <NetworkCheck consultationId={consultationId} />
      </div>
    </div>
  );
}

function CameraCheck({ own, state }: Part) {
  const t = useWords(roomWords);
  const stream = useStreamOf(state.tracks.camera);
  return (
    <section className="room-check-camera" aria-label={t('check.camera')}>
      <div className="room-picture">
        {stream ? <StreamView stream={stream} label={t('check.preview')} own /> : <p className="soft">{t('check.cameraOff')}</p>}
      </div>
      <Trouble own={own} state={state} source="camera" />
      <div className="room-check-row">
        <DeviceChoice own={own} state={state} kind="videoinput" label={t('check.camera')} />
        <Turn own={own} state={state} source="camera" />
      </div>
    </section>
  );
}

function MicrophoneCheck({ own, state }: Part) {
  const t = useWords(roomWords);
  const { microphone } = state.tracks;
  const level = useLevel(state.on.microphone ? microphone : null);
  const [heard, setHeard] = useState(false);
  if (level > AUDIBLE * 4 && !heard) setHeard(true);
  return (
    <section className="room-check-part" aria-label={t('check.microphone')}>
      <div className="room-check-row">
        <DeviceChoice own={own} state={state} kind="audioinput" label={t('check.microphone')} />
        <Turn own={own} state={state} source="microphone" />
      </div>
      {microphone && (
        <p className="room-level">
          <meter min={0} max={1} value={state.on.microphone ? level : 0} aria-label={t('check.level')} />
          <span role="status">{t(!state.on.microphone ? 'check.microphoneOff' : heard ? 'check.heard' : 'check.silent')}</span>
        </p>
      )}
      <Trouble own={own} state={state} source="microphone" />
    </section>
  );
}

function LoudspeakerCheck({ own, state }: Part) {
  const t = useWords(roomWords);
  const [failed, setFailed] = useState(false);
  const play = () =>
    void playTestTone(state.chosen.audiooutput).then(
      () => setFailed(false),
      () => setFailed(true),
    );
  return (
    <section className="room-check-part" aria-label={t('check.speaker')}>
      <div className="room-check-row">
        <DeviceChoice own={own} state={state} kind="audiooutput" label={t('check.speaker')} />
        <button type="button" className="button" onClick={play}>
          {t('check.tone')}
        </button>
      </div>
      <p className="faint" role="status">
        {t(failed ? 'check.toneFailed' : 'check.toneHint')}
      </p>
    </section>
  );
}

function NetworkCheck({ consultationId }: { readonly consultationId: string }) {
  const t = useWords(roomWords);
  const { line, again } = useLineCheck(consultationId);
  const words = () => {
    if (line === null) return t('check.measuring');
    if (line === 'lost') return t('check.noLine');
    return t('check.line', { ms: line.roundTripMs, step: t(`step.${line.step}`) });
  };
  return (
    <section className="room-check-part" aria-label={t('check.network')}>
      <h3>{t('check.network')}</h3>
      <div className="room-check-row">
        <p role="status">{words()}</p>
        {line !== null && (
          <button type="button" className="button bare" onClick={again}>
            {t('check.measure')}
          </button>
        )}
      </div>
    </section>
  );
}

function DeviceChoice({ own, state, kind, label }: Part & { readonly kind: DeviceKind; readonly label: string }) {
  const t = useWords(roomWords);
  const devices = state.devices[kind];
  const known = devices.some(({ deviceId }) => deviceId === state.chosen[kind]);
  if (devices.length < 2) return <h3>{label}</h3>;
  return (
    <SelectField
      label={label}
      value={known ? state.chosen[kind] : null}
      placeholder={t('check.systemDevice')}
      options={devices.map(({ deviceId, label: name }) => ({ value: deviceId, label: name }))}
      onChange={(id) => void own.choose(kind, id)}
    />
  );
}

type Source = 'camera' | 'microphone';
function Turn({ own, state, source }: Part & { readonly source: Source }) {
  const t = useWords(roomWords);
  const on = state.on[source] && state.tracks[source] !== null;
  const name = on ? t('check.stop') : t(state.trouble[source] ? 'check.again' : 'check.use');
  return (
    <button type="button" className="button" aria-label={`${name} · ${t(`check.${source}`)}`} onClick={() => void own.turn(source, !on)}>
      {name}
    </button>
  );
}

function Trouble({ state, source }: Part & { readonly source: Source }) {
  const t = useWords(roomWords);
  const trouble = state.trouble[source];
  if (!trouble) return null;
  return (
    <p className="note-warn" role="alert">
      <span aria-hidden="true">▲ </span>
      {t(`check.trouble.${trouble}`, { device: t(`check.${source}`) })}
    </p>
  );
}
