import type { MarkKind } from '@alliance/domain/case-board/case-board.codes';
import { useEffect, useEffectEvent, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { useWords } from '../../platform/i18n';
import type { ShownMark } from './board-outbox';
import { caseBoardWords } from './case-board.locale';
import type { Hand } from './hands';
import { MarkShape } from './mark-shape';
import { directionOf, useDrawing, type Points, type Tool } from './stage-drawing';
import { useShownIn } from './use-picture';
import { moved, placeOf, shareOf, whole, zoomed, type Size, type View } from './view';

/** Where somebody points just now, as shares of the picture's width and height. */
export interface StagePointer {
  readonly participantId: string;
  readonly name: string;
  readonly x: number;
  readonly y: number;
}
interface Props {
  readonly picture: Blob;
  readonly name: string;
  readonly marks: readonly ShownMark[];
  readonly handOf: (personId: string) => Hand;
  readonly me: string;
  readonly tool: Tool;
  readonly view: View;
  readonly onView: (view: View) => void;
  readonly onDraw: (kind: MarkKind, points: Points) => void;
  readonly pointers: readonly StagePointer[];
  readonly onPoint: (at: { readonly x: number; readonly y: number } | null) => void;
}
const unknown: Size = { width: 1_000, height: 750 };
const nearer = 1.25;

/** A picture with what is drawn on it: moved, looked into and drawn on by pointer, wheel or keys. */
export function BoardStage(props: Props) {
  const { picture: bytes, name, marks, handOf, me, tool, view, onView, onDraw, pointers, onPoint } = props;
  const t = useWords(caseBoardWords);
  const place = useRef<HTMLDivElement>(null);
  const sheetNode = useRef<HTMLDivElement>(null);
  const size = useSize(place);
  const [picture, setPicture] = useState<Size>(unknown);
  const [broken, setBroken] = useState(false);
  const grabbed = useRef<{ readonly x: number; readonly y: number; readonly view: View }>(null);
  const shownIn = useShownIn(bytes);
  const drawing = useDrawing(tool, onDraw);
  const sheet = placeOf(picture, size, view);

  const wheel = useEffectEvent((event: WheelEvent) => {
    event.preventDefault();
    onView(zoomed(view, event.deltaY < 0 ? nearer : 1 / nearer));
  });
  useEffect(() => {
    const { current: node } = place;
    const turn = (event: WheelEvent) => wheel(event);
    // only a listener of this kind may keep the page from scrolling
    node?.addEventListener('wheel', turn, { passive: false });
    return () => node?.removeEventListener('wheel', turn);
  }, []);

  const shareAt = ({ clientX, clientY }: PointerEvent): readonly [number, number] => {
    const box = sheetNode.current?.getBoundingClientRect();
    return [shareOf((clientX - (box?.left ?? 0)) / (box?.width || 1)), shareOf((clientY - (box?.top ?? 0)) / (box?.height || 1))];
  };
  const down = (event: PointerEvent) => {
    if (event.button !== 0) return;
    place.current?.setPointerCapture?.(event.pointerId);
    if (drawing.kind) drawing.begin(shareAt(event));
    else grabbed.current = { x: event.clientX, y: event.clientY, view };
  };
  const move = (event: PointerEvent) => {
    const at = shareAt(event);
    onPoint({ x: at[0], y: at[1] });
    if (drawing.points) drawing.go(at);
    const { current: from } = grabbed;
    if (from) onView({ ...from.view, x: shareOf(from.view.x - (event.clientX - from.x) / sheet.width), y: shareOf(from.view.y - (event.clientY - from.y) / sheet.height) }); // prettier-ignore
  };
  const up = (event: PointerEvent) => {
    if (drawing.points) drawing.end(shareAt(event));
    grabbed.current = null;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const direction = directionOf(event.key);
    const acts: Readonly<Record<string, View>> = { '+': zoomed(view, nearer), '=': zoomed(view, nearer), '-': zoomed(view, 1 / nearer), '0': whole }; // prettier-ignore
    const next = acts[event.key] ?? (direction && !drawing.kind ? moved(view, direction[0] * 4, direction[1] * 4) : undefined);
    if (next) onView(next);
    else if (!drawing.kind || !drawing.onKeyDown(event)) return;
    event.preventDefault();
  };

  if (broken) return <p className="note-warn">{t('board.broken')}</p>;
  return (
    <div
      ref={place}
      className={`board-stage ${drawing.kind ? 'drawing' : ''}`}
      tabIndex={0}
      role="group"
      aria-label={t(drawing.kind ? 'board.stageDraw' : 'board.stage', { name })}
      onKeyDown={onKeyDown}
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={up}
      onPointerCancel={() => (drawing.giveUp(), (grabbed.current = null))}
      onPointerLeave={() => onPoint(null)}
    >
      <div ref={sheetNode} className="board-sheet" style={{ width: sheet.width, height: sheet.height, left: sheet.left, top: sheet.top }}>
        <img
          ref={shownIn}
          alt={name}
          draggable={false}
          onLoad={({ currentTarget: { naturalWidth: width, naturalHeight: height } }) => width && height && setPicture({ width, height })}
          onError={() => setBroken(true)}
        />
        <svg width={sheet.width} height={sheet.height} aria-hidden>
          {marks.map((mark, at) => (
            <MarkShape key={mark.id} shape={mark} hand={handOf(mark.by.id)} label={String(at + 1)} sheet={sheet} picture={picture} />
          ))}
          {drawing.kind && drawing.points && (
            <MarkShape
              shape={{ kind: drawing.kind, points: drawing.points, text: null }}
              hand={handOf(me)}
              label=""
              sheet={sheet}
              picture={picture}
            />
          )}
          {drawing.cross && <path className="board-cross" d={crossAt(drawing.cross, sheet)} />}
        </svg>
        {pointers.map(({ participantId, name: whose, x, y }) => (
          <span key={participantId} className="board-pointer" style={{ left: `${x * 100}%`, top: `${y * 100}%` }}>
            <span aria-hidden>➤</span> {whose}
          </span>
        ))}
      </div>
    </div>
  );
}

const crossAt = ([x, y]: readonly [number, number], { width, height }: Size): string =>
  `M${x * width - 12} ${y * height}h24M${x * width} ${y * height - 12}v24`;

/** How large its place is, as it changes. */
function useSize(node: { readonly current: HTMLElement | null }): Size {
  const [size, setSize] = useState<Size>({ width: 800, height: 500 });
  useEffect(() => {
    const { current: element } = node;
    if (!element || typeof ResizeObserver === 'undefined') return;
    const observer = new ResizeObserver(([entry]) => {
      const box = entry?.contentRect;
      if (box?.width && box.height) setSize({ width: box.width, height: box.height });
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [node]);
  return size;
}
