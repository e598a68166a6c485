/** A name as names are compared: composed (NFC), without blanks around it, in lower case. */
export function foldName(text: string): string {
  // A sigma at the end of a word has a lower case of its own, which no upper case tells.
  return text.trim().normalize('NFC').toLowerCase().replaceAll('ς', 'σ');
}

/**
 * A name as it is compared where that finds nobody: without what cannot be seen, one blank for several, in the plain forms of letters
 * (NFKC), and of one case however many letters that takes: 'STRASSE' is 'Straße', and an i is one with a dot or without.
 */
function looseName(text: string): string {
  const plain = text.normalize('NFKC').replaceAll(/\p{Default_Ignorable_Code_Point}/gu, '');
  const folded = foldName(plain.toLowerCase().toUpperCase()).replaceAll(/\s+/gu, ' ');
  return folded.replaceAll(/i\u0307|\u0131/gu, 'i');
}

/** Both forms of a name, the first before the other. */
function ownForms(text: string): readonly string[] {
  const [folded, loose] = [foldName(text), looseName(text)];
  return folded === loose ? [folded] : [folded, loose];
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
  return [...ownForms(text), ...(part === undefined ? [] : [part])];
}

/** What has an address of a personal site made from it: a sign-in name, and a pseudonym that took the place of one. */
const inAddress = /@|^[0-9a-f]{32}$/;

/** The forms under which a name may stand in cells: itself, and that of the address of the personal site made from it. */
export function nameForms(name: string): readonly string[] {
  const owners = ownForms(name).filter((form) => inAddress.test(form));
  return [...new Set([...cellForms(name), ...owners.map(sitePart)])];
}
