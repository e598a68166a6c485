/** A name as names are compared: composed (NFC), without blanks around it, in lower case. */
export function foldName(text: string): string {
  // A sigma at the end of a word has a lower case of its own, which no upper case tells.
  return text.trim().normalize('NFC').toLowerCase().replaceAll('ς', 'σ');
}

const personalSite = /\/personal\/([^/?#]+)/;

/** The part of the address of a personal site that stands for its owner: what is no letter or digit became a line. */
const sitePart = (text: string): string => `/personal/${text.replaceAll(/[^\p{L}\p{N}]/gu, '_')}`;

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The owner's part of the address of a personal site; undefined for another address. */
export function personalPart(address: string): string | undefined {
  const owner = personalSite.exec(foldName(decoded(address)))?.[1];
  return owner === undefined ? undefined : sitePart(owner);
}

/**
 * The forms under which what stands in a cell is looked up: the text itself, and of the address of a personal site the part
 * that stands for its owner, `/personal/ada_contoso_com`.
 */
export function cellForms(text: string): readonly string[] {
  const part = personalPart(text);
  return [foldName(text), ...(part === undefined ? [] : [part])];
}

/** The forms under which a name may stand in cells: itself, and that of the address of the personal site made from a sign-in name. */
export function nameForms(name: string): readonly string[] {
  const folded = foldName(name);
  return [...new Set([...cellForms(name), ...(folded.includes('@') ? [sitePart(folded)] : [])])];
}
