import { entityType } from '../../edm/entityType.ts';

/** The persons to forget: one entity for each request, which stays as register when it is done; no type of Microsoft Graph. */
export const forgetRequests = entityType({
  name: 'forgetRequests',
  title: 'Register: persons to forget',
  description:
    'A request to forget a person, and what became of it. A type of this service alone, open to the app role Reports.Forget.All only.',
  isRegister: true,
  properties: {
    names: {
      type: 'Edm.String',
      collection: true,
      maxLength: 320,
      label: 'Names',
      description:
        'Every name of the person: sign-in name, display name, user id, earlier ones too. Empty once all rows were looked at.',
      example: 'ada@contoso.example',
    },
    mode: {
      type: 'Edm.String',
      maxLength: 16,
      label: 'Mode',
      description: 'What becomes of the rows: delete, or pseudonym, where a random name takes the place of all others.',
      example: 'delete',
    },
    state: {
      type: 'Edm.String',
      computed: true,
      maxLength: 16,
      label: 'State',
      description:
        'waiting; walking while rows are looked at; walked when all were; done when the last trace of a deleted row is purged.',
      example: 'walking',
    },
    requestedAt: {
      type: 'Edm.DateTimeOffset',
      computed: true,
      label: 'Requested at',
      description: 'When the request came.',
      example: '2026-11-28T10:15:00Z',
    },
    walkedAt: {
      type: 'Edm.DateTimeOffset',
      computed: true,
      label: 'Walked at',
      description: 'When all rows had been looked at.',
      example: '2026-11-29T03:31:00Z',
    },
    doneAt: {
      type: 'Edm.DateTimeOffset',
      computed: true,
      label: 'Done at',
      description: 'When the last tombstone was found purged.',
      example: '2026-12-30T03:22:00Z',
    },
    rowsLookedAt: {
      type: 'Edm.Int64',
      computed: true,
      label: 'Rows looked at',
      description: 'Rows of details that were looked at.',
      example: '812000',
    },
    rowsDeleted: {
      type: 'Edm.Int64',
      computed: true,
      label: 'Rows deleted',
      description: 'Rows about the person that were deleted.',
      example: '420',
    },
    rowsChanged: {
      type: 'Edm.Int64',
      computed: true,
      label: 'Rows changed',
      description: 'Rows in which names became null or the pseudonym.',
      example: '12',
    },
    rowsFailed: {
      type: 'Edm.Int64',
      computed: true,
      label: 'Rows failed',
      description: 'Rows that could not be changed; while there are any, all rows are looked at again the next night.',
      example: '0',
    },
    sets: {
      type: 'Edm.String',
      computed: true,
      collection: true,
      maxLength: 256,
      label: 'Sets',
      description: 'The same by set: its name, rows looked at, deleted, changed.',
      example: 'office365ActiveUserDetail: 36900 looked at, 41 deleted, 0 changed',
    },
    pseudonym: {
      type: 'Edm.String',
      computed: true,
      maxLength: 32,
      label: 'Pseudonym',
      description: 'The random name that takes the place of all others; null where rows are deleted.',
      example: '8c1f0a6f3d5e4b7290a1c2d3e4f56789',
    },
    digests: {
      type: 'Edm.String',
      computed: true,
      collection: true,
      maxLength: 64,
      label: 'Digests',
      description:
        'The SHA-256, in hexadecimal, of the tenant and each name in lower case: by it names are known again.',
      example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    },
    place: {
      type: 'Edm.String',
      computed: true,
      maxLength: 1024,
      label: 'Place',
      description: 'Where the walk goes on; null before it and behind it.',
      example: 'office365ActiveUserDetail',
    },
  },
  naturalKey: [],
  indexes: [],
});
