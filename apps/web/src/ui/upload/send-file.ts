import type { Attachment } from '@alliance/contracts/attachment.contract';
import { startConsultationUpload } from '@alliance/contracts/consultation-document.contract';
import { sendPiece, startUpload, type UploadView } from '@alliance/contracts/upload.contract';
import type { AskOf } from '@alliance/contracts/route';
import { maxPieceBytes } from '@alliance/domain/document/document';
import { Refused, Unanswered, call } from '../../platform/call';
import { prepareFile } from './prepare-file';

export type Stage = 'reading' | 'sending' | 'finishing' | 'offline';
/** What a document is added to. */
export interface UploadParent {
  readonly kind: 'referral' | 'consultation';
  readonly id: string;
}
const startOf = { referral: startUpload, consultation: startConsultationUpload } as const;

export interface Sending {
  readonly id: string;
  readonly parent: UploadParent;
  readonly file: File;
  readonly signal: AbortSignal;
  readonly onProgress: (stage: Stage, sent: number) => void;
}

const smallestPiece = 256 * 1_024;
const quickMs = 1_000;
const slowMs = 5_000;
const longestWaitMs = 15_000;
/** Answers of ours that ask for patience or for another look; a fault of ours is given a few tries. */
const passing = new Set(['server.unavailable', 'upload.offset_differs', 'upload.too_many_open', 'request.too_many']);
const faultsBorne = 5;

/**
 * Sends a file piece by piece, larger pieces on a quick line, and goes on by itself after a broken one from where the server is.
 * @throws Refused where the server will not take it; whatever `signal` was aborted with
 */
export async function sendFile({ id, parent, file: chosen, signal, onProgress }: Sending): Promise<Attachment> {
  onProgress('reading', 0);
  const { file, sha256 } = await prepareFile(chosen);
  const announce = { params: { id: parent.id }, body: { id, name: chosen.name || 'document', bytes: file.size, sha256 } };
  const begin = () => call(startOf[parent.kind], announce, { signal });
  let size = smallestPiece;
  let failures = 0;
  let at: UploadView | undefined;
  for (;;) {
    try {
      if (!at) at = await begin();
      if (at.attachment) return at.attachment;
      const end = Math.min(at.offset + size, file.size);
      onProgress(end < file.size ? 'sending' : 'finishing', at.offset);
      const began = performance.now();
      at = await call(sendPiece, { params: { id }, query: { offset: at.offset }, body: pieceOf(file, at.offset, end) }, { signal });
      size = nextSize(size, performance.now() - began);
      failures = 0;
    } catch (error) {
      signal.throwIfAborted();
      if (!passes(error, failures++)) throw error;
      onProgress('offline', at?.offset ?? 0);
      await betterLine(failures, signal);
      size = smallestPiece;
      // the server says how much it really has
      at = undefined;
    }
  }
}

const nextSize = (size: number, tookMs: number): number =>
  tookMs < quickMs ? Math.min(size * 2, maxPieceBytes) : tookMs > slowMs ? Math.max(size / 2, smallestPiece) : size;

function passes(error: unknown, failures: number): boolean {
  if (error instanceof Unanswered) return true;
  if (!(error instanceof Refused)) return false;
  return passing.has(error.problem.code) || (error.problem.status >= 500 && failures < faultsBorne);
}

type Piece = AskOf<typeof sendPiece>['body'];
/** The contracts are compiled with Node's `Blob`, which has one method more. */
const pieceOf = (file: File, from: number, to: number): Piece => file.slice(from, to) as unknown as Piece;

/** Waits longer each time, until the browser says that there is a line again. */
function betterLine(failures: number, signal: AbortSignal): Promise<void> {
  return new Promise((go, stop) => {
    const end = () => {
      clearTimeout(timer);
      removeEventListener('online', again);
      signal.removeEventListener('abort', aborted);
    };
    const again = () => (end(), go());
    const aborted = () => (end(), stop(signal.reason as Error));
    const timer = setTimeout(again, Math.min(500 * 2 ** (failures - 1), longestWaitMs));
    addEventListener('online', again);
    signal.addEventListener('abort', aborted);
  });
}
