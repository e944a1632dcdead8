/** Where somebody points on the board, as shares of the picture's width and height. */
export interface BoardPointer {
  readonly participantId: string;
  readonly name: string;
  readonly itemId: string;
  readonly page: number;
  readonly x: number;
  readonly y: number;
}
/** Where I point; `at` is null when I point nowhere. */
export interface OwnPointer {
  readonly itemId: string;
  readonly page: number;
  readonly at: { readonly x: number; readonly y: number } | null;
}
