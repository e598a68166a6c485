import { open } from 'node:fs/promises';

/** Bytes a line break ends with, in UTF-8 and in either order of UTF-16. */
const lineBreaks: readonly string[] = ['0a', '0d', '0a00', '0d00'];

/** Whether no line break stands at the end of a file: one that was cut off, or that of a program that writes none. */
export async function endsWithinLine(file: string, size: number): Promise<boolean> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, Math.max(0, size - 2));
    const end = buffer.subarray(0, bytesRead).toString('hex');
    return !lineBreaks.some((lineBreak) => end.endsWith(lineBreak));
  } finally {
    await handle.close();
  }
}
