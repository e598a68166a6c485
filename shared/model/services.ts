/**
 * The parts of Microsoft 365 by the folders of their reports, each with what people call it, in the order of lists: the page
 * and the documents have no other names for them.
 */
export const services = {
  microsoft365: 'Microsoft 365',
  teams: 'Teams',
  copilot: 'Copilot',
  exchange: 'Exchange',
  oneDrive: 'OneDrive',
  sharePoint: 'SharePoint',
  apps: 'Microsoft 365 Apps',
  vivaEngage: 'Viva Engage',
  forms: 'Forms',
  browser: 'Browsers',
  skypeForBusiness: 'Skype for Business',
} as const;

/** A part of Microsoft 365, by the name of the folder of its reports. */
export type Service = keyof typeof services;
