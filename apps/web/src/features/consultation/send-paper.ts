import { describeDocument } from '@alliance/contracts/consultation-document.contract';
import { v7 } from 'uuid';
import { call } from '../../platform/call';
import { sendFile } from '../../ui/upload/send-file';

/**
 * Sends a photographed or scanned paper of consent and says that it is one.
 * @returns its id
 * @throws Refused where the server will not take it
 */
export async function sendPaper(consultationId: string, file: File, signal: AbortSignal): Promise<string> {
  const parent = { kind: 'consultation', id: consultationId } as const;
  const sent = await sendFile({ id: v7(), parent, file, signal, onProgress: () => undefined });
  await call(describeDocument, { params: { id: consultationId, documentId: sent.id }, body: { kind: 'consent' } });
  return sent.id;
}
