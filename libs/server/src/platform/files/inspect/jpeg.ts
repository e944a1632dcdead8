import type { QuarantineReason } from '@alliance/domain/document/document';
import { outlineOfJpeg } from '@alliance/domain/document/jpeg';
import { Refusal } from '@alliance/domain/refusal';
import { checkPixels } from './picture.js';

/** @throws Refusal file.damaged, file.too_many_pixels */
export function inspectJpeg(file: Buffer): QuarantineReason | null {
  const outline = outlineOfJpeg(file);
  if (!outline) throw new Refusal('file.damaged');
  checkPixels(outline.width, outline.height);
  // some cameras fill the last block with zeros
  return file.subarray(outline.end).some((byte) => byte !== 0) ? 'hidden_data' : null;
}
