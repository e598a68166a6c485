import { htmlElement, svgElement } from './elements.ts';

const signs = {
  plain: 'M8 0a8 8 0 1 0 0 16A8 8 0 0 0 8 0m1 12H7V7h2zm0-6H7V4h2z',
  warn: 'M8 1 16 15H0zM7 6v4h2V6zm0 5v2h2v-2z',
} as const;

/** A remark with a sign. */
export function note(kind: keyof typeof signs, ...children: readonly (Node | string)[]): HTMLElement {
  const sign = svgElement('svg', { width: 16, height: 16, viewBox: '0 0 16 16', 'aria-hidden': 'true' });
  sign.append(svgElement('path', { fill: 'currentColor', d: signs[kind] }));
  return htmlElement(
    'p',
    { class: `note ${kind === 'plain' ? '' : kind}`.trim() },
    sign,
    htmlElement('span', {}, ...children),
  );
}
