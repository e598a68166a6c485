/** Text of a drawing, by what it is for; the sizes are those of the style sheet. */
export type TextKind = 'label' | 'figure' | 'axis';
