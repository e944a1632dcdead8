export const deviceTroubles = ['denied', 'busy', 'missing', 'insecure', 'unknown'] as const;
/** Why a camera or a microphone could not be used, as far as one can do something about it. */
export type DeviceTrouble = (typeof deviceTroubles)[number];

const byName: Readonly<Record<string, DeviceTrouble>> = {
  NotAllowedError: 'denied',
  SecurityError: 'insecure',
  NotReadableError: 'busy',
  AbortError: 'busy',
  NotFoundError: 'missing',
  OverconstrainedError: 'missing',
};

/** From what getUserMedia throws (W3C Media Capture and Streams §10.2). Browsers have no devices at all on an insecure origin. */
export const deviceTrouble = (error: unknown, devicesThere: boolean): DeviceTrouble =>
  devicesThere ? (byName[(error as Error | null)?.name ?? ''] ?? 'unknown') : 'insecure';
