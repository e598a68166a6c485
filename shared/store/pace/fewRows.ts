import { maxOperations } from '../rows/rows.ts';

/**
 * Where so few rows are sent at once, each try that is refused costs much of what they take, because a row keeps it from coming
 * late: one is sent before its time not before so much of it is over. So many rows of such as tell nothing, taken while others
 * were refused, tell that storage took something all the time, and then so much is believed of what was measured.
 */
export const fewRows = { atMost: maxOperations / 2, from: 0.75, single: 8, blend: 0.8 };
