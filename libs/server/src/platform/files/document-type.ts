import { documentTypes, type DocumentType } from '@alliance/domain/document/document';
import { Refusal } from '@alliance/domain/refusal';
import { fileTypeFromBuffer } from 'file-type';

/** What the library of file types reads of a file at most. */
export const headBytes = 4_100;

/**
 * What a document is, by its first bytes.
 * @throws Refusal file.empty, file.type_refused for everything that is not among the types
 */
export async function documentTypeOf(head: Buffer, types: readonly DocumentType[] = documentTypes): Promise<DocumentType> {
  if (!head.length) throw new Refusal('file.empty');
  // the library would say what the preamble says, and that may be anything
  const isDicom = head.subarray(128, 132).equals(Buffer.from('DICM'));
  const found = isDicom ? 'application/dicom' : (await fileTypeFromBuffer(head))?.mime;
  const type = types.find((each) => each === found);
  // the library skips what may stand before a PDF; a PDF of ours begins with itself
  if (!type || (type === 'application/pdf' && !head.subarray(0, 5).equals(Buffer.from('%PDF-')))) throw new Refusal('file.type_refused');
  return type;
}
