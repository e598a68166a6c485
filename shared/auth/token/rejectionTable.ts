import type { InnerCode } from '../../errors/errorTable.ts';
import { leastPermission } from '../permission/permissionTable.ts';

interface Rejection {
  /** Of the 401; `InvalidAuthenticationToken` unless given. */
  readonly code?: InnerCode;
  /** `challenge`: no token came, so the 401 names no error; `forbidden`: 403. Else a 401 with `invalid_token`. */
  readonly kind?: 'challenge' | 'forbidden';
  /** Public: says what was wrong and what would be right, and repeats nothing from the token. */
  readonly message: (api: string) => string;
}

const another = (api: string): string => `Request another token for ${api}/.default.`;

const rows = {
  tokenMissing: {
    kind: 'challenge',
    message: (api) =>
      `Access token is empty. Send the header Authorization: Bearer <token> with an access token requested for ${api}/.default.`,
  },
  schemeMissing: {
    kind: 'challenge',
    message: () => 'The header Authorization holds a token without its scheme. Send Authorization: Bearer <token>.',
  },
  schemeOther: {
    kind: 'challenge',
    message: (api) =>
      `The header Authorization is not of the scheme Bearer. Send Authorization: Bearer <token> with an access token requested for ${api}/.default.`,
  },
  tokenMalformed: {
    message: () =>
      'The bearer token is not one signed JSON Web Token in compact form: three base64url parts joined by dots, at most 12,288 characters.',
  },
  tokenWrapped: {
    message: () =>
      'The token in the header Authorization stands in quotation marks or brackets, behind a second Bearer or beside something else. Send Authorization: Bearer <token> with the token alone.',
  },
  tokenPlaceholder: {
    message: (api) =>
      `The header Authorization holds a name in the place of a token, such as $TOKEN, {{token}}, null or undefined: what should have put the token there did not. Send Authorization: Bearer <token> with an access token requested for ${api}/.default.`,
  },
  headerMemberNotAllowed: {
    message: () => 'The header of the token may hold typ, alg, kid and x5t once each, and nothing else.',
  },
  typeNotAllowed: { message: () => 'The header of the token must hold the typ JWT, and an x5t must be a string.' },
  algorithmNotAllowed: { message: () => 'The token must be signed with the algorithm RS256.' },
  keyIdMissing: { message: () => 'The header of the token must name its signing key by kid, a string.' },
  claimsMalformed: {
    message: () => 'The claims of the token must be a JSON object that holds every name once, in one case.',
  },
  microsoftGraphToken: {
    message: (api) =>
      `This is a token for Microsoft Graph, which only Microsoft Graph can verify, and not for this API. Request one for ${api}/.default.`,
  },
  personalAccount: {
    code: 'PersonalAccountNotSupported',
    message: () => 'Personal Microsoft accounts are not supported. Sign in with a work or school account.',
  },
  versionUnknown: { message: () => 'The claim ver of the token must be the string 1.0 or 2.0.' },
  keyUnknown: { message: (api) => `The token is not signed with a key of the configured authority. ${another(api)}` },
  keyTooWeak: { message: () => 'The token is signed with an RSA key of less than 2048 bits.' },
  signatureWrong: { message: (api) => `The signature of the token is not valid. ${another(api)}` },
  tenantMalformed: { message: () => 'The claim tid of the token must be a tenant id, a GUID in lower case.' },
  issuerWrong: {
    message: (api) => `The issuer of the token is not the configured authority for the tenant in tid. ${another(api)}`,
  },
  keyIssuerWrong: { message: () => 'The token is signed with a key that belongs to another issuer.' },
  tenantNotAllowed: { message: () => 'This API does not serve the tenant the token was issued by.' },
  audienceWrong: { message: (api) => `The token is meant for another API. Request one for ${api}/.default.` },
  timesMalformed: { message: () => 'The claims exp and iat of the token, and nbf if present, must be whole seconds.' },
  expired: { message: (api) => `Lifetime validation failed, the token is expired. ${another(api)}` },
  notYetValid: {
    message: () => 'Lifetime validation failed, the token is not valid yet. Check the clock of its issuer.',
  },
  lifetimeTooLong: { message: () => 'The token is valid for more than 28 hours, which no access token of Entra is.' },
  kindContradictory: {
    message: () =>
      "The token says idtyp app and holds the claim scp: it cannot be both an application's and a user's. Request a new one.",
  },
  clientMissing: {
    message: (api) =>
      `The token names no client application: azp in version 2.0, appid in 1.0. An ID token has none; send an access token for ${api}/.default.`,
  },
  clientNotAllowed: {
    kind: 'forbidden',
    message: () => 'The client application the token was issued to may not call this API. Its owner has to allow it.',
  },
  permissionMissing: {
    kind: 'forbidden',
    message: () =>
      'Insufficient privileges to complete the operation. The token holds no permission of this API: ' +
      `${leastPermission.read} to read (Reports.ReadSummary.All for series and totals alone), ${leastPermission.write} to write, as delegated scope (scp) or application role (roles).`,
  },
} satisfies Record<string, Rejection>;

/** Why credentials were refused, in one word for logs and counters. */
export type RejectionReason = keyof typeof rows;

/** Every reason to refuse a request's credentials, one row each; the reason goes to the log, the message to the caller. */
export const rejectionTable: Readonly<Record<RejectionReason, Rejection>> = rows;

/** The outcome of a check that failed. */
export interface Rejected {
  readonly rejected: RejectionReason;
}
