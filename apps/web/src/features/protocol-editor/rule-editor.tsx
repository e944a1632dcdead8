import type { Rule } from '@alliance/domain/criteria/rule.types';
import { useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useWords } from '../../platform/i18n';
import { say } from '../../ui/said';
import { problemsByNode } from './criterion.policy';
import { AddRow } from './rule-add';
import { RuleNode } from './rule-node';
import type { RuleEditing, RuleTools, Step } from './rule-tools';
import { ruleWords } from './rule.locale';
import { addTo, asKind, isListGroup, moveBy, pathKey, removeAt, type Changed, type Path } from './rule-tree.policy';
import './rule-editor.css';

/**
 * A rule as an outline: nested lists of buttons, one of them open with its fields under it. The arrow keys go through them,
 * with Alt they move a condition. What to undo is kept by the desk.
 */
export function RuleEditor({ label, rule, problems, outcomes, onChange }: RuleEditing & { readonly label: string }) {
  const t = useWords(ruleWords);
  const place = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState<string>();
  const [adding, setAdding] = useState<string>();
  /** The node that gets the focus once the change is drawn. */
  const wanted = useRef<string>(undefined);
  const wrong = useMemo(() => problemsByNode(rule, problems), [rule, problems]);
  const buttons = () => [...(place.current?.querySelectorAll<HTMLElement>(':scope > ul .rule-node') ?? [])].filter(mine(place.current));

  useLayoutEffect(() => {
    if (wanted.current === undefined) return;
    const nodes = [...(place.current?.querySelectorAll<HTMLElement>('.rule-node') ?? [])];
    const found = nodes.find(({ dataset }) => dataset['node'] === wanted.current);
    // a new condition wants its number first
    const empty = found?.closest('li')?.querySelector<HTMLInputElement>('.rule-panel input.figures');
    (empty && !empty.value ? empty : found)?.focus();
    wanted.current = undefined;
  });

  const land = ({ rule: next, path }: Changed, step?: Step) => {
    if (next === rule) return;
    onChange(next, step);
    wanted.current = pathKey(path);
    if (open !== undefined) setOpen(pathKey(path));
  };
  const move = (path: Path, by: 1 | -1) => land(moveBy(rule, path, by));
  const remove = (path: Path) => {
    setOpen(undefined);
    land(removeAt(rule, path));
    say(t('removed'));
  };
  /** A single condition becomes the first of a group before something is put beside it. */
  const home = (group: Path): Rule => (group.length || isListGroup(rule) ? rule : asKind({ all: [rule] }, 'all'));
  const add = (group: Path, child: Rule, step?: Step) => {
    const changed = addTo(home(group), group, child);
    onChange(changed.rule, step);
    setAdding(undefined);
    setOpen(pathKey(changed.path));
    wanted.current = pathKey(changed.path);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement;
    const node = target.dataset['node'];
    if (node === undefined || !mine(place.current)(target)) return;
    const path = pathOf(node);
    const list = buttons();
    const to: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };
    const by = to[event.key] as 1 | -1 | undefined;
    if (by && event.altKey) move(path, by);
    else if (by) list[list.indexOf(target) + by]?.focus();
    else if (event.key === 'Home') list[0]?.focus();
    else if (event.key === 'End') list.at(-1)?.focus();
    else if (event.key === 'Delete') remove(path);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const tools: RuleTools = {
    ...{ rule, wrong, outcomes, open, adding, onChange, land, move, remove, add },
    onOpen: setOpen,
    onAdding: setAdding,
    nested: (editing) => <RuleEditor {...editing} />,
  };
  const empty = 'all' in rule && rule.all.length === 0;
  return (
    <div ref={place} className="rule-editor" role="group" aria-label={label} onKeyDown={onKeyDown}>
      {empty ? (
        <p className="soft">{t('everybody')}</p>
      ) : (
        <ul className="rule-outline">
          <RuleNode at={rule} path={[]} tools={tools} />
        </ul>
      )}
      {(empty || !isListGroup(rule)) && <AddRow group={[]} tools={tools} />}
    </div>
  );
}
/** Thresholds that depend on somebody hold outlines of their own. */
const mine = (place: HTMLElement | null) => (element: HTMLElement) => element.closest('.rule-editor') === place;
const pathOf = (key: string): Path => (key ? key.split('/').map((step) => (/^\d+$/.test(step) ? Number(step) : step)) : []);
