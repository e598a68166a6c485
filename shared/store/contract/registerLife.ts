/** How old what an instance knows of the register may be, in milliseconds. */
export const registerLife = 60_000;
