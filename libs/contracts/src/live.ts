import { z } from 'zod';
import type { RoomCommands, RoomEvents } from './room-frames.js';

/** "Look again": nothing clinical travels on a socket. `seq` is gap-free per institution. */
export const topics = [
  'referral',
  'patient',
  'notification',
  'alliance',
  'pairing',
  'institution',
  'person',
  'shift',
  'policy',
  'protocol',
  'capacity',
  'escalation',
  'reminder',
  'follow_up',
  'return_review',
  'down',
  'conversation',
  'consultation',
  'room',
  'availability',
  'service_agreement',
  'expert',
  'catalogue',
  'certificate',
  'report',
  'inbound',
  'recognition',
] as const;
export type Topic = (typeof topics)[number];
export const Signal = z.strictObject({
  seq: z.int(),
  topic: z.enum(topics),
  id: z.string(),
  version: z.int(),
  /** Desks on call ring, locked ones too: an immediate case is waiting. Says nothing about whom. */
  alarm: z.literal(true).optional(),
});
export type Signal = z.infer<typeof Signal>;

/** Server to client, socket.io's event map. `replayed` comes once the past after `auth.after` has been delivered. */
export interface LiveEvents extends RoomEvents {
  signal: (signals: readonly Signal[]) => void;
  replayed: (at: { seq: number }) => void;
}
/** The client sends nothing outside consultation rooms. */
export type LiveCommands = RoomCommands;
/** The session cookie is the credential; `after` is the last seq seen, `appointmentId` as whom one listens. */
export interface LiveAuth {
  readonly after?: number;
  readonly appointmentId?: string;
}
