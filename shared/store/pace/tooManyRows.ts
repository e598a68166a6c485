/** More rows at once than storage seems to take at the moment: fewer are to be sent. Nothing of them was written. */
export class TooManyRows extends Error {
  override readonly name = 'TooManyRows';

  constructor() {
    super('Storage takes no transaction of so many rows at the moment');
  }
}
