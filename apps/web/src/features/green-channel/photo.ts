import { greyOf, isBlurred, judgedSide } from './sharpness';

/** A photograph ready to be sent; `blurred` is null where this browser cannot look. */
export interface Photo {
  readonly file: File;
  readonly blurred: boolean | null;
}

/** On a county line, larger ones arrive after the ambulance. */
export const largestBytes = 1_500_000;
const longestSide = 2400;
const steps: readonly (readonly [side: number, quality: number])[] = [
  [longestSide, 0.85],
  [longestSide, 0.7],
  [2000, 0.6],
  [1600, 0.55],
  [1280, 0.5],
  [1024, 0.4],
];

/** The best of several sizes and qualities that is small enough; the smallest where none is. */
export async function smallEnough(encode: (side: number, quality: number) => Promise<Blob>): Promise<Blob> {
  let last: Blob | undefined;
  for (const [side, quality] of steps) {
    last = await encode(side, quality);
    if (last.size <= largestBytes) return last;
  }
  return last as Blob;
}

/** Looks whether it is sharp and makes it small; what cannot be read here is sent as it is. */
export async function preparePhoto(file: File): Promise<Photo> {
  let picture: ImageBitmap;
  try {
    picture = await createImageBitmap(file);
  } catch {
    return { file, blurred: null };
  }
  try {
    const judged = drawn(picture, judgedSide);
    const { width, height } = judged.canvas;
    const blurred = isBlurred(greyOf(judged.getImageData(0, 0, width, height)));
    const small = await smallEnough((side, quality) => jpegOf(drawn(picture, side).canvas, quality));
    return { file: new File([small], 'ECG.jpg', { type: 'image/jpeg' }), blurred };
  } finally {
    picture.close();
  }
}

function drawn(picture: ImageBitmap, side: number): CanvasRenderingContext2D {
  const scale = Math.min(1, side / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const context = canvas.getContext('2d') as CanvasRenderingContext2D;
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return context;
}

const jpegOf = (canvas: HTMLCanvasElement, quality: number): Promise<Blob> =>
  new Promise((done, fail) =>
    canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error('the browser made no JPEG'))), 'image/jpeg', quality),
  );
