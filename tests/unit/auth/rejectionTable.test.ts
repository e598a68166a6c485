import { rejectionTable } from '../../../shared/auth/token/rejectionTable.ts';

test('every message is a full sentence that fits a quoted header value as it is', () => {
  for (const { message } of Object.values(rejectionTable)) {
    expect(message('api://c0ffee00-1234-4abc-8def-0123456789ab')).toMatch(
      /^[A-Z][\x20\x21\x23-\x5b\x5d-\x7e]+\.(?:default\.)?$/,
    );
  }
});

test('a Graph token, the common mistake, is told apart and corrected', () => {
  const message = rejectionTable.microsoftGraphToken.message('api://x');
  expect(message).toContain('token for Microsoft Graph');
  expect(message).toContain('api://x/.default');
});
