import type { RoomCommands, RoomEvents } from '@alliance/contracts/room-frames';
import type { Socket } from 'socket.io-client';
import { openMedia } from '../../platform/media/media-client';
import { sessionNow } from '../../platform/session';
import type { OpenSocket } from './room-line';

interface RoomParts {
  readonly openSocket: OpenSocket;
  readonly openMedia: typeof openMedia;
}

const openSocket: OpenSocket = async () => {
  const { io } = await import('socket.io-client');
  const now = sessionNow();
  const appointmentId = 'appointment' in now ? now.appointment?.id : undefined;
  // a line of its own: the one of the signals belongs to the frame, and ends with it
  const socket: Socket<RoomEvents, RoomCommands> = io({
    transports: ['websocket'],
    forceNew: true,
    autoConnect: false,
    reconnectionDelay: 300,
    reconnectionDelayMax: 2_000,
    auth: { appointmentId },
  });
  return socket;
};

let parts: RoomParts = { openSocket, openMedia };
export const roomParts = (): RoomParts => parts;
/** Other ends for the room: where there is no server and no camera. */
export const setRoomParts = (other: RoomParts): void => {
  parts = other;
};
