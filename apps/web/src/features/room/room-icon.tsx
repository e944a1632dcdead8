/** Line drawings of 20 × 20 for what one does in a room; always beside a word. */
const paths = {
  microphone: 'M10 3a2.500 2.500 0 0 0-2.500 2.500v4a2.500 2.500 0 0 0 5 0v-4A2.500 2.500 0 0 0 10 3M5 9.500a5 5 0 0 0 10 0M10 14.500V17',
  microphoneOff:
    'M10 3a2.500 2.500 0 0 0-2.500 2.500v4a2.500 2.500 0 0 0 5 0v-4A2.500 2.500 0 0 0 10 3M5 9.500a5 5 0 0 0 10 0M10 14.500V17M3 3l14 14',
  camera: 'M3 6h9v8.500H3zM12 9l5-2.500v7.500L12 11.500',
  cameraOff: 'M3 6h9v8.500H3zM12 9l5-2.500v7.500L12 11.500M2.500 3l15 14',
  screen: 'M3 4.500h14v9H3zM7 17h6M10 13.500V17M10 11V7m-2 2 2-2 2 2',
  hand: 'M6.500 11V5.500a1 1 0 0 1 2 0V9M8.500 9V4a1 1 0 0 1 2 0v5M10.500 9V4.500a1 1 0 0 1 2 0V9M12.500 9.500V6.500a1 1 0 0 1 2 0V12c0 3-1.500 5-4.500 5-2.500 0-3.500-1-5-4l-1-2a1 1 0 0 1 1.700-1l.800 1',
  board: 'M3 4h14v10H3zM7 17l3-3 3 3M6 10l3-3 2 2 3-3',
  chat: 'M3.500 4.500h13v9h-8l-3.500 3v-3h-1.500z',
  leave: 'M3 12c4-4 10-4 14 0l-2 2-2.500-1.500v-2a8 8 0 0 0-5 0v2L5 14z',
  pen: 'M4 16l1-4 8-8 3 3-8 8zM11.500 5.500l3 3',
} as const;
export type RoomIconName = keyof typeof paths;

export function RoomIcon({ name }: { readonly name: RoomIconName }) {
  return (
    <svg
      className="icon"
      width={18}
      height={18}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.6}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={paths[name]} />
    </svg>
  );
}
