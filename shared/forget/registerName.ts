/** The entity set of the persons to forget. */
export const registerName = 'forgetRequests';
