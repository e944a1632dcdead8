import { getCaseBoard } from '@alliance/contracts/case-board.contract';
import { listConsultationDocuments } from '@alliance/contracts/consultation-document.contract';
import type { ConsultationView } from '@alliance/contracts/consultation.schema';
import { getConsultation } from '@alliance/contracts/consultation.contract';
import * as contract from '@alliance/contracts/room.contract';
import type { RoomParticipant, RoomView } from '@alliance/contracts/room.contract';
import type { RoomCommands, RoomEvents } from '@alliance/contracts/room-frames';
import { listOnDuty } from '@alliance/contracts/on-call.contract';
import type { MediaClient, MediaQuality, MediaState, MediaTransport, OwnMedia, RemoteMedia } from '../../platform/media/media-client';
import type { Answers } from '../../testing/answers';
import { appointment, county, idOf, inMinutes, lead } from '../../testing/make';
import { show } from '../../testing/show';
import { fireEvent, screen } from '@testing-library/react';
import { setRoomParts } from './room-parts';
import type { RoomSocket } from './room-line';

export const roomId = idOf(700);
export const me = idOf(701);

export const participant = (n: number, change: Partial<RoomParticipant> = {}): RoomParticipant => ({
  id: idOf(n),
  kind: 'party',
  side: 'invited',
  name: `专家${n}`,
  institution: lead,
  title: 'chief',
  mine: false,
  moderator: false,
  standing: 'admitted',
  presence: 'here',
  joinedAt: inMinutes(-1),
  handRaisedAt: null,
  microphone: true,
  camera: true,
  screen: false,
  mutedAudio: false,
  mutedVideo: false,
  quality: '720p',
  ...change,
});
export const own = (change: Partial<RoomParticipant> = {}): RoomParticipant =>
  participant(701, { id: me, name: '周文博', mine: true, side: 'inviting', institution: county, title: 'attending', ...change });

export const view = (change: Partial<RoomView> = {}): RoomView => ({
  consultationId: roomId,
  version: 5,
  open: true,
  opensAt: inMinutes(-10),
  closesAt: inMinutes(50),
  locked: false,
  lockedBy: null,
  participantId: me,
  standing: null,
  actions: ['join', 'raiseHand', 'lowerHand', 'leave', 'report', 'write'],
  participants: [own({ presence: 'absent', standing: null, joinedAt: null }), participant(702, { name: '沈国强' })],
  position: 0,
  ...change,
});

export const consultation = (change: Partial<ConsultationView> = {}): ConsultationView => ({
  ...{ id: roomId, number: 'H7K2-M9QX-4', kind: 'multidisciplinary', mode: 'video', state: 'in_session', urgency: 'routine', version: 7 },
  ...{ actions: [], observer: false, inviting: county, invitingSide: true, requester: { name: '周文博', phone: '13800001111' } },
  ...{
    alliance: null,
    openToAlliance: false,
    reason: '反复胸痛，治疗方案不明',
    aim: '是否手术',
    summary: '三支病变',
    specialty: 'cardiovascular',
  },
  patient: { id: idOf(300), name: '欧阳建华', sex: 'male', birthDate: '1958-03-02', identifierMasked: null },
  ...{ title: null, plannedAt: null, minutes: 60, diagnosis: { text: '不稳定型心绞痛', code: null, edition: null }, facts: null },
  consent: { giver: 'patient', name: null, on: null, documentId: null, costTold: true, teachingAgreed: false, authorisedBy: null },
  ...{ papersDue: false, agreementId: null, missing: [], parties: [], attendees: [] },
  time: { startsAt: inMinutes(-5), endsAt: inMinutes(55), heldUntil: null, sequence: 0 },
  room: { opensAt: inMinutes(-20), closesAt: inMinutes(85) },
  ...{ opinions: [], calls: [], decision: null, recommendedActions: [], feedback: null, notes: [], deadline: null },
  ...{ referral: null, becameReferral: null, parent: null, escalatedTo: [] },
  ...{
    createdAt: inMinutes(-900),
    invitedAt: inMinutes(-800),
    startedAt: inMinutes(-3),
    finishedAt: null,
    decidedAt: null,
    closedAt: null,
  },
  ...change,
});

/** The other end of the socket: what a spec says for the portal. */
export class Portal {
  readonly sent: { event: string; frame: unknown }[] = [];
  connected = false;
  joins: Parameters<Parameters<RoomCommands['room:join']>[1]>[0] = {
    ok: true,
    participantId: me,
    standing: 'admitted',
    version: 5,
    position: 0,
  };
  private readonly ears = new Map<string, ((...frame: unknown[]) => void)[]>();

