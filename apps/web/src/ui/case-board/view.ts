import { furthestZoom } from '@alliance/domain/case-board/case-board.codes';

/** What is shown of a picture: how near (1: all of it), and its middle as shares of width and height. */
export interface View {
  readonly zoom: number;
  readonly x: number;
  readonly y: number;
}
export interface Size {
  readonly width: number;
  readonly height: number;
}
export const whole: View = { zoom: 1, x: 0.5, y: 0.5 };

const between = (value: number, least: number, most: number): number => Math.min(Math.max(value, least), most);
export const shareOf = (value: number): number => Math.round(between(value, 0, 1) * 10_000) / 10_000;

export const zoomed = (view: View, by: number): View => {
  const zoom = Math.round(between(view.zoom * by, 1, furthestZoom) * 100) / 100;
  return zoom === 1 ? whole : { ...view, zoom };
};
/** Moved by shares of what is seen. */
export const moved = ({ zoom, x, y }: View, right: number, down: number): View => ({
  zoom,
  x: shareOf(x + right / zoom),
  y: shareOf(y + down / zoom),
});

/** Where a picture lies in its place: its size on the screen and its upper left corner, in pixels. */
export function placeOf(picture: Size, place: Size, { zoom, x, y }: View): Size & { readonly left: number; readonly top: number } {
  const scale = Math.min(place.width / picture.width, place.height / picture.height) * zoom;
  const width = picture.width * scale;
  const height = picture.height * scale;
  return { width, height, left: place.width / 2 - x * width, top: place.height / 2 - y * height };
}

/** Distance between two points of a picture, in its own pixels. */
export const pixelsBetween = (points: readonly (readonly [number, number])[], { width, height }: Size): number => {
  const [[fromX, fromY] = [0, 0], [toX, toY] = [0, 0]] = points;
  return Math.round(Math.hypot((toX - fromX) * width, (toY - fromY) * height));
};
