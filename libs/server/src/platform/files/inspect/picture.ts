import { maxPixels } from '@alliance/domain/document/document';
import { Refusal } from '@alliance/domain/refusal';

/** @throws Refusal file.damaged without a size, file.too_many_pixels: who opens it would need that much memory */
export function checkPixels(width: number, height: number): void {
  if (!width || !height) throw new Refusal('file.damaged');
  if (width * height > maxPixels) throw new Refusal('file.too_many_pixels', { maxMegapixels: Math.floor(maxPixels / 1_000_000) });
}
