/** Shades of grey, row by row. */
export interface GreyImage {
  readonly width: number;
  readonly height: number;
  /** 0 black to 255 white. */
  readonly grey: Uint8ClampedArray | Float32Array;
}

/** Longest side on which sharpness is judged: noise of the sensor disappears, lines of an ECG stay. */
export const judgedSide = 640;
/** Below it, the lines of a drawn ECG out of focus by two pixels; tried on drawings, not on a standard. */
const readable = 90;

/**
 * Variance of the Laplacian (Pech-Pacheco et al. 2000): edges that change abruptly make it large, blurred ones small.
 * Divided by the contrast that is there, so that a dim photograph is not called a blurred one.
 */
export function sharpnessOf({ width, height, grey }: GreyImage): number {
  if (width < 3 || height < 3) return 0;
  let count = 0;
  let sum = 0;
  let squares = 0;
  let darkest = 255;
  let lightest = 0;
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x;
      const here = grey[at] ?? 0;
      const edge = (grey[at - 1] ?? 0) + (grey[at + 1] ?? 0) + (grey[at - width] ?? 0) + (grey[at + width] ?? 0) - 4 * here;
      count += 1;
      sum += edge;
      squares += edge * edge;
      darkest = Math.min(darkest, here);
      lightest = Math.max(lightest, here);
    }
  const mean = sum / count;
  const contrast = (lightest - darkest) / 255;
  return contrast < 0.02 ? 0 : (squares / count - mean * mean) / contrast ** 2;
}

/** Whether a photograph is probably too blurred to be read. */
export const isBlurred = (image: GreyImage): boolean => sharpnessOf(image) < readable;

/** Grey of the pixels of a canvas (ITU-R BT.601). */
export function greyOf({ data, width, height }: Pick<ImageData, 'data' | 'width' | 'height'>): GreyImage {
  const grey = new Uint8ClampedArray(width * height);
  for (let i = 0; i < grey.length; i++)
    grey[i] = 0.299 * (data[4 * i] ?? 0) + 0.587 * (data[4 * i + 1] ?? 0) + 0.114 * (data[4 * i + 2] ?? 0);
  return { width, height, grey };
}
