/** Leads to a fact's field: opens the group it is folded into, and puts the cursor in. */
export function focusFact(key: string): void {
  const field = document.getElementById(`fact-${key}`);
  const folded = field?.closest('details');
  if (folded) folded.open = true;
  field?.scrollIntoView({ block: 'center' });
  (field?.querySelector<HTMLElement>('input, select') ?? field)?.focus({ preventScroll: true });
}
