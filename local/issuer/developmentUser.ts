/** The one user of the development issuer: whoever signs in is this person. */
export const developmentUser = {
  name: 'Development User',
  userName: 'developer@reports.example',
  oid: '0d5e2c7a-91b4-4e1f-8a37-6f2f5b9c4d10',
} as const;
