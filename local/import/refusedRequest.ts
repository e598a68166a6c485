/** The service has refused what was sent, and would refuse it again: to repeat the command is of no use. */
export class RefusedRequest extends Error {
  override readonly name = 'RefusedRequest';
}
