/** The tenant every personal Microsoft account belongs to; the reports are for work and school accounts only. */
export const personalTenant = '9188040d-6c67-4c5b-b112-36a304b66dad';
