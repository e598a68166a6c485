import { htmlElement } from '../page/elements.ts';
import { leaveProblem } from '../page/leaveProblem.ts';
import type { OverviewPanel } from './overviewPanel.ts';
import type { PartName } from './overviewParts.ts';

/** Panels in groups that share a place. */
export type PanelLayout = readonly (readonly [className: string, label: string, panels: readonly OverviewPanel[]])[];

/** The panels that are shown. */
export interface PanelGroups {
  readonly elements: readonly HTMLElement[];
  /** Draws those anew that a part belongs to. All others stay as they are, with whatever is open or has the focus in them. */
  renew(name: PartName): void;
}

/**
 * Makes the panels.
 *
 * @param make draws one, in the place of another where there was one; undefined leaves it out
 */
export function panelGroups(
  layout: PanelLayout,
  make: (panel: OverviewPanel, before?: HTMLElement) => HTMLElement | undefined,
): PanelGroups {
  const shown = new Map<OverviewPanel, HTMLElement>();
  const elements = layout.flatMap(([className, label, panels]) => {
    const made = panels.flatMap((panel) => {
      const element = make(panel);
      if (element !== undefined) shown.set(panel, element);
      return element ?? [];
    });
    if (made.length === 0) return [];
    return className === '' ? made : [htmlElement('section', { class: className, 'aria-label': label }, ...made)];
  });

  function leave(panel: OverviewPanel, element: HTMLElement): void {
    const group = element.parentElement;
    leaveProblem(element);
    shown.delete(panel);
    element.remove();
    if (group?.matches('section:empty') === true) group.remove();
  }
  return {
    elements,
    renew(name) {
      for (const [panel, before] of shown) {
        if (!panel.parts.includes(name)) continue;
        const element = make(panel, before);
        if (element === undefined) {
          leave(panel, before);
          continue;
        }
        const isHere = before.contains(document.activeElement);
        before.replaceWith(element);
        shown.set(panel, element);
        if (!isHere) continue;
        element.tabIndex = -1;
        (element.querySelector<HTMLElement>('button.primary') ?? element).focus({ preventScroll: true });
      }
    },
  };
}
