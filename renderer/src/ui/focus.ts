const TABBABLE = "a[href], button:not(:disabled), input:not(:disabled), textarea:not(:disabled), [tabindex='0']";

/**
 * Moves the focus to the next (1) or previous (-1) pane. A pane is any element with `data-pane`; inside it the focus
 * goes to the element marked `data-pane-focus`, else to the list, editor or tab that is in use, else to the first
 * control.
 */
export function focusNextPane(step: 1 | -1): void {
  const panes = shownPanes();
  const inside = panes.findLastIndex((pane) => pane.contains(document.activeElement));
  focusInside(panes[inside < 0 ? 0 : (inside + step + panes.length) % panes.length]);
}

/**
 * For the end of a dialog's exit: by then the library has given the focus back to what opened it, unless that is gone, as
 * a row of the palette is. The dialog itself is still there, and takes the focus with it in a moment.
 */
export function focusAfterDialog(): void {
  setTimeout(() => focusIfLost("workbench"), 50);
}

/** Puts the focus into the pane of this name, else into the last one, when what had it is gone, so that the keyboard goes on from there. */
export function focusIfLost(paneName: string): void {
  const { activeElement } = document;
  if (activeElement === null || activeElement === document.body)
    focusInside(shownPanes().find((pane) => pane.dataset["pane"] === paneName) ?? shownPanes().at(-1));
}

function focusInside(pane: HTMLElement | undefined): void {
  if (pane === undefined) return;
  const within = (selector: string): HTMLElement | undefined =>
    [...pane.querySelectorAll<HTMLElement>(selector)].find(
      (element) => isShown(element) && element.closest("[data-pane]") === pane,
    );
  const target =
    within("[data-pane-focus]") ??
    within("[role=listbox]") ??
    within(".monaco-editor textarea, .monaco-editor [role=textbox]") ??
    within("[aria-current], [role=tab][aria-selected=true]") ??
    within(TABBABLE);
  (target ?? pane).focus();
}

/** Puts the cursor into the filter (`data-filter`) of the pane in use, else into the first one shown. */
export function focusFilter(): void {
  const filters = [...document.querySelectorAll<HTMLInputElement>("input[data-filter]")].filter(isShown);
  const pane = document.activeElement?.closest("[data-pane]");
  const near = filters.find((filter) => pane?.contains(filter));
  const filter = near ?? filters.at(-1);
  filter?.focus();
  filter?.select();
}

function shownPanes(): readonly HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("[data-pane]")].filter(isShown);
}

function isShown(element: HTMLElement): boolean {
  return element.getClientRects().length > 0;
}
