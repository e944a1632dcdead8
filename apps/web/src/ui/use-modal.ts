import { useEffect, useRef, type MouseEvent, type RefObject } from 'react';

interface ModalProps {
  readonly ref: RefObject<HTMLDialogElement | null>;
  readonly onClose: () => void;
  readonly onCancel: (event: { preventDefault: () => void }) => void;
  readonly onClick: (event: MouseEvent) => void;
}

/**
 * Opens and shuts the browser's own modal dialog: it keeps the focus, Escape closes it, the page behind is inert.
 * Focus goes to `[data-first]`, else to the `otherwise` selector. One that `stays` has no way out but its own buttons.
 */
export function useModal(
  open: boolean,
  onClose: () => void,
  more: { readonly otherwise?: string; readonly stays?: boolean } = {},
): ModalProps {
  const { otherwise, stays = false } = more;
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = ref.current;
    if (!dialog) return;
    if (open && !dialog.open) {
      dialog.showModal();
      // the browser would choose the close button
      const first = dialog.querySelector<HTMLElement>('[data-first]:not(:disabled)');
      (first ?? (otherwise ? dialog.querySelector<HTMLElement>(otherwise) : null))?.focus();
    }
    if (!open && dialog.open) dialog.close();
  }, [open, otherwise]);
  return {
    ref,
    onCancel: (event) => stays && event.preventDefault(),
    // browsers let a second Escape through
    onClose: () => (stays && open ? ref.current?.showModal() : onClose()),
    onClick: (event) => {
      if (!stays && event.target === ref.current) onClose();
    },
  };
}