  say<E extends keyof RoomEvents>(event: E, ...frame: Parameters<RoomEvents[E]>): void {
    this.tell(event, ...frame);
  }
  cut(reason = 'transport close'): void {
    this.connected = false;
    this.tell('disconnect', reason);
  }
  restore(): void {
    this.connected = true;
    this.tell('connect');
  }
  readonly socket = (): RoomSocket => {
    const send = (event: string, frame: unknown) => {
      this.sent.push({ event, frame });
      return Promise.resolve(event === 'room:join' ? this.joins : { ok: true, reply: null });
    };
    const { portal } = { portal: this };
    return {
      on: (event: string, heard: (...frame: unknown[]) => void) => this.ears.set(event, [...(this.ears.get(event) ?? []), heard]),
      connect: () => this.restore(),
      disconnect: () => (this.connected = false),
      get connected() {
        return portal.connected;
      },
      timeout: () => ({ emitWithAck: send }),
      volatile: { emit: send },
    } as unknown as RoomSocket;
  };
  private tell(event: string, ...frame: unknown[]): void {
    for (const heard of this.ears.get(event) ?? []) heard(...frame);
  }
}

/** Picture and sound without a camera: what is published is written down, what the line does a spec says. */
export class StillMedia implements MediaClient {
  readonly engine = 'sfu';
  readonly published: OwnMedia[] = [];
  readonly steps: string[] = [];
  reconnects = 0;
  closed = false;
  remote: (id: string, media: RemoteMedia) => void = () => undefined;
  quality: (quality: MediaQuality) => void = () => undefined;
  state: (state: MediaState) => void = () => undefined;
  muted: (what: 'audio' | 'video') => void = () => undefined;

  connect = async () => this.state('connected');
  publish = async (media: OwnMedia) => void this.published.push(media);
  setStep = (step: string) => void this.steps.push(step);
  setParticipants = () => undefined;
  onRemote = (heard: StillMedia['remote']) => ((this.remote = heard), () => undefined);
  onQuality = (heard: StillMedia['quality']) => ((this.quality = heard), () => undefined);
  onState = (heard: StillMedia['state']) => ((this.state = heard), () => undefined);
  onMuted = (heard: StillMedia['muted']) => ((this.muted = heard), () => undefined);
  reconnect = () => void (this.reconnects += 1);
  close = () => void (this.closed = true);
}

interface Scene {
  readonly view?: RoomView;
  readonly consultation?: ConsultationView;
  readonly language?: 'zh' | 'en';
  readonly answers?: (answers: Answers) => void;
}
/** The page of a room, with a portal and media that a spec speaks for. */
export function openRoom(scene: Scene = {}) {
  const portal = new Portal();
  const media = new StillMedia();
  let transport: MediaTransport | undefined;
  setRoomParts({
    openSocket: async () => portal.socket(),
    openMedia: async (given) => {
      transport = given;
      await given.connect();
      return media;
    },
  });
  let room = scene.view ?? view();
  const shown = show(`/consultations/${roomId}/room`, {
    as: appointment('doctor', county),
    language: scene.language ?? 'zh',
    answers: (answers) => {
      answers.on(getConsultation, scene.consultation ?? consultation());
      answers.on(contract.getRoom, () => room);
      answers.on(contract.issueJoinToken, { token: 't'.repeat(32), expiresAt: inMinutes(1), participantId: me });
      answers.on(contract.connectMedia, { engine: 'sfu', participantId: me, publish: true, iceServers: [] });
      answers.on(contract.reportLine, () => room);
      answers.on(contract.leaveRoom, () => room);
      answers.on(contract.listRoomMessages, { items: [], later: false });
      answers.on(listOnDuty, { items: [], roundTheClockLine: '0571-88886666' });
      answers.on(getCaseBoard, { items: [], marks: [], notes: [], focus: null, mayWrite: true });
      answers.on(listConsultationDocuments, { items: [], preparation: [], mayAdd: true });
      scene.answers?.(answers);
    },
  });
  return {
    ...shown,
    portal,
    media,
    transport: () => transport,
    /** The room is so from now on, and the portal says "look again". */
    becomes(next: Partial<RoomView>): void {
      room = { ...room, ...next, version: room.version + 1 };
      portal.say('room:presence', { consultationId: roomId, version: room.version });
    },
  };
}

type Get = (constraints: MediaStreamConstraints) => Promise<unknown>;
const track = (kind: string) => ({ kind, readyState: 'live', stop() {}, addEventListener() {}, getSettings: () => ({}) });
let get: Get;
const devices = {
  getUserMedia: (asked: MediaStreamConstraints) => get(asked),
  enumerateDevices: async () => [],
  addEventListener() {},
  removeEventListener() {},
};
const have = (mediaDevices: unknown) => Object.defineProperty(navigator, 'mediaDevices', { configurable: true, value: mediaDevices });
/** A camera and a microphone that work. */
export const workingDevices = (): void => {
  get = async ({ audio }) => ({ getTracks: () => [track(audio ? 'audio' : 'video')] });
  have(devices);
};
/** Both refuse with an error of this name. */
export const failingDevices = (name: string): void => {
  get = () => Promise.reject(Object.assign(new Error(name), { name }));
  have(devices);
};
/** A page that may not even ask. */
export const noDevices = (): void => void have(undefined);

export const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
export const enter = async () => {
  fireEvent.click(await screen.findByRole('button', { name: '进入会诊室' }));
  await screen.findByRole('toolbar', { name: '会诊室操作' });
};
